-- the layout a new master is made with; of another version's it stays what it was
insert into layout
select '{layout}' where not exists (from layout) and not exists (from imports);
