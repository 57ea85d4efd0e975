-- one row a path: the account, campaign and ad group it stands for. An id decides. A name without
-- an id belongs to the one id that bears it in the live imports, else it stands for itself: so the
-- answer depends on which files count, and never on the order in which they came. A key is the
-- smallest path of its id (else of its name), and stays what it is when others come or go.
create or replace temp table resolved as
with seen as (
    select
        *,
        path_key in (select s.path_key from sightings s semi join live using (import_id)) as alive
    from paths
),
account_names as (
    -- one row a name that exactly one account id bears; an id may also be typed as the name
    select platform, account_name, min(account_id) as account_id
    from (
        select platform, account_name, account_id from seen where alive
        union
        select platform, account_id, account_id from seen where alive
    )
    where account_id is not null and account_name is not null
    group by all
    having count(distinct account_id) = 1
),
with_account as (
    select
        s.* exclude (account_key, campaign_key, ad_group_key),
        coalesce('id ' || coalesce(s.account_id, n.account_id), 'name ' || s.account_name)
            as account,
        s.account_id is not null as account_by_id
    from seen s
    left join account_names n
        on s.account_id is null and n.platform = s.platform and n.account_name = s.account_name
),
account_keys as (
    select
        *,
        coalesce(
            min(path_key) filter (account_by_id) over of_account, min(path_key) over of_account
        ) as account_key
    from with_account
    window of_account as (partition by platform, account)
),
campaign_names as (
    -- one row a campaign name that exactly one campaign id of the account bears
    select account_key, campaign, min(campaign_id) as campaign_id
    from account_keys
    where alive and campaign_id is not null and campaign is not null
    group by all
    having count(distinct campaign_id) = 1
),
with_campaign as (
    select
        a.*,
        coalesce('id ' || coalesce(a.campaign_id, n.campaign_id), 'name ' || a.campaign)
            as campaign_named,
        a.campaign_id is not null as campaign_by_id
    from account_keys a
    left join campaign_names n
        on a.campaign_id is null and n.account_key = a.account_key and n.campaign = a.campaign
),
campaign_keys as (
    select
        *,
        case when campaign_named is not null then coalesce(
            min(path_key) filter (campaign_by_id) over of_campaign, min(path_key) over of_campaign
        ) end as campaign_key
    from with_campaign
    window of_campaign as (partition by account_key, campaign_named)
),
ad_group_names as (
    -- one row an ad group name that exactly one ad group id of the campaign bears
    select account_key, campaign_key, ad_group, min(ad_group_id) as ad_group_id
    from campaign_keys
    where alive and ad_group_id is not null and ad_group is not null
    group by all
    having count(distinct ad_group_id) = 1
),
with_ad_group as (
    select
        c.*,
        coalesce('id ' || coalesce(c.ad_group_id, n.ad_group_id), 'name ' || c.ad_group)
            as ad_group_named,
        c.ad_group_id is not null as ad_group_by_id
    from campaign_keys c
    left join ad_group_names n
        on c.ad_group_id is null and n.account_key = c.account_key
        and n.campaign_key is not distinct from c.campaign_key and n.ad_group = c.ad_group
)
select
    path_key, account_key, campaign_key,
    case when ad_group_named is not null then coalesce(
        min(path_key) filter (ad_group_by_id) over of_ad_group, min(path_key) over of_ad_group
    ) end as ad_group_key
from with_ad_group
window of_ad_group as (partition by account_key, campaign_key, ad_group_named);
