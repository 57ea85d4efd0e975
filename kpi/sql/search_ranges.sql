-- One row an account × day or range × query (or filter of an export): what was searched by its
-- words, and the clicks of all searches where every day of the range is known.
with ranges as (
    select distinct account_key, day_from, day_to
    from searches where split in ('query', 'filter')
),
whole as (
    select
        r.account_key, r.day_from, r.day_to,
        case when count(d.clicks) = r.day_to - r.day_from + 1 then sum(d.clicks) end as clicks
    from ranges as r
    left join searches as d
        on d.account_key = r.account_key and d.split = 'all' and d.day_from = d.day_to
        and d.day_from between r.day_from and r.day_to
    group by r.account_key, r.day_from, r.day_to
)
select
    a.account_key, a.platform, a.account, a.account_id, s.day_from, s.day_to, s.split = 'filter',
    s.name, s.impressions, s.clicks, whole.clicks
from searches as s
join accounts as a using (account_key)
join whole using (account_key, day_from, day_to)
where s.split in ('query', 'filter')
order by all
