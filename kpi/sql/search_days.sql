-- One row a day × cut: all that was searched, in order of the days. A property that is a part of
-- another is silent on the days that the wider one tells: they are the same searches.
with nested as (
    select unnest($inner::integer[]) as account_key, unnest($wider::integer[]) as wider
),
told as (
    select
        s.day_from as day, a.platform, a.account, s.clicks as search_clicks,
        s.impressions as search_impressions, s.positions as search_positions
    from searches as s join accounts as a using (account_key)
    where s.split = 'all' and s.day_from = s.day_to and {filter} and not exists (
        select 1 from nested join searches as w on w.account_key = nested.wider
        where nested.account_key = s.account_key and w.split = 'all'
            and w.day_from = s.day_from and w.day_to = s.day_to
    )
),
patterned as (
    select *, {pattern} as pattern from told
)
select day, platform, pattern, count(*), {sums}{cut}
from patterned
group by all
order by day
