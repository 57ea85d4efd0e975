-- One row an account × unbroken run of days that daily files speak for, and one an account × range
-- that only a range-only file speaks for.
with daily as (
    select distinct account_key, day_from as day
    from coverage join live using (import_id)
    where day_from = day_to
),
numbered as (
    -- within a run, the day less its number is the same
    select *, day - row_number() over (partition by account_key order by day)::integer as run
    from daily
)
select account_key, true as is_daily, min(day) as first, max(day) as last
from numbered
group by account_key, run
union all
select distinct account_key, false, day_from, day_to
from coverage join live using (import_id)
where day_from < day_to and voice >= '0'
order by all
