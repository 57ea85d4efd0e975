-- One row a vendor of whom a cost sheet and a fee rule speak in the same months: the first and the
-- last of these months, and what either says of them.
with grown as (
    select vendor, date_trunc('month', day)::date as month, sum(fee) as fee
    from fees
    where vendor is not null
    group by vendor, month
),
billed as (
    select a.account as vendor, date_trunc('month', d.day)::date as month, sum(d.amount) as amount
    from account_days as d
    join accounts as a using (account_key)
    where d.platform = 'costs'
    group by a.account, month
    having sum(d.amount) > 0
)
select
    vendor, min(month) as first_month, last_day(max(month)) as last_day,
    sum(billed.amount) as amount, sum(grown.fee) as fee
from grown
join billed using (vendor, month)
group by vendor
order by vendor
