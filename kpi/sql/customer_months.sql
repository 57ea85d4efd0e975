,
-- one row a customer × month of his with an order; worth: as on the day of the first one
personal as (
    select
        customer, first_on, month, count(*) as orders, sum(revenue) as revenue,
        sum(known) as known, sum(rest) as rest,
        sum(known) filter (age = 0) as first_known, sum(rest) filter (age = 0) as first_rest,
        sum(known::double * exp(-$force * age)) filter (age < $horizon) as worth_known,
        sum(rest::double * exp(-$force * age)) filter (age < $horizon) as worth_rest
    from lives
    group by customer, first_on, month
),
-- one row a customer with a second order: the month of it
seconds as (
    select customer, month
    from lives
    qualify row_number() over (partition by customer order by placed_on, order_id) = 2
)
-- one row a day of first orders × month since: who ordered, what came of it, and for whom it was the
-- second time
select
    first_on, month, count(*), sum(orders)::bigint, count(seconds.customer), sum(revenue), sum(known),
    sum(rest), sum(first_known), sum(first_rest), coalesce(sum(worth_known), 0),
    coalesce(sum(worth_rest), 0)
from personal left join seconds using (customer, month)
group by first_on, month
order by first_on, month
