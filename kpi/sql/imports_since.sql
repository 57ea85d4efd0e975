-- One row: whether any import was committed or undone since a time (UTC).
select count(*) > 0
from imports
where committed_at > $then or (undone_at > $then and committed_at <= $then)
