-- one row an advertising campaign × name that a file which counts called it by
select distinct p.campaign_key, p.campaign
from paths p
semi join (select s.path_key from sightings s semi join live using (import_id)) using (path_key)
where list_contains($ads, p.platform)
    and p.campaign_key is not null and p.campaign is not null
order by all
