-- One row a span of days × property of a site (or one channel of it, or one mark of visits) × voice that counts people over
-- exactly these days; what was said last comes last.
select
    p.day_from, p.day_to, p.platform, p.account_key, a.account, a.account_id, p.by_channel,
    c.campaign, p.mark, p.voice, p.said_at, {measures}
from people as p
join accounts as a using (account_key)
left join campaigns as c using (campaign_key)
order by p.said_at, p.voice
