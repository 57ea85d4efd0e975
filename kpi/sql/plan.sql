-- One row a day × platform × pattern: what was spent and what is planned, on the same days.
-- A budget lies evenly over its days, counted in millionths by differences of running shares, so that
-- the days add up to it exactly. The reserve is no budget.
with
-- one row an account: what its money is weighed by; null where it waits for exchange rates
terms as (
    select unnest($accounts::integer[]) as account_key, unnest($weights::integer[]) as weight
),
-- one row a platform as somebody wrote it, and the platform it is
names as (
    select unnest($written::text[]) as plan_platform, unnest($platforms::text[]) as platform
),
{worth}
-- one row a platform × sheet × days
lines as (
    select
        coalesce(names.platform, '–') as platform, account_key, day_from, day_to, currency,
        (sum(budget) * 1000000)::hugeint as millionths,
        any_value(day_to - day_from + 1)::bigint as days
    from plan left join names using (plan_platform)
    where budget is not null
    group by all
),
spread as (
    select *, unnest(generate_series(1, days)) as nth from lines
),
dated as (
    select
        platform, (day_from + (nth - 1)::integer)::date as day, currency,
        ((millionths * nth // days - millionths * (nth - 1) // days)::decimal(18,0)
            * 0.000001)::decimal(18,6) as budget
    from spread
),
-- one row an account × day that its files speak for day by day
heard as (
    select account_key, unnest(generate_series(first, last, interval 1 day))::date as day
    from (
        select unnest($speaking::integer[]) as account_key, unnest($firsts::date[]) as first,
            unnest($lasts::date[]) as last
    )
),
-- one row a platform × day: what was spent; nothing on a day that a file speaks for and does not name
spent as (
    select
        a.platform, heard.day, max(terms.weight) as weight,
        sum(coalesce(d.cost, 0) * case
            when a.currency = $currency then terms.weight::decimal(20,6)
            else (terms.weight * worth.rate)::decimal(20,6)
        end) as cost
    from heard
    join accounts as a using (account_key)
    join terms using (account_key)
    left join account_days as d on d.account_key = heard.account_key and d.day = heard.day
    left join worth on worth.currency = a.currency and worth.worth_day = heard.day
    where d.cost is not null or not exists (
        select 1 from campaign_ranges as r
        where r.account_key = heard.account_key and heard.day between r.day_from and r.day_to
    )
    group by a.platform, heard.day
),
-- one row a platform × day: what is planned; null where several sheets or lines plan it differently
planned as (
    select
        platform, day, count(*) = 1 as is_one,
        any_value(currency) as currency, any_value(budget) as budget
    from dated group by platform, day
),
-- one row a platform × day: both, on the basis of the platform's own cost
told as (
    select
        coalesce(spent.platform, planned.platform) as platform,
        coalesce(spent.day, planned.day) as day, spent.cost as planned_cost,
        case
            when not is_one then null
            when planned.currency = $currency then budget * coalesce(weight, 1)::decimal(20,6)
            else budget * (coalesce(weight, 1) * worth.rate)::decimal(20,6)
        end as budget
    from spent full join planned on planned.platform = spent.platform and planned.day = spent.day
    left join worth
        on worth.currency = planned.currency and worth.worth_day = coalesce(spent.day, planned.day)
)
select day, platform, {pattern} as pattern, 1, {quantities}{cut}
from told
where (planned_cost <> 0 or budget is not null) and {filter}
order by day
