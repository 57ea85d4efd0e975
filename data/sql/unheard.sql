-- one row an import that speaks, at the voice of this one, for days this one claims and does not
-- speak for
with own as (
    select account_key, voice, day_from, day_to from coverage where import_id = $import_id
),
heard as (
    select account_key, voice, day_from, day_to from speakers where import_id = $import_id
),
unheard as (
    select * from own anti join heard using (account_key, voice, day_from, day_to)
),
spoken as (
    select distinct s.import_id, s.day_from, s.day_to
    from speakers s semi join unheard using (account_key, voice, day_from, day_to)
    where s.rank = 1
)
select import_id, sum(day_to - day_from + 1)::integer as days
from spoken
group by import_id
order by days desc, import_id
