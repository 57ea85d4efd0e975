-- one row an exported row of a CRM: nothing stands under the account
select
    account_id, account_name, null::text as campaign_id, null::text as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    campaign as lead_campaign,
    * exclude (account_id, account_name, campaign)
from read_parquet(getvariable('crm_files'), filename = true)
