-- one row an event: how often the speaking imports say it happened, of these as key events, and the
-- last day with it
with speaking as (
    select
        unnest($imports::text[]) as filename, unnest($accounts::integer[]) as account_key,
        unnest($days::date[]) as day, unnest($ranks::integer[]) as rank
),
said as (
    select
        s.account_key, s.day, s.rank, r.event,
        sum(r.events) as counted, sum(r.key_events) as key_events
    from read_parquet($files::text[], filename = true, union_by_name = true) r
    join speaking s on s.filename = r.filename and s.day = r.day_from and r.day_to = r.day_from
    where r.event is not null
    group by all
),
heard as (
    select
        *,
        row_number() over (partition by account_key, day, event order by rank) as place
    from said
)
select
    event, sum(counted)::bigint as counted, coalesce(sum(key_events), 0) > 0 as is_key,
    max(day) as last
from heard
where place = 1
group by event
order by counted desc nulls last, event
