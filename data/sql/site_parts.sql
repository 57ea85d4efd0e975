-- one row a touched day (or range) × property × cut of a site × what names a part of it there: what
-- its visits, people or items did. Apart from the daily sums, which know channels only; no cut is a
-- part of another. Of several voices that can tell a cut, all users' before a part's, then one that
-- names all a cut knows, then the coarser
insert into site_parts by name
with cuts (cut, needs, likes) as (
    values
        ('link', 'campaign', 'source_medium'), ('item', 'item', 'item_category'),
        ('item', 'item_category', 'item'), ('device', 'device', null),
        ('landing_page', 'landing_page', null), ('city', 'city', null), ('hour', 'hour', null),
        ('age', 'age', null), ('gender', 'gender', null), ('visitor', 'visitor', null),
        ('cohort', 'cohort', null), ('site_total', 'site_total', null),
        ('item_total', 'item_total', null)
),
claimed as (
    select distinct
        c.cut, s.account_key, s.day_from, s.day_to, s.voice,
        list_contains(string_split(i.breakdown, '+'), 'audience') as of_some,
        coalesce(not list_contains(string_split(i.breakdown, '+'), c.likes), false) as lacks
    from speakers s
    semi join touched using (account_key, day_from, day_to)
    join live i using (import_id)
    join cuts c on list_contains(string_split(i.breakdown, '+'), c.needs)
    where i.book = 'web' and (c.cut <> 'link' or list_contains(i.measures, 'sessions'))
),
able as (
    select *, count(*) over (partition by cut, account_key, day_from, day_to) > 1 as contested
    from claimed
),
-- a file speaks also for days it has no row of
shown as (
    select distinct account_key, day_from, day_to, voice
    from speech
    semi join (from able where contested) using (account_key, day_from, day_to, voice)
),
chosen as (
    select
        cut, a.account_key, a.day_from, a.day_to, arg_min(a.voice, row(of_some, lacks, a.voice)) as voice
    from able a
    left join shown s using (account_key, day_from, day_to, voice)
    where not a.contested or s.voice is not null
    group by all
)
select
    f.day_from, f.day_to, f.account_key, c.cut,
    case c.cut
        when 'link' then f.visit_campaign
        when 'device' then f.device
        when 'landing_page' then f.landing_page
        else f.part
    end as name,
    case c.cut when 'item' then f.part_id end as id,
    case c.cut when 'link' then f.source_medium when 'item' then f.part_group end as other,
    {sums}
from speech f
join chosen c using (account_key, day_from, day_to, voice)
group by all;
