-- the days a typed file of a CRM speaks for: from the first row made to the last thing that happened
-- to any of them up to a day; the rest as in span.sql. The day an open deal shall close is no such
-- thing
select
    min(day_from),
    max(list_max(list_filter(
        [day_from, {dates}, case when stage in ('won', 'lost') then closed_on end],
        lambda d: d <= $today
    ))),
    count(distinct day_from),
    true
from read_parquet($file)
