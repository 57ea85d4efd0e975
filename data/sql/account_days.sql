-- one row a touched day × account
insert into account_days by name
select
    day, platform, account_key,
    sum(impressions) as impressions,
    sum(clicks_all) as clicks_all,
    sum(link_clicks) as link_clicks,
    sum(landing_page_views) as landing_page_views,
    case when sum(reach_rows) = 1 then max(reach) end as reach,
    sum(reach_rows) as reach_rows,
    sum(cost) as cost,
    sum(conversions) as conversions,
    sum(conversion_value) as conversion_value,
    sum(leads) as leads,
    sum(add_to_carts) as add_to_carts,
    sum(checkouts) as checkouts,
    sum(engagements) as engagements,
    sum(video_views_3s) as video_views_3s,
    sum(thruplays) as thruplays
from campaign_days c
semi join touched t on t.account_key = c.account_key and t.day_from = c.day and t.day_to = c.day
group by day, platform, account_key;
