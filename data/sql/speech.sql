-- one row a fact that speaks on a touched day (or range). Where a day is layered, an entity (a
-- campaign; at finer levels what that level shows) is taken from the lowest rank that has it. The
-- two halves are written out so that the rows stream through instead of being kept
create or replace temp view speech as
select f.*, s.voice, s.said_at, s.rank
from facts f
join (
    select * from speakers semi join touched using (account_key, day_from, day_to) where not layered
) s
    on row(s.import_id, s.account_key, s.day_from, s.day_to)
    = row(f.import_id, f.account_key, f.day_from, f.day_to)
union all
select f.*, s.voice, s.said_at, s.rank
from facts f
join (
    select * from speakers semi join touched using (account_key, day_from, day_to) where layered
) s
    on row(s.import_id, s.account_key, s.day_from, s.day_to)
    = row(f.import_id, f.account_key, f.day_from, f.day_to)
qualify s.rank = min(s.rank) over (
    partition by
        f.account_key, s.voice, f.day_from, f.day_to, f.campaign_key,
        case when s.voice >= '2' then f.ad_group_key end,
        case when s.voice[1] = '3' then coalesce(f.ad_id, f.ad) end
)
