-- one row: the daily sums over the compared accounts and days, as the board sees them
select {sums}
from account_days d
where exists (
    select 1 from compared c
    where c.account_key = d.account_key and d.day between c.day_from and c.day_to
)
