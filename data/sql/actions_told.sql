-- one row a platform × action: how many the files that speak count of it. Of a campaign's day (or
-- range) the coarsest voice that counts it; a range only where none of its days is told
with speaking as (
    select
        unnest($imports::text[]) as filename, unnest($platforms::text[]) as platform,
        unnest($starts::date[]) as day_from, unnest($ends::date[]) as day_to,
        unnest($voices::text[]) as voice, unnest($ranks::integer[]) as rank
),
said as (
    select s.platform, s.voice, s.rank, r.* exclude (filename)
    from read_parquet($files::text[], filename = true) r
    join speaking s
        on s.filename = r.filename and s.day_from = r.day_from and s.day_to = r.day_to
    where r.counted is not null
),
heard as (
    select *
    from said
    qualify row(voice, rank) = min(row(voice, rank)) over (
        partition by platform, account, campaign, day_from, day_to
    )
)
select h.platform, h.action, sum(h.counted) as counted
from heard h
where h.day_from = h.day_to or not exists (
    select 1 from heard d
    where d.day_from = d.day_to and d.platform = h.platform and d.account = h.account
        and d.campaign = h.campaign and d.day_from between h.day_from and h.day_to
)
group by h.platform, h.action
order by all
