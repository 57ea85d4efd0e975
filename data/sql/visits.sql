-- one row a touched day (or range) × property × source / medium × campaign: of several voices that
-- name campaigns, all users' before a part's, one that names the source before one that does not,
-- the coarser before the finer
insert into visits by name
with tagged as (
    select f.*, string_split(i.breakdown, '+') as named
    from speech f
    join live i using (import_id)
    where list_contains(string_split(i.breakdown, '+'), 'campaign') and f.sessions is not null
        and f.voice >= '0'  -- below it people are counted over spans
),
chosen as (
    select
        account_key, day_from, day_to,
        arg_min(voice, row(
            list_contains(named, 'audience'), not list_contains(named, 'source_medium'), voice
        )) as voice
    from tagged
    group by all
)
select
    t.day_from, t.day_to, t.account_key, t.source_medium, t.visit_campaign as campaign,
    sum(t.sessions) as sessions, sum(t.key_events) as key_events, sum(t.web_revenue) as web_revenue
from tagged t
join chosen using (account_key, day_from, day_to, voice)
group by all;
