-- One row a part (page, country or device) of the newest exported range of each property, with what
-- it brought there; the most clicked first. positions: the mean position times the impressions.
with newest as (
    select account_key, day_from, day_to
    from (select distinct account_key, day_from, day_to from searches where split = $split)
    qualify row_number() over (partition by account_key order by day_to desc, day_from) = 1
)
select
    s.day_from, s.day_to, a.account, coalesce(s.name, '–'),
    s.clicks, s.impressions, s.positions / nullif(s.impressions, 0)
from searches as s
join newest using (account_key, day_from, day_to)
join accounts as a using (account_key)
where s.split = $split
order by s.clicks desc nulls last, s.impressions desc nulls last, s.name
limit $most
