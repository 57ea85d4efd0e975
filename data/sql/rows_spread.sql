-- one row a day of a cost: an entry over several days is spread evenly. Counted in millionths and by
-- differences of running shares, so that the days add up to the entry exactly
with entries as (
    select
        *, (day_to - day_from + 1)::bigint as days,
        (amount * 1000000)::hugeint as millionths,
        (amount_tax * 1000000)::hugeint as tax_millionths
    from ({rows})
),
spread as (
    select *, unnest(generate_series(1, days)) as nth
    from entries
)
select
    * exclude (days, millionths, tax_millionths, nth) replace (
        (day_from + (nth - 1)::integer)::date as day_from,
        (day_from + (nth - 1)::integer)::date as day_to,
        ((millionths * nth // days - millionths * (nth - 1) // days)::decimal(18,0)
            * 0.000001)::decimal(18,6) as amount,
        ((tax_millionths * nth // days - tax_millionths * (nth - 1) // days)::decimal(18,0)
            * 0.000001)::decimal(18,6) as amount_tax
    )
from spread
