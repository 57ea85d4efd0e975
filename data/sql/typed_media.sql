-- one row a platform whose ads are imported, for which a cost sheet holds media cost
select a.platform, sum(r.amount) as amount
from read_parquet($file) r
join (select distinct platform from accounts where platform in (select platform from live where book = 'ads')) a
    on a.platform = r.cost_platform
where r.category = 'media'
group by a.platform
order by a.platform
