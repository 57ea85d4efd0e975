-- One row a bucket × cut: the medians of the hours to the first contact and of the days from lead to
-- SQL, of the leads of which that was over in it.
with buckets as (
    select unnest($buckets) as bucket, unnest($starts::date[]) as start, unnest($ends::date[]) as last
)
select
    bucket, min(platform), count(*), round(median(t.hours), 6)::decimal(18,6),
    round(median(t.days), 6)::decimal(18,6){cut}
from lead_times as t
join accounts as a using (account_key)
join buckets on t.day between start and buckets.last
where t.day between $first and $last and {filter}
group by bucket{cut}
order by all
