-- one row an import whose typed rows speak on a touched day, and where they lie
create or replace temp table files as
select
    i.import_id, i.book, $parsed || '/' || i.import_id || '.parquet' as filename, i.platform,
    i.answers ->> 'account' as account, coalesce(i.tax, 'excluded') as tax
from live i
semi join (select * from speakers semi join touched using (account_key, day_from, day_to)) s
    using (import_id)
where list_contains($spoken, i.book)
