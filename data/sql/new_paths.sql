-- paths never seen before get the next keys
update arriving
set path_key = fresh.path_key
from (
    select
        rowid as at,
        (select coalesce(max(path_key), 0) from paths) + row_number() over (
            order by account_id, account_name, campaign_id, campaign, ad_group_id, ad_group
        ) as path_key
    from arriving
    where path_key is null
) fresh
where fresh.at = arriving.rowid;
insert into paths by name
select * exclude (rows_loaded, last_day, one_a_day)
from arriving
where path_key > (select coalesce(max(path_key), 0) from paths);
