-- one row an import, and whether it counts
select import_id, undone_at is null as counts from imports order by import_id
