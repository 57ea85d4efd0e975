-- the days of a typed file: first, last, how many different ranges, whether each row is one day
select min(day_from), max(day_to), count(distinct (day_from, day_to)), bool_and(day_from = day_to)
from read_parquet($file)
