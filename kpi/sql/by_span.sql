-- The end of kpi/sql/facts.sql: one row a bucket × cut × pattern.
select buckets.bucket, blocks.platform, pattern, coalesce(sum(reach_rows), 0), {sums}{cut}
from blocks
join (
    select unnest($buckets) as bucket, unnest($starts::date[]) as start,
        unnest($ends::date[]) as last
) as buckets on {meet}
where {filter}
group by all
