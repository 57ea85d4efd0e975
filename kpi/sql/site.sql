-- One row a property × part of a cut: over some days, or over exactly the range asked; what it adds
-- up to, and from which to which day it is told.
select
    a.account_key, a.account, a.currency, {part} as part,
    min(min(s.day_from)) over (partition by a.account_key) as first,
    max(max(s.day_to)) over (partition by a.account_key) as last, {sums}
from site_parts as s
join accounts as a using (account_key)
where s.cut = $cut and s.day_from >= $start and s.day_to <= $end and {which}
group by a.account_key, a.account, a.currency, part
order by part
