-- One row a property × week from Monday of which every day is told: how many of those who first came
-- in it came back on days 1–7, and how many they are. People first come on one day only.
select
    account_key, date_trunc('week', day)::date as week,
    sum(cohort_back_d7)::bigint as back, sum(cohort_users)::bigint as users
from account_days
where cohort_back_d7 is not null and cohort_users is not null and day between $start and $end
group by all
having count(*) = 7
