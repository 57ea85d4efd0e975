-- One row a currency: the reserve of the lines over a month, as much of it as lies in the month.
select
    currency,
    sum(reserve * (least(day_to, $end::date) - greatest(day_from, $start::date) + 1)
        / (day_to - day_from + 1))::decimal(18,6) as reserve
from plan
where reserve is not null and day_from <= $end and day_to >= $start
group by currency
order by currency
