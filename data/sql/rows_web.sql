-- one row an exported row of site analytics: what stands under the account is its channel; the
-- campaign that links named is kept beside it
select
    account_id, account_name, null::text as campaign_id, channel as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    campaign as visit_campaign, * exclude (account_id, account_name, campaign)
from read_parquet(getvariable('web_files'), filename = true)
