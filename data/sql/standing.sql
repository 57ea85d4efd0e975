-- the touched days of campaigns and ad groups as they are before they are derived again
create or replace temp table standing as
select day, account_key, campaign_key, null::integer as ad_group_key, cost
from campaign_days
semi join touched t on t.account_key = campaign_days.account_key and t.day_from = day
union all
select day, account_key, campaign_key, ad_group_key, cost
from ad_group_days
semi join touched t on t.account_key = ad_group_days.account_key and t.day_from = day
union all
select day_to, account_key, campaign_key, null, cost
from campaign_ranges
semi join touched using (account_key, day_from, day_to)
