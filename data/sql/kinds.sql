-- one row: whether anybody speaks on touched days, about ad groups there, about touched ranges; the
-- books of those who do, and the measures they have. An order, a plan, a rate speaks for itself
select
    coalesce(bool_or(s.day_from = s.day_to), false),
    coalesce(bool_or(s.day_from = s.day_to and s.voice >= '2'), false),
    coalesce(bool_or(s.day_from < s.day_to), false),
    coalesce(list_sort(list(distinct i.book)), []),
    list_distinct(flatten(coalesce(list(distinct i.measures), [])))
from speakers s semi join touched using (account_key, day_from, day_to)
join live i using (import_id)
where list_contains($spoken, i.book)
