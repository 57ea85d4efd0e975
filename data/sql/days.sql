-- one row a touched day × {entity}: each measure from the coarsest voice that has it that day, among
-- the voices from {least} on. Names and lists in braces come from data.warehouse.columns
-- one row a day: how it is told. Several voices speak (contested), one voice tells every {entity} in
-- one row (plain), in several rows that were added up by ad group before (finer), or not (summed)
create or replace temp table told as
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
select
    s.account_key, s.day,
    case
        when min(s.voice) < max(s.voice) then 'contested'
        when not bool_or(s.layered or not s.one_a_day or h.import_id is not null) then 'plain'
        when '{entity}' = 'campaign' and min(s.voice) >= '2' then 'finer'
        else 'summed'
    end as how
from spoken s
left join shared h on h.import_id = s.import_id and h.account_key = s.account_key
group by s.account_key, s.day;
-- one row a contested day: the coarsest voice that has each measure
create or replace temp table voices as
select f.account_key, f.day_from as day, {voices}
from speech f
join told t on t.account_key = f.account_key and t.day = f.day_from and t.how = 'contested'
where f.day_from = f.day_to and f.voice >= '{least}'
group by f.account_key, f.day_from;
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, 1 as reach_rows, {plain}
from speech f
join told t on t.account_key = f.account_key and t.day = f.day_from and t.how = 'plain'
where f.day_from = f.day_to and f.voice >= '{least}';
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, count(*) as reach_rows, {sums}
from speech f
join told t on t.account_key = f.account_key and t.day = f.day_from and t.how = 'summed'
where f.day_from = f.day_to and f.voice >= '{least}'
group by f.day_from, f.platform, f.account_key, {keys};
insert into {entity}_days by name
select f.day, f.platform, f.account_key, {keys}, sum(f.reach_rows) as reach_rows, {fine}
from ad_group_days f
join told t on t.account_key = f.account_key and t.day = f.day and t.how = 'finer'
group by f.day, f.platform, f.account_key, {keys};
-- of several voices, each measure is added up over the one that speaks for it
insert into {entity}_days by name
select f.day_from as day, f.platform, f.account_key, {keys}, {rows} as reach_rows, {heard}
from speech f
join voices v on v.account_key = f.account_key and v.day = f.day_from
where f.day_from = f.day_to and f.voice >= '{least}'
group by f.day_from, f.platform, f.account_key, {keys};
