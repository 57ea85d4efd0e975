-- one row an exported row of shops: what stands under the account is its sales channel
select
    account_id, account_name, null::text as campaign_id, sales_channel as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    * exclude (account_id, account_name)
from read_parquet(getvariable('orders_files'), filename = true)
