-- one row a day × account of a CRM: what was reached on it, and what became of those who entered
-- something on it. {{days}} comes from data.warehouse.columns. Every day the account covers has a
-- row: on most of them nothing happens, which is known
create or replace temp table crms as select distinct account_key from coverage c
semi join (select import_id from imports where book = 'crm') using (import_id);
delete from account_days where account_key in (from crms);
-- one row a lead, person or deal: the days its stages count on, and which it reached at all
create or replace temp table ways as
with stages as (
    select
        account_key, kind, lead_id, list(stage) as reached,
        map_from_entries(list((stage, counted_on)) filter (counted_on is not null)) as days
    from lead_stages
    group by account_key, kind, lead_id
),
-- the accounts that keep deals apart from people
dealing as (select distinct account_key from leads where kind = 'deal')
select
    l.account_key, l.kind, l.kind <> 'deal' as is_lead,
    l.kind <> 'person' or l.account_key not in (from dealing) as is_deal,
    coalesce(s.reached, []) as reached, s.days, l.is_new, l.is_invalid,
    coalesce(l.accepted, list_contains(s.reached, 'sql'), false) as is_accepted,
    l.contacted_on, l.replied_on is not null as has_replied, l.amount, l.currency
from leads l left join stages s using (account_key, kind, lead_id);
-- one row a currency × day × account: what one unit of it is worth in the account's own; of several
-- rates the one for the fewest days, then the one said last
create or replace temp table foreign_worth as
with wanted as (
    select distinct l.currency, l.account_key, a.currency as own
    from leads l join accounts a using (account_key)
    where l.currency <> a.currency
)
select
    w.account_key, w.currency, r.day, arg_min(r.rate, (r.day_to - r.day_from, -r.import_id)) as rate
from wanted w
join (
    select *, unnest(generate_series(day_from, day_to, interval 1 day))::date as day from rates
) r on r.rate_currency = w.currency and coalesce(r.rate_to, w.own) = w.own
group by all;
-- one row a thing that happened to a lead on a day
create or replace temp view happened as
select account_key, days[w.stage] as day, w.what, amount, currency
from ways, (
    values
        ('lead', 'crm_leads'), ('mql', 'mql_reached'), ('sql', 'sql_reached'), ('trial', 'trials'),
        ('paid', 'paid_reached'), ('renewed', 'renewed_reached')
) w (stage, what)
where is_lead and days[w.stage] is not null
union all
select account_key, days[w.stage], w.what, amount, currency
from ways, (
    values
        ('opportunity', 'opportunities'), ('won', 'deals_won'), ('lost', 'deals_lost')
) w (stage, what)
where is_deal and days[w.stage] is not null
union all
-- of those who entered one stage, who ever reached the other
select account_key, days[w.entered], w.what, amount, currency
from ways, (
    values
        ('lead', 'mql', 'leads_to_mql', true), ('mql', 'sql', 'mql_to_sql', true),
        ('sql', 'won', 'sql_to_won', true), ('opportunity', 'won', 'opportunities_won', false),
        ('trial', 'activated', 'trials_activated', true), ('trial', 'paid', 'trials_paid', true)
) w (entered, became, what, of_leads)
where case when w.of_leads then is_lead else is_deal end
    and days[w.entered] is not null and list_contains(reached, w.became)
union all
select account_key, days['lead'], 'net_new_leads', null, null
from ways where is_lead and is_new and days['lead'] is not null
union all
select account_key, days['lead'], 'leads_invalid', null, null
from ways where is_lead and is_invalid and days['lead'] is not null
union all
select account_key, days['mql'], 'mql_accepted', null, null
from ways where is_lead and is_accepted and days['mql'] is not null
union all
select account_key, days['trial'], 'trials_activated_1d', null, null
from ways where is_lead and days['activated'] <= days['trial'] + 1
union all
select account_key, contacted_on, 'leads_contacted', null, null
from ways where is_lead and contacted_on is not null
union all
select account_key, contacted_on, 'leads_replied', null, null
from ways where is_lead and contacted_on is not null and has_replied;
-- one row an account: which stages anything of it ever reached, for what it never tells is not zero;
-- and since when it tells them: stages of which no export has a day are known from the second on
create or replace temp view knows as
with since as (
    select account_key, map_from_entries(list((stage, day_to))) as since
    from (
        select account_key, stage, min(day_to) as day_to
        from lead_stages
        group by account_key, stage
        having not bool_or(told)
    )
    group by account_key
)
select
    account_key, list(distinct stage) as stages, any_value(since) as since, bool_or(contacted) as contacted,
    bool_or(replied) as replied, bool_or(amount) as has_amounts,
    bool_or(accepted) as has_accepted
from (
    select
        account_key, unnest(if(len(reached) = 0, [''], reached)) as stage,
        contacted_on is not null as contacted, has_replied as replied, amount is not null as amount,
        is_accepted as accepted
    from ways
) left join since using (account_key)
group by account_key;
insert into account_days by name
with calendar as (
    select distinct c.account_key, c.day_from as day
    from coverage c
    join live i using (import_id)
    where i.book = 'crm' and c.day_from = c.day_to
    union  -- what is only seen, counts on the day of an import, perhaps after all that it tells
    select account_key, day from happened
),
summed as (
    select h.account_key, h.day, count(*) as happened, {sums}
    from happened h
    join accounts a using (account_key)
    left join foreign_worth f
        on f.account_key = h.account_key and f.currency = h.currency and f.day = h.day
    group by h.account_key, h.day
)
select
    day, a.platform, account_key, coalesce(s.happened, 0) as reach_rows, {days}
from calendar
join accounts a using (account_key)
join knows k using (account_key)
left join summed s using (account_key, day);
drop view knows;
drop view happened;
drop table ways;
drop table foreign_worth;
