,
-- one row an order with items: whether all have a category, and whether there are several
sorted as (
    select
        account_key, order_id, count(*) = count(category) as is_known,
        min(category) <> max(category) as is_cross
    from order_lines
    group by account_key, order_id
),
-- one row an order that counts; its items carry both quantities (3) or nothing (0)
baskets as (
    select counted.*, case when is_known then 3 else 0 end as pattern, is_cross
    from counted left join sorted using (account_key, order_id)
)
-- one row a day × cut × pattern: orders whose items all have a category, and of them those over
-- several
select
    placed_on as day, (select min(platform) from counted), pattern, count(*),
    case when pattern = 3 then count(*) end,
    case when pattern = 3 then count(*) filter (is_cross) end{cut}
from baskets
group by placed_on, pattern{cut}
order by day
