,
-- one row an order of the window × product in it
items as (
    select distinct account_key, order_id, coalesce(product, product_id) as item
    from order_lines semi join (
        select account_key, order_id from counted
        where placed_on > $until::date - $window::integer
    ) using (account_key, order_id)
    where coalesce(product, product_id) is not null
),
-- one row an order × product; who buys a whole shelf says nothing of what goes together
baskets as materialized (
    select * from items qualify count(*) over (partition by account_key, order_id) <= $widest
),
often as (
    select item, count(*) as times from baskets group by item having count(*) >= $least
),
pairs as (
    select a.item as one, b.item as other, count(*) as times
    from (from baskets semi join often using (item)) as a
    join (from baskets semi join often using (item)) as b using (account_key, order_id)
    where a.item < b.item
    group by all
    having count(*) >= $least
),
-- one row: orders with a product in them
every as (select count(*) as orders from (select distinct account_key, order_id from baskets))
-- one row a pair that is bought together more often than chance would have it, the surest first
select one, other, pairs.times, x.times, y.times, orders
from pairs join often as x on x.item = one join often as y on y.item = other cross join every
where pairs.times * orders > x.times * y.times
order by pairs.times * orders / (x.times * y.times) desc, pairs.times desc, one, other
limit $most
