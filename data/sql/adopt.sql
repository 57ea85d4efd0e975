-- the paths take the keys that were resolved
update paths
set account_key = r.account_key, campaign_key = r.campaign_key, ad_group_key = r.ad_group_key
from resolved r
where r.path_key = paths.path_key
    and (paths.account_key, paths.campaign_key, paths.ad_group_key)
        is distinct from (r.account_key, r.campaign_key, r.ad_group_key);
