-- A step for customer_orders.sql and profits.sql, needed only where categories have margins of their own.
-- one row an order: which share of its value has one, and what that share earns of the whole
earned as (
    select
        account_key, order_id,
        sum(quantity * price) filter (margin is not null) / sum(quantity * price) as share,
        sum(quantity * price * margin) / sum(quantity * price) as gain
    from order_lines left join (
        select unnest($categories::text[]) as category, unnest($margins::decimal(9,6)[]) as margin
    ) using (category)
    group by account_key, order_id
    having sum(quantity * price) > 0
),
