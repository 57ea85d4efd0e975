-- one row a touched day × ad group: the same rule among the voices that know ad groups
-- one row a day to add up: several voices speak (contested), or several rows of an ad group
create or replace temp table crowded as
with spoken as (
    select s.account_key, s.day_from as day, s.voice, s.layered, s.import_id, i.one_a_day
    from speakers s
    semi join touched t
        on t.account_key = s.account_key and t.day_from = s.day_from and t.day_to = s.day_to
    join live i using (import_id)
    where s.day_from = s.day_to and s.voice >= '2'
),
shared as (
    select distinct import_id, account_key
    from (
        select n.import_id, p.account_key
        from sightings n join paths p using (path_key)
        semi join spoken s on s.import_id = n.import_id
        group by n.import_id, p.account_key, p.ad_group_key
        having count(*) > 1
    )
)
select s.account_key, s.day, min(s.voice) < max(s.voice) as contested
from spoken s
left join shared h on h.import_id = s.import_id and h.account_key = s.account_key
group by s.account_key, s.day
having contested or bool_or(s.layered or not s.one_a_day or h.import_id is not null);
-- one row a contested day: the coarsest voice that has each measure
create or replace temp table voices as
select
    f.account_key, f.day_from as day,
    min(f.voice) filter (f.impressions is not null) as impressions,
    min(f.voice) filter (f.clicks_all is not null) as clicks_all,
    min(f.voice) filter (f.link_clicks is not null) as link_clicks,
    min(f.voice) filter (f.landing_page_views is not null) as landing_page_views,
    min(f.voice) filter (f.reach is not null) as reach,
    min(f.voice) filter (f.cost is not null) as cost,
    min(f.voice) filter (f.conversions is not null) as conversions,
    min(f.voice) filter (f.conversion_value is not null) as conversion_value,
    min(f.voice) filter (f.leads is not null) as leads,
    min(f.voice) filter (f.add_to_carts is not null) as add_to_carts,
    min(f.voice) filter (f.checkouts is not null) as checkouts,
    min(f.voice) filter (f.engagements is not null) as engagements,
    min(f.voice) filter (f.video_views_3s is not null) as video_views_3s,
    min(f.voice) filter (f.thruplays is not null) as thruplays
from speech f
join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '2' and c.contested
group by f.account_key, f.day_from;
-- a day that one voice tells with one row each is taken as it is
insert into ad_group_days by name
select
    f.day_from as day, f.platform, f.account_key, f.campaign_key, f.ad_group_key,
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
from speech f
anti join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '2';
-- several rows of one voice are added up
insert into ad_group_days by name
select
    f.day_from as day, f.platform, f.account_key, f.campaign_key, f.ad_group_key,
    sum(f.impressions) as impressions,
    sum(f.clicks_all) as clicks_all,
    sum(f.link_clicks) as link_clicks,
    sum(f.landing_page_views) as landing_page_views,
    case when count(*) = 1 then max(f.reach) end as reach,
    count(*) as reach_rows,
    sum(f.cost) as cost,
    sum(f.conversions) as conversions,
    sum(f.conversion_value) as conversion_value,
    sum(f.leads) as leads,
    sum(f.add_to_carts) as add_to_carts,
    sum(f.checkouts) as checkouts,
    sum(f.engagements) as engagements,
    sum(f.video_views_3s) as video_views_3s,
    sum(f.thruplays) as thruplays
from speech f
join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '2' and not c.contested
group by f.day_from, f.platform, f.account_key, f.campaign_key, f.ad_group_key;
-- of several voices, each measure is added up over the one that speaks for it
insert into ad_group_days by name
select
    f.day_from as day, f.platform, f.account_key, f.campaign_key, f.ad_group_key,
    sum(f.impressions) filter (f.voice = v.impressions) as impressions,
    sum(f.clicks_all) filter (f.voice = v.clicks_all) as clicks_all,
    sum(f.link_clicks) filter (f.voice = v.link_clicks) as link_clicks,
    sum(f.landing_page_views) filter (f.voice = v.landing_page_views) as landing_page_views,
    case when count(*) filter (f.voice = coalesce(v.reach, f.voice)) = 1 then
        max(f.reach) filter (f.voice = coalesce(v.reach, f.voice)) end as reach,
    count(*) filter (f.voice = coalesce(v.reach, f.voice)) as reach_rows,
    sum(f.cost) filter (f.voice = v.cost) as cost,
    sum(f.conversions) filter (f.voice = v.conversions) as conversions,
    sum(f.conversion_value) filter (f.voice = v.conversion_value) as conversion_value,
    sum(f.leads) filter (f.voice = v.leads) as leads,
    sum(f.add_to_carts) filter (f.voice = v.add_to_carts) as add_to_carts,
    sum(f.checkouts) filter (f.voice = v.checkouts) as checkouts,
    sum(f.engagements) filter (f.voice = v.engagements) as engagements,
    sum(f.video_views_3s) filter (f.voice = v.video_views_3s) as video_views_3s,
    sum(f.thruplays) filter (f.voice = v.thruplays) as thruplays
from speech f
join voices v on v.account_key = f.account_key and v.day = f.day_from
where f.day_from = f.day_to and f.voice >= '2'
group by f.day_from, f.platform, f.account_key, f.campaign_key, f.ad_group_key;
