-- one row an exported row of exchange rates: what stands under the sheet is the currency
select
    account_id, account_name, null::text as campaign_id, rate_currency as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    * exclude (account_id, account_name)
from read_parquet(getvariable('rates_files'), filename = true)
