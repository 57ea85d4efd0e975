-- the channels that count as the shop's own site besides 官網, anew
delete from own_channels;
insert into own_channels select unnest($channels::text[]);
