-- one row a campaign that the board would lose something of: all of it on the touched days, or the
-- cost of a day (of one of its ad groups). Keys are paths: what they stand for now is looked up
with standing_now as (
    select s.day, c.campaign_key, g.ad_group_key, s.cost
    from standing s
    left join paths c on c.path_key = s.campaign_key
    left join paths g on g.path_key = s.ad_group_key
),
left_over as (
    select day, campaign_key, null::integer as ad_group_key, cost
    from campaign_days
    semi join touched t on t.account_key = campaign_days.account_key and t.day_from = day
    union all
    select day, campaign_key, ad_group_key, cost
    from ad_group_days
    semi join touched t on t.account_key = ad_group_days.account_key and t.day_from = day
    union all
    select day_to, campaign_key, null, cost
    from campaign_ranges
    semi join touched using (account_key, day_from, day_to)
),
lost as (
    select s.*
    from standing_now s
    anti join (select * from left_over where cost is not null) l
        on row(l.day, l.campaign_key, l.ad_group_key) = row(s.day, s.campaign_key, s.ad_group_key)
    where s.cost > 0 or s.campaign_key not in (
        select campaign_key from left_over where campaign_key is not null
    )
)
select n.campaign, count(distinct l.day) as days, sum(l.cost) as cost
from lost l
left join (
    -- the campaign may have lost its last import: its name is then only in the paths
    select campaign_key, any_value(campaign) as campaign from paths group by campaign_key
) n using (campaign_key)
group by n.campaign, l.campaign_key
order by cost desc nulls last, n.campaign
