-- fees as they were reckoned from the rules, with the keys of the accounts they are charged to
insert into fees by name
with told as (
    select
        unnest($days::date[]) as day, unnest($platforms::text[]) as platform,
        unnest($accounts::text[]) as account, unnest($vendors::text[]) as vendor,
        unnest($fees::decimal(18,6)[]) as fee, unnest($taxes::decimal(18,6)[]) as fee_tax
)
select t.day, a.account_key, t.vendor, t.fee, t.fee_tax
from told t
join accounts a on a.platform = t.platform and coalesce(a.account_id, a.account) = t.account
