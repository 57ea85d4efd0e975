-- service fees as an account of the costs beside each ad account they are charged to (its key turned
-- negative); what stands under it is the vendor
delete from campaign_days where platform = 'fees';
delete from account_days where platform = 'fees';
delete from accounts where platform = 'fees';
delete from campaigns where campaign_key < 0;
create or replace temp table vendors as
select account_key, vendor, -row_number() over (order by account_key, vendor) as campaign_key
from (select distinct account_key, vendor from fees);
insert into accounts by name
select
    -a.account_key as account_key, 'fees' as platform, a.account, a.account_id, a.account_name,
    a.currency, 'excluded' as tax
from accounts a
semi join fees f using (account_key);
insert into campaigns by name
select campaign_key, -account_key as account_key, vendor as campaign from vendors;
insert into campaign_days by name
select
    f.day, 'fees' as platform, -f.account_key as account_key, v.campaign_key,
    count(*) as reach_rows, sum(f.fee) as amount, sum(f.fee_tax) as amount_tax
from fees f join vendors v using (account_key, vendor)
group by f.day, f.account_key, v.campaign_key;
insert into account_days by name
select
    day, platform, account_key, sum(reach_rows) as reach_rows, sum(amount) as amount,
    sum(amount_tax) as amount_tax
from campaign_days
where platform = 'fees'
group by day, platform, account_key;
