-- One row a platform as the plan writes it: the first and last day it is planned for.
select plan_platform, min(day_from), max(day_to)
from plan
where budget is not null
group by plan_platform
