-- One row a shop: the day of its first order, whether any is of its own site, and whether the shop
-- says itself who buys for the first time.
select
    account_key, min(placed_on), bool_or(sales_channel in (select channel from own_site)),
    bool_or(customer_kind is not null)
from orders
where status = 'placed'
group by account_key
