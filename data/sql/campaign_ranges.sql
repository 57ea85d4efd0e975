-- one row a touched range × voice × campaign
insert into campaign_ranges by name
select
    f.day_from, f.day_to, f.voice, f.platform, f.account_key, f.campaign_key,
    max(f.said_at) as said_at, count(*) as reach_rows, {sums}
from speech f
where f.day_from < f.day_to and f.voice >= '0'
group by f.day_from, f.day_to, f.voice, f.platform, f.account_key, f.campaign_key;
