-- One row a name of a stage in which leads or deals stand: what it means, whether a rule says so.
select
    stage_name, stage, lower(trim(stage_name)) in (select name from stage_names), count(*)
from leads
where stage_name is not null
group by stage_name, stage
order by stage is not null, count(*) desc, stage_name
