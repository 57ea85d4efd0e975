-- One row an import with exchange rates of these currencies into the reporting one in a period.
select import_id, file, format, count(distinct on_day) as days, committed_at, platform
from (
    select *, unnest(generate_series(day_from, day_to, interval 1 day))::date as on_day
    from rates
    where list_contains($currencies, rate_currency) and coalesce(rate_to, $currency) = $currency
)
join live using (import_id)
where on_day between $start and $end
group by import_id, file, format, committed_at, platform
order by committed_at, import_id
