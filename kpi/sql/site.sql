-- One row a property × part of a cut: its visits over some days, those with most visits first.
select a.account_key, a.account, a.currency, coalesce({name}, '–') as part, {sums}
from site_days as s
join accounts as a using (account_key)
where s.cut = $cut and s.day between $start and $end
group by all
order by sum(sessions) desc, part
