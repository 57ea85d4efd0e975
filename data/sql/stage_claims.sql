-- what the import speaks for: every account of it, for every day of its range. Where it knows only
-- what it shows ($whole is false: ranges, "all time") for each day or range it has rows of
insert into claims
with accounts as (
    select min(path_key) as path_key, account_id, account_name
    from arriving
    group by account_id, account_name
),
shown as (
    select distinct
        account_id,
        case when account_id is null then coalesce(account_name, $account) else account_name end
            as account_name,
        day_from, day_to
    from arrived
    where not $whole
),
declared as (
    select path_key, unnest(generate_series($day_from::date, $day_to::date, interval 1 day))::date
        as day
    from accounts
    where $whole
)
select $import_id, a.path_key, $voice, s.day_from, s.day_to
from shown s
join accounts a
    on a.account_id is not distinct from s.account_id
    and a.account_name is not distinct from s.account_name
union all
select $import_id, path_key, $voice, day, day from declared
