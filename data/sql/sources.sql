-- one row an account: what its live imports cover, and up to which day it is complete
with claimed as (
    select
        c.account_key, c.import_id, c.day_to, i.received_at,
        -- spans over which people are counted begin before anything else is known
        case when c.voice >= '0' then c.day_from else c.day_to end as day_from,
        -- the newest days of a search engine's report are still counted
        least(
            c.day_to,
            least(coalesce(i.exported_at::date, i.received_on), i.received_on)
                - case when i.book = 'search' then 3 else 1 end
        ) as complete_to
    from coverage c join live i using (import_id)
    where i.book not in ('plan', 'rates')  -- they reach into the future and complete nothing
),
covered as (
    select
        account_key,
        min(day_from) as first_day,
        max(day_to) as last_day,
        max(complete_to) filter (where complete_to >= day_from) as complete_to,
        max(received_at) as received_at,
        count(distinct import_id) as imports
    from claimed
    group by account_key
),
-- a fee is known as far as the media it grows from
charged as (
    select
        -c.account_key as account_key, f.first_day, f.last_day, c.complete_to, c.received_at,
        0 as imports
    from covered c
    join (
        select account_key, min(day) as first_day, max(day) as last_day from fees group by all
    ) f using (account_key)
)
select
    a.platform, a.account_key, a.account, a.currency, c.first_day, c.last_day, c.complete_to,
    c.received_at, a.tax, a.time_zone, c.imports
from accounts a
join (from covered union all by name from charged) c using (account_key)
order by a.platform, a.account, a.account_key
