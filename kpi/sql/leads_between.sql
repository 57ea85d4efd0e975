-- One row: how many reached a stage on told days of a span, of how many of them the day of an
-- earlier stage is told, and the days between: median and quartiles.
select
    count(*), count(days), quantile_cont(days, 0.5), quantile_cont(days, 0.25),
    quantile_cont(days, 0.75)
from (
    select case when f.told and t.told and t.day_from >= f.day_from
        then t.day_from - f.day_from end as days
    from lead_stages as t
    join lead_stages as f
        on f.account_key = t.account_key and f.kind = t.kind and f.lead_id = t.lead_id
        and f.stage = $first
    where t.stage = $then and t.counted_on between $start and $end and t.kind <> 'deal'
)
