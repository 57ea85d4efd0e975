-- one row an exported row of cost sheets: what stands under the account is its category
select
    account_id, account_name, null::text as campaign_id, category as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    * exclude (account_id, account_name)
from read_parquet(getvariable('costs_files'), filename = true)
