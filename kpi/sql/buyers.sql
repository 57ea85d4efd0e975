,
-- one row an order, in the order of time: when the customer's next and last ones came; an order
-- without a customer is nobody's and has neither
ordered as (
    select
        placed_on, true as known, lead(placed_on) over in_time as next_on,
        lag(placed_on) over in_time as before_on{cut}
    from (select placed_on, customer{cut} from counted where customer is not null)
    window in_time as (partition by customer{cut} order by placed_on)
    union all
    select placed_on, false, null, null{cut} from counted where customer is null
),
-- one row an order that is its customer's last on its day: until when it is his last one, and up to
-- when it, and the one before it, lie in the window
last as materialized (
    select
        placed_on, known, coalesce(next_on, date '9999-12-31') as until,
        placed_on + $window::integer as gone, before_on + $window::integer as before_gone{cut}
    from ordered
    where next_on is distinct from placed_on
),
-- one row a change: a customer comes in with an order and drops out with the next one or with the
-- window, whichever is sooner; the same for those who have two orders in it
changes as (
    select placed_on as day, known, 1 as came, 0 as again{cut} from last
    union all
    select least(until, gone), known, -1, 0{cut} from last
    union all
    select placed_on, true, 0, 1{cut} from last where before_gone > placed_on
    union all
    select least(until, before_gone), true, 0, -1{cut} from last where before_gone > placed_on
)
-- one row a day × cut × pattern: by how much the numbers of customers change
select
    day, (select min(platform) from counted), case when known then 3 else 0 end as pattern,
    sum(came)::bigint, case when known then sum(came)::bigint end,
    case when known then sum(again)::bigint end{cut}
from changes
group by day, known{cut}
order by day
