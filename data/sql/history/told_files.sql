-- one row an import that told days of books in which a later import takes the place of an earlier
-- one; told_on: the day on which it was written, else came
create or replace temp table files as
select
    i.import_id, i.book, $parsed || '/' || i.import_id || '.parquet' as filename, i.platform,
    i.answers ->> 'account' as account, coalesce(i.tax, 'excluded') as tax,
    coalesce(i.exported_at::date, i.received_on) as told_on, i.measures,
    coalesce(i.level::text, '') || ':' || coalesce(i.breakdown, '') as voice
from kept.imports i
where i.undone_at is null and i.grain = 'day' and i.mode = 'replace'
    and list_contains($books, i.book) and i.declared_to >= $since
    and not list_has_any(string_split(coalesce(i.breakdown, ''), '+'), $beside)
