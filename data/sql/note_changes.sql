-- what the import changed, beside it
update imports set changes = $changes where import_id = $import_id
