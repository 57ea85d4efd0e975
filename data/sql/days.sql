-- one row a touched day × {entity}: each measure from the coarsest voice that has it that day, among
-- the voices from {least} on. Names and lists in braces come from data.columns
-- one row a day to add up: several voices speak (contested), or several rows of one {entity}
create or replace temp table crowded as
with spoken as (
    select s.account_key, s.day_from as day, s.voice, s.layered, s.import_id, i.one_a_day
    from speakers s
    semi join touched t
        on t.account_key = s.account_key and t.day_from = s.day_from and t.day_to = s.day_to
    join live i using (import_id)
    where s.day_from = s.day_to and s.voice >= '{least}'
),
shared as (
    select distinct import_id, account_key
    from (
        select n.import_id, p.account_key
        from sightings n join paths p using (path_key)
        semi join spoken s on s.import_id = n.import_id
        group by n.import_id, p.account_key, p.{entity}_key
        having count(*) > 1
    )
)
select s.account_key, s.day, min(s.voice) < max(s.voice) as contested
from spoken s
left join shared h on h.import_id = s.import_id and h.account_key = s.account_key
group by s.account_key, s.day
having contested or bool_or(s.layered or not s.one_a_day or h.import_id is not null);
-- one row a contested day: the coarsest voice that has each measure
create or replace temp table voices as
select f.account_key, f.day_from as day, {voices}
from speech f
join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '{least}' and c.contested
group by f.account_key, f.day_from;
-- a day that one voice tells with one row each is taken as it is
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, 1 as reach_rows, {plain}
from speech f
anti join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '{least}';
-- several rows of one voice are added up
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, count(*) as reach_rows, {sums}
from speech f
join crowded c on c.account_key = f.account_key and c.day = f.day_from
where f.day_from = f.day_to and f.voice >= '{least}' and not c.contested
group by f.day_from, f.platform, f.account_key, {keys};
-- of several voices, each measure is added up over the one that speaks for it
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, {rows} as reach_rows, {heard}
from speech f
join voices v on v.account_key = f.account_key and v.day = f.day_from
where f.day_from = f.day_to and f.voice >= '{least}'
group by f.day_from, f.platform, f.account_key, {keys};
