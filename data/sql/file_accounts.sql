-- one row an account of a typed file: its id where there is one, else its name
select distinct coalesce(account_id, account_name) as account
from read_parquet($file)
where coalesce(account_id, account_name) is not null
order by account
