-- one row an account × range of the period: whether daily values of each measure lie in it
with held as (
    select distinct account_key, day_from, day_to
    from campaign_ranges
    where day_from >= $start and day_to <= $end
)
select
    h.account_key, h.day_from, h.day_to,
    count(d.impressions) > 0 as impressions,
    count(d.clicks_all) > 0 as clicks_all,
    count(d.link_clicks) > 0 as link_clicks,
    count(d.landing_page_views) > 0 as landing_page_views,
    count(d.reach) > 0 as reach,
    count(d.cost) > 0 as cost,
    count(d.conversions) > 0 as conversions,
    count(d.conversion_value) > 0 as conversion_value,
    count(d.leads) > 0 as leads,
    count(d.add_to_carts) > 0 as add_to_carts,
    count(d.checkouts) > 0 as checkouts,
    count(d.engagements) > 0 as engagements,
    count(d.video_views_3s) > 0 as video_views_3s,
    count(d.thruplays) > 0 as thruplays
from held h
left join account_days d
    on d.account_key = h.account_key and d.day between h.day_from and h.day_to
group by h.account_key, h.day_from, h.day_to
