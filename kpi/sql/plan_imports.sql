-- One row an import that plans a platform of these on days of a period.
select
    i.import_id, i.file, i.format,
    sum(least(p.day_to, $end::date) - greatest(p.day_from, $start::date) + 1)::bigint as days,
    i.committed_at, i.platform
from (
    select distinct import_id, day_from, day_to from plan
    where budget is not null and day_from <= $end and day_to >= $start
        and list_contains($written::text[], coalesce(plan_platform, '–'))
) as p
join live as i using (import_id)
group by i.import_id, i.file, i.format, i.committed_at, i.platform
order by i.committed_at, i.import_id
