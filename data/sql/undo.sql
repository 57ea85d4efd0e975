-- the import no longer counts; its facts stay, for as-of
update imports set undone_at = $at where import_id = $import_id and undone_at is null
