-- one row an account of a platform
select account, account_id from accounts where platform = $platform order by account, account_key
