-- one row an account's day (or range) to derive again: what the import claims ($import_id, null for
-- every import), and all of an account of which a path now stands for something else
create or replace temp table touched as
with moved as (
    select unnest([p.account_key, r.account_key]) as account_key
    from paths p join resolved r using (path_key)
    where p.account_key is not null
        and (p.account_key, p.campaign_key, p.ad_group_key)
            is distinct from (r.account_key, r.campaign_key, r.ad_group_key)
)
select distinct r.account_key, c.day_from, c.day_to
from claims c join resolved r using (path_key)
where $import_id is null or c.import_id = $import_id
    or r.account_key in (select account_key from moved)
union
select distinct account_key, day_from, day_to
from speakers
where account_key in (select account_key from moved);
