-- an empty master in memory beside the published one (kept): the imports that counted at a moment,
-- over the same facts
insert into imports
select * replace (null as undone_at)
from kept.imports
where committed_at <= (from moment) and (undone_at is null or undone_at > (from moment));
insert into own_channels from kept.own_channels;
insert into stage_names from kept.stage_names;
insert into internal_filters from kept.internal_filters;
insert into paths
select * replace (null as account_key, null as campaign_key, null as ad_group_key)
from kept.paths;
drop table sightings;
drop table claims;
create view sightings as from kept.sightings;
create view claims as from kept.claims;
