-- one row an account
select account_key, platform, account, account_id, account_name, currency, time_zone, tax
from accounts
order by platform, account, account_key
