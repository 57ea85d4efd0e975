,
-- one row a customer: where and when he placed his first order
entries as (
    select customer, arg_min(channel, (placed_on, order_id)) as entry, min(placed_on) as first_on
    from counted
    where is_new and customer is not null
    group by customer
),
-- one row a customer: what he brought within the windows, and whether he came back within the first
brought as (
    select
        customer, entry, first_on,
        count(*) filter (placed_on <= first_on + $soon::integer) > 1 as again,
        sum(known) filter (placed_on < first_on + $soon::integer) as known_soon,
        sum(rest) filter (placed_on < first_on + $soon::integer) as rest_soon,
        sum(known) filter (placed_on < first_on + $later::integer) as known_later,
        sum(rest) filter (placed_on < first_on + $later::integer) as rest_later
    from counted join entries using (customer)
    where placed_on >= first_on
    group by customer, entry, first_on
)
-- one row a sales channel of first orders: customers, and of those who were watched long enough
-- what they brought
select
    entry, count(*), count(*) filter (first_on + $soon::integer <= $until),
    count(*) filter (again and first_on + $soon::integer <= $until),
    sum(known_soon) filter (first_on + $soon::integer <= $until),
    sum(rest_soon) filter (first_on + $soon::integer <= $until),
    count(*) filter (first_on + $later::integer <= $until),
    sum(known_later) filter (first_on + $later::integer <= $until),
    sum(rest_later) filter (first_on + $later::integer <= $until)
from brought
group by entry
order by count(*) desc, entry
