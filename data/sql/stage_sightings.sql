-- which paths the import has rows of
insert into sightings select $import_id, path_key, last_day from arriving
