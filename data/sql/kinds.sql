-- one row: whether anybody speaks on touched days, about ad groups there, about touched ranges
select
    coalesce(bool_or(day_from = day_to), false),
    coalesce(bool_or(day_from = day_to and voice >= '2'), false),
    coalesce(bool_or(day_from < day_to), false)
from speakers semi join touched using (account_key, day_from, day_to)
