-- One row a line of the imported plans: what a KPI should reach, or the reserve, on which days.
select day_from, day_to, plan_platform, kpi, target, reserve, currency
from plan
where target is not null or reserve is not null
order by day_from, day_to
