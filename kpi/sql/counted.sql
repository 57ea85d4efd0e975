-- The beginning of baskets.sql, cohorts.sql and buyers.sql: the orders that count.
with
-- one row a shop: the last day on which its orders count by whether they were paid, and its last
-- complete day
terms as (
    select unnest($accounts::integer[]) as account_key, unnest($matures::date[]) as mature,
        unnest($completes::date[]) as complete
),
-- one row an order that stands: paid on mature days, else placed; of the own site, or as asked for
counted as materialized (
    select *
    from (
        select
            o.account_key, o.order_id, o.placed_on, o.customer, o.is_new, terms.complete,
            coalesce(o.sales_channel, '–') as sales_channel, a.platform, a.account, a.account_id
        from orders as o
        join accounts as a using (account_key)
        left join terms using (account_key)
        where o.status = 'placed'
            and (o.payment_status = 'paid' or not coalesce(o.placed_on <= terms.mature, false))
    )
    where {site} and {filter}
)
