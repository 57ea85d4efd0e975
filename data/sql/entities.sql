-- accounts, campaigns and ad groups of the live imports, each with its latest name
create or replace temp table named as
select p.*, s.last_day, i.import_id, i.currency, i.time_zone, i.tax
from sightings s join live i using (import_id) join paths p using (path_key);
delete from accounts;
delete from campaigns;
delete from ad_groups;
insert into accounts by name
with latest as (
    select
        account_key,
        any_value(platform) as platform,
        min(account_id) as account_id,
        arg_max(account_name, (last_day, account_name)) as account_name,
        min(currency) as currency,
        arg_max(time_zone, (last_day, time_zone)) as time_zone,
        arg_max(tax, (last_day, import_id)) as tax  -- a person may answer again
    from named
    group by account_key
)
select *, coalesce(account_name, account_id) as account from latest;
insert into campaigns by name
select
    campaign_key,
    any_value(account_key) as account_key,
    min(campaign_id) as campaign_id,
    arg_max(campaign, (last_day, campaign)) as campaign
from named
where campaign_key is not null
group by campaign_key;
insert into ad_groups by name
select
    ad_group_key,
    any_value(campaign_key) as campaign_key,
    min(ad_group_id) as ad_group_id,
    arg_max(ad_group, (last_day, ad_group)) as ad_group
from named
where ad_group_key is not null
group by ad_group_key;
drop table named;
