-- one row a source / medium × campaign × currency over the period: by day, and over ranges that lie
-- wholly in it and over which there is nothing finer; of ranges that overlap the longest counts
with inside as (
    from site_parts
    where cut = 'link' and sessions is not null and day_from >= $first and day_to <= $last
),
spans as (
    select distinct account_key, day_from, day_to, day_to - day_from as days from inside
),
speaking as (
    select s.*
    from spans s
    where not exists (
        select 1 from spans o
        where o.account_key = s.account_key
            and o.day_from <= s.day_to and s.day_from <= o.day_to
            and (o.day_from, o.day_to) <> (s.day_from, s.day_to)
            and case
                when s.days = 0 then false
                when o.days = 0 then true
                else (o.days, o.day_from) > (s.days, s.day_from)
            end
    )
)
select
    v.other as source_medium, v.name as campaign, sum(v.sessions)::bigint as sessions, sum(v.key_events),
    sum(v.web_revenue), a.currency
from inside v
join speaking using (account_key, day_from, day_to)
join accounts a using (account_key)
group by all
order by sessions desc, source_medium, campaign, a.currency
