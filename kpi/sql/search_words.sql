-- One row a query in the newest exported list of each property, with what it brought there.
with newest as (
    select account_key, day_from, day_to
    from (select distinct account_key, day_from, day_to from searches where split = 'query')
    qualify row_number() over (partition by account_key order by day_to desc, day_from) = 1
)
select a.account, s.day_from, s.day_to, s.name, s.impressions, s.clicks
from searches as s
join newest using (account_key, day_from, day_to)
join accounts as a using (account_key)
where s.split = 'query'
order by s.impressions desc nulls last, s.name
