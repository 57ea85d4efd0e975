-- one row an account the file names × the account of the store it belongs to, where there is one
with named as (
    select distinct
        account_id,
        case when account_id is null then coalesce(account_name, $account) else account_name end
            as account_name
    from read_parquet($file)
)
select
    coalesce(n.account_name, n.account_id) as named, a.account_key, a.account, a.currency
from named n
left join accounts a
    on a.platform = $platform and (
        a.account_id = n.account_id
        or (n.account_id is null and n.account_name in (a.account_name, a.account_id))
        or (a.account_id is null and a.account_name = n.account_name)
    )
order by named, a.account_key
