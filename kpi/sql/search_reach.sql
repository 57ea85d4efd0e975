-- One row an account × whether it tells searches by their words: the first and last day of them.
select account_key, split in ('query', 'filter') as by_name, min(day_from), max(day_to)
from searches
where split in ('query', 'filter') or (split = 'all' and day_from = day_to)
group by all
