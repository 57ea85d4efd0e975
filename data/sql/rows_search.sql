-- one row an exported row of Search Console: its queries and pages are no paths, only whose they are
select
    account_id, account_name, null::text as campaign_id, null::text as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    * exclude (account_id, account_name)
from read_parquet(getvariable('search_files'), filename = true)
