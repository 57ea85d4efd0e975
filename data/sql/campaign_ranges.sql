-- one row a touched range × voice × campaign
insert into campaign_ranges by name
select
    day_from, day_to, voice, platform, account_key, campaign_key, max(said_at) as said_at,
    sum(impressions) as impressions,
    sum(clicks_all) as clicks_all,
    sum(link_clicks) as link_clicks,
    sum(landing_page_views) as landing_page_views,
    case when count(*) = 1 then max(reach) end as reach,
    count(*) as reach_rows,
    sum(cost) as cost,
    sum(conversions) as conversions,
    sum(conversion_value) as conversion_value,
    sum(leads) as leads,
    sum(add_to_carts) as add_to_carts,
    sum(checkouts) as checkouts,
    sum(engagements) as engagements,
    sum(video_views_3s) as video_views_3s,
    sum(thruplays) as thruplays
from speech
where day_from < day_to
group by day_from, day_to, voice, platform, account_key, campaign_key;
