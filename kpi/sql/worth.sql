-- A step for kpi/sql/facts.sql, needed only where money of other currencies has exchange rates.
-- one row a currency × day: what one unit is in the reporting currency; of several rates the one
-- for the fewest days (a day's before its month's), then the one said last
worth as (
    select rate_currency as currency, worth_day, arg_min(rate, (day_to - day_from, -import_id)) as rate
    from (
        select *, unnest(generate_series(day_from, day_to, interval 1 day))::date as worth_day
        from rates
        where coalesce(rate_to, $currency) = $currency and rate_currency <> $currency
    )
    group by all
),
