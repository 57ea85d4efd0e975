-- one row a touched day × account
insert into account_days by name
select day, platform, account_key, sum(reach_rows) as reach_rows, {totals}
from campaign_days c
semi join touched t on t.account_key = c.account_key and t.day_from = c.day and t.day_to = c.day
group by day, platform, account_key;
