,
-- one row a customer who came back: on how many days, when last, what he paid on them
repeats as (
    select customer, count(distinct placed_on) as times, max(age) as last, sum(revenue) as paid
    from lives
    where age > 0 and revenue > 0
    group by customer
)
-- one row a history: customers who are alike in it
select first_on, coalesce(times, 0), coalesce(last, 0), coalesce(paid, 0), count(*)
from firsts left join repeats using (customer)
group by all
order by all
