-- one row an import × account × day since one: the sums it told of that day, 0 where it brings the
-- measure and tells nothing of it. Days that were not over when it was written are left out
select
    f.platform, f.account_key, told.voice, f.day_from, told.told_on, {sums}
from facts f
join files told using (import_id)
where f.day_from = f.day_to and f.day_from >= $since and f.day_from < told.told_on
group by f.platform, f.account_key, told.voice, f.day_from, told.told_on, f.import_id, told.measures
order by f.day_from, told.told_on, f.import_id
