-- one row an account × range of the period: whether daily values of each measure lie in it
with held as (
    select distinct account_key, day_from, day_to
    from campaign_ranges
    where day_from >= $start and day_to <= $end
)
select h.account_key, h.day_from, h.day_to, {known}
from held h
left join account_days d
    on d.account_key = h.account_key and d.day between h.day_from and h.day_to
group by h.account_key, h.day_from, h.day_to
