-- the same where no import speaks
create or replace temp view facts as
select
    null::integer as import_id, null::text as platform, null::integer as account_key,
    null::integer as campaign_key, null::integer as ad_group_key,
    null::date as day_from, null::date as day_to, null::text as ad_id, null::text as ad,
    null::bigint as impressions,
    null::bigint as clicks_all,
    null::bigint as link_clicks,
    null::bigint as landing_page_views,
    null::bigint as reach,
    null::decimal(18,6) as cost,
    null::decimal(18,6) as conversions,
    null::decimal(18,6) as conversion_value,
    null::bigint as leads,
    null::bigint as add_to_carts,
    null::bigint as checkouts,
    null::bigint as engagements,
    null::bigint as video_views_3s,
    null::bigint as thruplays
limit 0
