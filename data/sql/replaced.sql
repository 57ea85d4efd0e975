-- one row: the days for which another import spoke at the voice of this one, and no longer does
with claimed as (
    select r.account_key, c.voice, c.day_from, c.day_to, i.said_at
    from claims c join resolved r using (path_key) join live i using (import_id)
    where c.import_id = $import_id
),
taken as (
    select distinct c.account_key, s.day_from, s.day_to
    from speakers s
    join resolved r on r.path_key = s.account_key
    join claimed c
        on c.account_key = r.account_key and c.voice = s.voice
        and c.day_from = s.day_from and c.day_to = s.day_to
    where s.rank = 1 and s.import_id <> $import_id
        and (s.said_at < c.said_at or (s.said_at = c.said_at and s.import_id < $import_id))
)
select coalesce(sum(day_to - day_from + 1), 0)
from (select distinct day_from, day_to from taken)
