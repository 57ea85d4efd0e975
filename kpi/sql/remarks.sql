-- one row a remark × property of an import that counts: what its source says of its own figures on
-- some days, and of which measures the import is heard there: in all, and by channel. One that
-- another import speaks for (coarser, or said later) is touched no more
with said as (
    select i.import_id, i.platform, r.first, r.last, r.text.zh, r.text.en
    from live i, unnest(
        from_json(i.report->'remarks', '[{{"text": {{"zh": "VARCHAR", "en": "VARCHAR"}}, "first": "DATE", "last": "DATE"}}]')
    ) as told(r)
    where i.committed_at is not null
),
-- one row an import that speaks × day (or range) × measure; people are told by channel and in all by
-- different rows, of days and of longer spans alike
speaking as (
    select
        s.import_id, s.account_key, s.day_from, s.day_to, s.voice,
        unnest(i.measures) as measure, contains(s.voice, 'channel') as by_channel
    from speakers s
    join live i using (import_id)
    where s.voice[1] <> '$' and s.account_key in (
        select account_key from speakers semi join said using (import_id)
    )
),
heard as (
    select *
    from speaking
    qualify voice = min(voice) over (
        partition by
            account_key, day_from, day_to, measure, voice < '0',
            list_contains([{people}], measure) and by_channel
    )
)
select
    s.platform, a.account, a.account_id, greatest(s.first, min(h.day_from)) as since,
    least(s.last, max(h.day_to)) as until, s.zh, s.en,
    list_distinct(list(h.measure) filter (
        not (list_contains([{people}], h.measure) and h.by_channel)
    )),
    list_distinct(list(h.measure) filter (
        h.by_channel or not list_contains([{people}], h.measure)
    ))
from said s
join heard h on h.import_id = s.import_id and h.day_from <= s.last and h.day_to >= s.first
join accounts a using (account_key)
group by s.import_id, s.platform, a.account, a.account_id, s.first, s.last, s.zh, s.en
order by since, s.import_id
