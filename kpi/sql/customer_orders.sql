-- The beginning of customer_*.sql: the orders that count, and since when who placed them is a
-- customer. Money is weighed for its tax basis and currency; what waits for a rate adds nothing.
with
-- one row a shop: what its money is weighed by, and the last day on which its orders count by
-- whether they were paid
terms as (
    select unnest($accounts::integer[]) as account_key, unnest($weights::integer[]) as weight,
        unnest($matures::date[]) as mature
),
{steps}
-- one row an order that stands; known: gross profit of what has a margin of its own category, rest:
-- the revenue that the margin of all is taken of
counted as materialized (
    select *, {known} as known, {rest} as rest
    from (
        select
            o.account_key, o.order_id, o.customer, o.placed_on, o.is_new,
            coalesce(o.sales_channel, '–') as channel,
            coalesce((coalesce(o.total, 0) - coalesce(o.refund, 0)) * {weight}, 0) as revenue
        from orders as o join accounts using (account_key) left join terms using (account_key)
            {joins}
        where o.status = 'placed' and o.placed_on <= $until and {site}
            and (o.payment_status = 'paid' or not coalesce(o.placed_on <= terms.mature, false))
    )
    {earned}
),
-- one row a customer: the day of his first order
firsts as (
    select customer, min(placed_on) as first_on
    from counted
    where is_new and customer is not null
    group by customer
),
-- one row an order of a customer since the first one: in which month of 365.25 / 12 days it lies
lives as materialized (
    select counted.*, first_on, placed_on - first_on as age, ((placed_on - first_on) * 48) // 1461 as month
    from counted join firsts using (customer)
    where placed_on >= first_on
)
