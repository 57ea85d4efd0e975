-- One row a shop: the day of its first order, whether any is of its own site, whether the shop says
-- itself of nearly all orders who buys for the first time, and whether customers and categories of
-- items are known.
select
    account_key, min(placed_on), bool_or(sales_channel in (select channel from own_site)),
    count(coalesce(customer_kind, first_bought_on::text, member_since::text)) >= 0.95 * count(*),
    bool_or(customer is not null),
    account_key in (select account_key from order_lines where category is not null)
from orders
where status = 'placed'
group by account_key
