-- one row an exported row of site analytics: what stands under the account is its channel; the
-- campaign that links named is kept beside it. Of the marked sessions those count that people call
-- internal; without a choice all of them. all_marked: whatever people chose
select
    account_id, account_name, null::text as campaign_id, channel as campaign,
    null::text as ad_group_id, null::text as ad_group, null::text as ad_id, null::text as ad,
    campaign as visit_campaign,
    * exclude (account_id, account_name, campaign) replace (
        case
            when coalesce(
                list_contains((select any_value(chosen) from internal_filters), audience), true
            ) then marked_sessions
            else marked_sessions * 0
        end as marked_sessions
    ),
    marked_sessions as all_marked
from read_parquet(getvariable('web_files'), filename = true)
