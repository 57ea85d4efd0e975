-- One row a property × week × day after the first: how many of those who first came in the week were
-- there, and how many they are.
select
    a.account_key, a.account, s.day_from, s.day_to, s.name::integer as day,
    s.cohort_active, s.cohort_users
from site_parts as s
join accounts as a using (account_key)
where s.cut = 'cohort' and s.day_from >= $start and s.day_to <= $end
    and s.day_to - s.day_from = 6 and s.cohort_users is not null
order by all
