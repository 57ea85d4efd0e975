-- one row: the daily sums over the accounts and days that an import claims, as the board sees them:
-- before it (the paths still hold their old keys) or after it
with claimed as (
    select distinct p.account_key, c.day_from, c.day_to
    from claims c
    join resolved r using (path_key)
    join resolved same on same.account_key = r.account_key
    join paths p on p.path_key = same.path_key
    where c.import_id = $import_id and p.account_key is not null
)
select
    sum(impressions) as impressions,
    sum(clicks_all) as clicks_all,
    sum(link_clicks) as link_clicks,
    sum(landing_page_views) as landing_page_views,
    sum(cost) as cost,
    sum(conversions) as conversions,
    sum(conversion_value) as conversion_value,
    sum(leads) as leads,
    sum(add_to_carts) as add_to_carts,
    sum(checkouts) as checkouts,
    sum(engagements) as engagements,
    sum(video_views_3s) as video_views_3s,
    sum(thruplays) as thruplays
from account_days d
where exists (
    select 1 from claimed c
    where c.account_key = d.account_key and d.day between c.day_from and c.day_to
)
