-- Two steps for kpi/sql/facts.sql, needed only where campaigns or ad groups are named.
-- one row a campaign: its name, followed by its id where the account has two of that name
campaign_names as (
    select campaign_key, campaign_id, campaign as campaign_name,
        campaign || case when count(*) over (partition by account_key, campaign) > 1
            then ' (' || coalesce(campaign_id, '–') || ')' else '' end as campaign
    from campaigns
),
-- one row an ad group, named in the same way
ad_group_names as (
    select ad_group_key, ad_group_id, ad_group as ad_group_name,
        ad_group || case when count(*) over (partition by campaign_key, ad_group) > 1
            then ' (' || coalesce(ad_group_id, '–') || ')' else '' end as ad_group
    from ad_groups
),
