,
-- one row a customer: the day of his first order
firsts as (
    select customer{cut}, min(placed_on) as first_on, min(complete) as complete
    from counted
    where is_new and customer is not null
    group by customer{cut}
),
-- one row a customer who has been watched long enough: how many orders he has placed in that time,
-- the first one included
watched as (
    select firsts.customer, first_on, count(*) as placed{cut_of_firsts}
    from firsts join counted on counted.customer = firsts.customer {same_cut}
    where first_on + $within::integer <= firsts.complete
        and counted.placed_on between first_on and first_on + $within::integer
    group by all
)
-- one row a day × cut: customers whose first order lies on the day, and those of them who ordered
-- again in time
select
    first_on as day, (select min(platform) from counted), 3 as pattern, count(*), count(*),
    count(*) filter (placed > 1){cut}
from watched
group by first_on{cut}
union all
-- one row a day × cut: orders of nobody we know
select placed_on, (select min(platform) from counted), 0, count(*), null, null{cut}
from counted
where customer is null
group by placed_on{cut}
order by day
