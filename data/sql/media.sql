-- one row an ad account × day: what its fees grow from
select a.platform, coalesce(a.account_id, a.account) as account, d.day, sum(d.cost) as media
from account_days d join accounts a using (account_key)
where d.cost is not null and a.currency is not null
group by all
