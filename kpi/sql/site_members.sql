-- One row a property × part of a cut of its site: what its steps add up to over a span, and over the
-- one it is compared with. {now} and {then} say which rows are of them.
select a.account, {part} as part, {sums}
from site_parts as s
join accounts as a using (account_key)
where s.cut = $cut and ({now} or {then})
group by a.account, part
order by all
