-- one row a live import of a book, and where its typed rows lie
create or replace temp table book_files as
select
    import_id, platform, said_at, currency, answers ->> 'account' as account,
    $parsed || '/' || import_id || '.parquet' as filename
from live
where book = $book
