-- one row a day × sales channel, and a day × shop: what its orders add up to, as placed and as paid.
-- {{days}} comes from data.warehouse.columns
create or replace temp table shops as select distinct account_key from coverage c
semi join (select import_id from imports where book = 'orders') using (import_id);
delete from campaign_days where account_key in (from shops);
delete from account_days where account_key in (from shops);
create or replace temp view counted_orders as
select
    o.*, a.platform, o.placed_on as day,
    o.status = 'placed' as placed,
    o.status = 'placed' and o.payment_status = 'paid' as paid,
    o.sales_channel in (select channel from own_site) as is_site,
    coalesce(o.refund > 0 or o.returned > 0 or o.refund_status is not null, false) as is_returned
from orders o join accounts a using (account_key);
insert into campaign_days by name
select day, platform, account_key, campaign_key, count(*) as reach_rows, {days}
from counted_orders
group by day, platform, account_key, campaign_key;
insert into account_days by name
select day, platform, account_key, count(*) as reach_rows, {days}
from counted_orders
group by day, platform, account_key;
