-- one row: how many days an import spoke for, and for how many of them another speaks now
with days as (
    select
        h.day_from, h.day_to,
        bool_or(s.import_id is not null) as spoken
    from heard h
    join paths p using (path_key)
    left join speakers s
        on s.account_key = p.account_key and s.day_from = h.day_from and s.day_to = h.day_to
    group by h.day_from, h.day_to
)
select
    coalesce(sum(day_to - day_from + 1), 0)::integer,
    coalesce(sum(day_to - day_from + 1) filter (spoken), 0)::integer
from days
