-- one row an import, as its journal row is kept beside its facts
select
    import_id, sha256, file, book, received_by, received_at, received_on, answers, report, changes,
    committed_at, undone_at
from imports
order by import_id
