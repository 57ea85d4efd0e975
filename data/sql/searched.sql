-- one row: what was searched on the compared days (or ranges), split in one way
select sum(clicks), sum(impressions)
from searches semi join compared using (account_key, day_from, day_to)
where split = $split
