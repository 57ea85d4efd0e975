-- one row a path the file names, with its key where the store knows it; a file that names no
-- account has the one answered
create or replace temp table arriving as
with named as (
    select
        account_id,
        case when account_id is null then coalesce(account_name, $account) else account_name end
            as account_name,
        campaign_id, campaign, ad_group_id, ad_group,
        count(*) as rows_loaded, max(day_to) as last_day,
        -- each row on a day of its own: as many days as rows
        $daily and count(*) = bit_count(
            bitstring_agg((day_from - $day_from)::integer, 0, $days)
                filter (day_from between $day_from and $day_from + $days)
        ) as one_a_day
    from arrived
    group by all
)
select p.path_key, n.*, $platform as platform
from named n
left join paths p on row(
    p.platform, p.account_id, p.account_name, p.campaign_id, p.campaign, p.ad_group_id, p.ad_group
) = row(
    $platform, n.account_id, n.account_name, n.campaign_id, n.campaign, n.ad_group_id, n.ad_group
)
