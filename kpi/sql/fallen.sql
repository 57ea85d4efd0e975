-- one row a class of ad campaigns, and one without a class for those no rule knows: how many they
-- are, and the first few of their names
with {classes}named as (
    select classes.campaign_class, campaigns.campaign
    from campaigns
    join accounts using (account_key)
    left join classes using (campaign_key)
    where list_contains($ads, accounts.platform)
)
select
    campaign_class,
    count(*) as campaigns,
    list(distinct campaign order by campaign)[:$few] as names,
    count(distinct campaign) > $few as more
from named
group by campaign_class
