-- one row a stage of a typed file that no word is known of, and how many rows stand in it
select stage_name, count(*)
from read_parquet($file)
where stage is null and stage_name is not null
group by stage_name
order by count(*) desc, stage_name
