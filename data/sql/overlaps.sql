-- one row an account of the platform: how many campaigns of the file it knows, by id or by name
with brought as (
    select distinct campaign_id, campaign from read_parquet($file)
),
known as (
    select distinct p.account_key, p.campaign_id, p.campaign
    from paths p
    semi join (select path_key from sightings semi join live using (import_id)) using (path_key)
),
shared as (
    select k.account_key, count(*) as campaigns
    from brought b
    join known k
        on b.campaign_id = k.campaign_id
        or (b.campaign = k.campaign and (b.campaign_id is null or k.campaign_id is null))
    group by k.account_key
)
select a.account, a.account_id, coalesce(s.campaigns, 0)
from accounts a left join shared s using (account_key)
where a.platform = $platform
order by a.account, a.account_key
