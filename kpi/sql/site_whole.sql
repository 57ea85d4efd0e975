-- One row a property: what GA4 said of all parts of a cut together, over the days from the first
-- that is told to the last; none where one of these days lacks it.
with told as (
    select distinct account_key, day_from as day
    from site_parts
    where cut = $cut and day_from = day_to and day_from between $start and $end
),
ends as (
    select account_key, min(day) as first, max(day) as last from told group by account_key
),
wholes as (
    select w.*
    from site_parts w
    join ends e on e.account_key = w.account_key and w.day_from between e.first and e.last
    where w.cut = $whole and w.day_from = w.day_to
),
lacking as (
    select distinct t.account_key
    from told t
    anti join wholes w on w.account_key = t.account_key and w.day_from = t.day
)
select w.account_key, {sums}
from wholes w
anti join lacking using (account_key)
group by w.account_key
