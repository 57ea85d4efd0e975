-- one row an account × day (or range) of which the sums are told before and after an import comes
-- or goes: what it claims, under the keys of before and of after. Accounts that it joins (or that
-- fall apart without it) are all in it
create or replace temp table compared as
with keys as (
    select distinct p.account_key as was, r.account_key as becomes
    from paths p join resolved r using (path_key)
),
claimed as (
    select distinct p.account_key as was, r.account_key as becomes, c.day_from, c.day_to
    from claims c join paths p using (path_key) join resolved r using (path_key)
    where c.import_id = $import_id
),
either as (
    select unnest([k.was, k.becomes]) as account_key, c.day_from, c.day_to
    from claimed c join keys k on k.was = c.was or k.becomes = c.becomes
)
select distinct account_key, day_from, day_to from either where account_key is not null
