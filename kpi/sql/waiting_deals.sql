-- One row an account × stage × currency: deals whose money waits for an exchange rate, and the days
-- from first to last on which they reached the stage.
select
    a.platform, a.account, a.account_id, s.stage, l.currency, count(*), min(s.counted_on),
    max(s.counted_on)
from lead_stages as s
join leads as l using (account_key, kind, lead_id)
join accounts as a using (account_key)
where s.stage in ('opportunity', 'won') and s.counted_on is not null and l.kind <> 'person'
    and l.amount is not null and l.currency <> a.currency and not exists (
        select 1 from rates as r
        where r.rate_currency = l.currency and coalesce(r.rate_to, a.currency) = a.currency
            and s.counted_on between r.day_from and r.day_to
    )
group by a.platform, a.account, a.account_id, s.stage, l.currency
order by all
