-- one row a day of a cost: an entry over several days is spread evenly. Counted in millionths and by
-- differences of running shares, so that the days add up to the entry exactly. An account has one
-- tax basis: where an entry says another, its stated tax (else 5 %) is taken off or added
with entries as (
    select
        r.*, (day_to - day_from + 1)::bigint as days,
        (amount::decimal(38,6) * 1000000)::hugeint as said,
        (amount_tax::decimal(38,6) * 1000000)::hugeint as said_tax,
        coalesce(r.tax_basis, f.tax) as basis, f.tax as kept
    from ({rows}) r join files f using (filename)
),
taxed as (
    select
        *,
        coalesce(said_tax, case basis when 'included' then said - said * 20 // 21
            else said * 5 // 100 end) as tax
    from entries
),
settled as (
    select
        *,
        case when basis = kept then said when kept = 'excluded' then said - tax else said + tax end
            as millionths,
        case when basis = kept then said_tax else tax end as tax_millionths
    from taxed
),
spread as (
    select *, unnest(generate_series(1, days)) as nth
    from settled
)
select
    * exclude (days, said, said_tax, basis, kept, tax, millionths, tax_millionths, nth) replace (
        (day_from + (nth - 1)::integer)::date as day_from,
        (day_from + (nth - 1)::integer)::date as day_to,
        ((millionths * nth // days - millionths * (nth - 1) // days)::decimal(18,0)
            * 0.000001)::decimal(18,6) as amount,
        ((tax_millionths * nth // days - tax_millionths * (nth - 1) // days)::decimal(18,0)
            * 0.000001)::decimal(18,6) as amount_tax
    )
from spread
