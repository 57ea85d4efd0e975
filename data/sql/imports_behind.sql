-- one row an import that speaks for one of the measures in a period: of the imports that bring a
-- measure, those of the coarsest voice are heard for it
with asked as (
    select
        s.import_id, s.account_key, s.voice, s.day_from, s.day_to,
        unnest(list_intersect(i.measures, $measures::text[])) as measure
    from speakers s
    join live i using (import_id)
    join accounts a using (account_key)
    where s.day_from between $start and $end and s.day_to <= $end
        and ($platform::text is null or a.platform = $platform)
        and ($account::text is null or $account in (a.account, a.account_id))
        -- who counts people over spans is heard of people, for exactly the span asked for
        and (
            s.voice >= '0'
            or (s.day_from = $start and s.day_to = $end and list_has_any($measures, [{people}]))
        )
),
heard as (
    select *, min(voice) over (
        partition by account_key, day_from, day_to, measure, voice < '0'
    ) as coarsest
    from asked
),
counted as (
    select import_id, count(distinct day_from) as days
    from heard
    where voice = coarsest
    group by import_id
)
select i.import_id, i.file, i.format, c.days, i.committed_at, i.platform
from counted c join live i using (import_id)
order by i.committed_at, i.import_id
