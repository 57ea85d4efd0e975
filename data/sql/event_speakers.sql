-- one row a day × property × import that speaks for the site's events there, at the coarsest voice
-- that names events; the lower rank is heard first
with asked as (
    select
        s.import_id, s.account_key, s.day_from as day, s.rank, s.voice,
        min(s.voice) over (partition by s.account_key, s.day_from) as coarsest
    from speakers s
    join live i using (import_id)
    where i.book = 'web'
        and list_contains(i.measures, 'events') and contains(s.voice, 'event')
        and s.day_from between $start and $end and s.day_to = s.day_from
)
select import_id, account_key, day, rank
from asked
where voice = coarsest
order by all
