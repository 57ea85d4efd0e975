-- one row a channel of the site: its sessions over the period
select coalesce(c.campaign, '(not set)') as channel, sum(d.sessions)::bigint as sessions
from campaign_days d
left join campaigns c using (campaign_key)
where d.day between $first and $last and list_contains($web, d.platform) and d.sessions is not null
group by all
