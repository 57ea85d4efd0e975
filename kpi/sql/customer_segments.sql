,
-- one row a customer of the window: when he last came, how often, how much
people as (
    select customer, $until::date - max(placed_on) as since, count(*) as times, sum(revenue) as paid
    from counted
    where customer is not null and placed_on > $until::date - $window::integer
    group by customer
)
-- one row a segment × whether among those who pay most
select
    case when since <= $near then 'near' when since <= $far then 'far' else 'gone' end as since,
    least(times, $often) as times, paid >= (select quantile_cont(paid, $top) from people) as is_top,
    count(*), sum(paid)
from people
group by all
