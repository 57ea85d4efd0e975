-- The end of kpi/sql/facts.sql for what has levels: they do not add over the days of an account, of
-- which the last counts; over accounts they do.
,
-- one row a bucket × account: its sums over the bucket's days, its levels at their end
spans as (
    select buckets.bucket, blocks.platform, account_key, sum(reach_rows) as exported, {by_account}{cut}
    from blocks
    join (
        select unnest($buckets) as bucket, unnest($starts::date[]) as start,
            unnest($ends::date[]) as last
    ) as buckets on {meet}
    where {filter}
    group by all
)
-- one row a bucket × cut × pattern
select bucket, platform, {bits} as pattern, coalesce(sum(exported), 0), {sums}{cut}
from spans
group by all
