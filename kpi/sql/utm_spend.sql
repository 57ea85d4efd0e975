-- one row an advertising campaign that cost something in the period, the dearest first: by day, and
-- from files without days; clicks are link clicks where a row has them
with spent as (
    select account_key, campaign_key, cost, link_clicks, clicks_all
    from campaign_days
    where day between $first and $last and list_contains($ads, platform)
    union all
    select
        unnest($accounts::integer[]), unnest($keys::integer[]),
        unnest($costs::decimal(18,6)[]), unnest($links::bigint[]), unnest($alls::bigint[])
)
select
    a.platform, a.account, a.currency, s.campaign_key, c.campaign, c.campaign_id,
    sum(s.cost) as cost, sum(coalesce(s.link_clicks, s.clicks_all)) as clicks,
    count(s.link_clicks) > 0 as linked,
    count(*) filter (s.link_clicks is null and s.clicks_all is not null) > 0 as counted_all
from spent s
join accounts a using (account_key)
left join campaigns c using (campaign_key)
where list_contains($ads, a.platform)
group by all
having sum(s.cost) > 0
order by cost desc, a.platform, a.account, c.campaign, c.campaign_id
