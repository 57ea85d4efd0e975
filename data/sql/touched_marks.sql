-- one row a property's day (or range) on which an import tells marked visits: to be derived again
-- by which of the marks are internal
create or replace temp table touched as
select distinct s.account_key, s.day_from, s.day_to
from speakers s
join live i using (import_id)
where contains(s.voice, 'audience')
