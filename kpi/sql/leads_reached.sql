-- One row a part (by {cut}) × stage: leads, people and deals that reached it on days of a span.
-- Opportunities, won and lost are deals where the account keeps deals.
with dealing as (select distinct account_key from leads where kind = 'deal')
select {cut} as part, s.stage, count(*)
from lead_stages as s {names}
where s.counted_on between $start and $end
    and case when s.stage in ('opportunity', 'won', 'lost')
        then s.kind <> 'person' or s.account_key not in (select account_key from dealing)
        else s.kind <> 'deal' end
group by all
order by all
