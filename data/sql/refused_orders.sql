-- one row an order that does not hold, and the code of why
insert into refused
-- one row an order of the typed rows
with whole as (
    select
        order_id, {has_total} as has_total, coalesce(bool_or(total < 0), false) as goes_back, {kinds},
        order_id in (select order_id from sorted where sort = 'data') as torn
    from read_parquet($file)
    group by order_id
),
judged as (
    select order_id, case {cases} end as code from whole
)
select order_id, code from judged where code is not null
