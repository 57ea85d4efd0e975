-- one row an import that speaks for a touched account's day (or range) at a voice: the latest said
-- that replaces, and the merging ones above it
delete from speakers where exists (
    select 1 from touched t
    where t.account_key = speakers.account_key
        and t.day_from = speakers.day_from and t.day_to = speakers.day_to
);
insert into speakers by name
with ranked as (
    select
        c.import_id, c.account_key, c.voice, c.day_from, c.day_to, i.said_at, i.mode,
        row_number() over (
            partition by c.account_key, c.voice, c.day_from, c.day_to
            order by i.said_at desc, i.import_id desc
        ) as rank
    from coverage c
    join live i using (import_id)
    semi join touched t
        on t.account_key = c.account_key and t.day_from = c.day_from and t.day_to = c.day_to
),
based as (
    select
        *,
        min(rank) filter (mode = 'replace')
            over (partition by account_key, voice, day_from, day_to) as base
    from ranked
)
select
    import_id, account_key, voice, day_from, day_to, said_at, rank,
    count(*) over (partition by account_key, voice, day_from, day_to) > 1 as layered
from based
where rank <= coalesce(base, rank);
