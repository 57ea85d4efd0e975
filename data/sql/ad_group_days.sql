-- one row a touched day × ad group: the same rule among the voices that know ad groups
-- one row an account's day to add up by ad group: several voices speak, or one has several rows
create or replace temp table crowded as
with counted as (
    select account_key, day_from as day, voice, ad_group_key, count(*) as said
    from speech
    where day_from = day_to and voice >= '2'
    group by all
)
select account_key, day
from counted
group by account_key, day
having max(said) > 1 or min(voice) < max(voice);
-- one row such a day: the coarsest voice that has each measure
create or replace temp table voices as
select
    account_key, day_from as day,
    min(voice) filter (impressions is not null) as impressions,
    min(voice) filter (clicks_all is not null) as clicks_all,
    min(voice) filter (link_clicks is not null) as link_clicks,
    min(voice) filter (landing_page_views is not null) as landing_page_views,
    min(voice) filter (reach is not null) as reach,
    min(voice) filter (cost is not null) as cost,
    min(voice) filter (conversions is not null) as conversions,
    min(voice) filter (conversion_value is not null) as conversion_value,
    min(voice) filter (leads is not null) as leads,
    min(voice) filter (add_to_carts is not null) as add_to_carts,
    min(voice) filter (checkouts is not null) as checkouts,
    min(voice) filter (engagements is not null) as engagements,
    min(voice) filter (video_views_3s is not null) as video_views_3s,
    min(voice) filter (thruplays is not null) as thruplays
from speech semi join crowded c on c.account_key = speech.account_key and c.day = day_from
where day_from = day_to and voice >= '2'
group by account_key, day_from;
delete from ad_group_days where exists (
    select 1 from touched t
    where t.account_key = ad_group_days.account_key and t.day_from = day and t.day_to = day
);
-- a day that one voice tells with one row each is taken as it is
insert into ad_group_days by name
select
    day_from as day, platform, account_key, campaign_key, ad_group_key,
    impressions,
    clicks_all,
    link_clicks,
    landing_page_views,
    reach, 1 as reach_rows,
    cost,
    conversions,
    conversion_value,
    leads,
    add_to_carts,
    checkouts,
    engagements,
    video_views_3s,
    thruplays
from speech anti join crowded c on c.account_key = speech.account_key and c.day = day_from
where day_from = day_to and voice >= '2';
-- the others are added up, each measure over the voice that speaks for it
insert into ad_group_days by name
select
    f.day_from as day, f.platform, f.account_key, f.campaign_key, f.ad_group_key,
    sum(f.impressions) filter (f.voice = coalesce(v.impressions, f.voice)) as impressions,
    sum(f.clicks_all) filter (f.voice = coalesce(v.clicks_all, f.voice)) as clicks_all,
    sum(f.link_clicks) filter (f.voice = coalesce(v.link_clicks, f.voice)) as link_clicks,
    sum(f.landing_page_views)
        filter (f.voice = coalesce(v.landing_page_views, f.voice)) as landing_page_views,
    case when count(*) filter (f.voice = coalesce(v.reach, f.voice)) = 1 then
        max(f.reach) filter (f.voice = coalesce(v.reach, f.voice)) end as reach,
    count(*) filter (f.voice = coalesce(v.reach, f.voice)) as reach_rows,
    sum(f.cost) filter (f.voice = coalesce(v.cost, f.voice)) as cost,
    sum(f.conversions) filter (f.voice = coalesce(v.conversions, f.voice)) as conversions,
    sum(f.conversion_value)
        filter (f.voice = coalesce(v.conversion_value, f.voice)) as conversion_value,
    sum(f.leads) filter (f.voice = coalesce(v.leads, f.voice)) as leads,
    sum(f.add_to_carts) filter (f.voice = coalesce(v.add_to_carts, f.voice)) as add_to_carts,
    sum(f.checkouts) filter (f.voice = coalesce(v.checkouts, f.voice)) as checkouts,
    sum(f.engagements) filter (f.voice = coalesce(v.engagements, f.voice)) as engagements,
    sum(f.video_views_3s) filter (f.voice = coalesce(v.video_views_3s, f.voice)) as video_views_3s,
    sum(f.thruplays) filter (f.voice = coalesce(v.thruplays, f.voice)) as thruplays
from speech f
join voices v on v.account_key = f.account_key and v.day = f.day_from
where f.day_from = f.day_to and f.voice >= '2'
group by f.day_from, f.platform, f.account_key, f.campaign_key, f.ad_group_key;
