-- one row a touched day (or range) × property × mark: the visits that a filter of the property, or a
-- column of the file, marks; of several voices that tell marks the coarsest. mark null: it was told
-- that these days have no other marks
insert into marks by name
with told as (
    select * from speech where all_marked is not null and voice >= '0'
),
chosen as (
    select account_key, day_from, day_to, min(voice) as voice from told group by all
)
select
    t.day_from, t.day_to, t.account_key, case when t.all_marked > 0 then t.audience end as mark,
    sum(t.all_marked) as sessions
from told t
join chosen using (account_key, day_from, day_to, voice)
group by all
