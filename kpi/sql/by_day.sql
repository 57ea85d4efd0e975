-- The end of kpi/sql/facts.sql: one row a cut × pattern × day, in order of the days.
select day, blocks.platform, pattern, coalesce(sum(reach_rows), 0), {sums}{cut}
from blocks
where {filter}
group by all
order by day
