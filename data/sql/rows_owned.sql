-- one row an exported row of tools for one's own media: what stands under the account is the sending
select
    * exclude (campaign_id, campaign),
    campaign_id, campaign, null::text as ad_group_id, null::text as ad_group,
    null::text as ad_id, null::text as ad
from read_parquet(getvariable('owned_files'), filename = true)
