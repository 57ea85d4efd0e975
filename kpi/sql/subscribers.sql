-- One row a billing period × month of first payments × renewals made: how many subscribers, and what
-- they pay each time where that is in the reporting currency. Told only of a CRM that says when
-- subscriptions end: elsewhere nobody seems to leave. A renewal is made where the subscription goes
-- on beyond its day; of one month all are told as far as the youngest of them could be seen.
with
terms as (
    select unnest($accounts::integer[]) as account_key, unnest($weights::integer[]) as weight
),
-- one row a CRM: the last day it tells of
told as (
    select account_key, max(day_to) as last
    from coverage join live using (import_id)
    where book = 'crm'
    group by account_key
),
-- one row a subscriber: whole periods since his first payment, seen and paid for
subscribers as (
    select
        l.billing, date_trunc('month', s.day_from) as month,
        datesub('month', s.day_from, t.last) // months as seen,
        greatest(datesub('month', s.day_from, least(l.ended_on - 1, t.last)) // months, 0) as made,
        case when coalesce(l.currency, a.currency) = $currency then l.amount * weight end as amount
    from (select *, case billing when 'year' then 12 else 1 end as months from leads) as l
    join lead_stages as s using (account_key, kind, lead_id)
    join told as t using (account_key)
    join accounts as a using (account_key)
    join terms using (account_key)
    where s.stage = 'paid' and s.told and l.billing is not null and s.day_from <= t.last
        and account_key in (select account_key from leads where ended_on is not null)
),
cohorts as (
    select *, min(seen) over (partition by billing, month) as until from subscribers
)
select billing, month, until, least(made, until) as made, count(*), sum(amount), count(amount)
from cohorts
group by all
order by all
