-- one row an exported row of plan sheets: what stands under the sheet is the platform
select
    account_id, account_name, null::text as campaign_id, plan_platform as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    * exclude (account_id, account_name)
from read_parquet(getvariable('plan_files'), filename = true)
