-- one row a typed cost sheet that holds media cost of a platform on some of these days
select filename, sum(amount) as amount
from read_parquet($files, filename = true)
where category = 'media' and cost_platform = $platform and day_from <= $last and day_to >= $first
group by filename
order by filename
