-- one row: the first and last day on which visits are known by campaign, within the period and ever
select
    min(day_from) filter (day_from >= $first and day_to <= $last),
    max(day_to) filter (day_from >= $first and day_to <= $last),
    min(day_from), max(day_to)
from site_parts
where cut = 'link' and sessions is not null
