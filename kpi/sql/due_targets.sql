-- One row a line of the plan with a target: whose KPI, which platform, which days, how much.
select kpi, plan_platform, day_from, day_to, target
from plan
where target is not null and kpi is not null and day_from <= $end and day_to >= $start
order by day_from, day_to
