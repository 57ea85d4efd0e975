-- One row a range of days that a cut is told of: its days as one, and the latest ranges of more than
-- a day.
select min(day_from), max(day_to) from site_parts
where cut = $cut and day_from = day_to
having count(*) > 0
union all
(
    select distinct day_from, day_to from site_parts
    where cut = $cut and day_from < day_to
    order by day_to desc, day_from
    limit 3
)
