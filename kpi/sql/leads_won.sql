-- One row a deal won (a lead, where the account keeps no deals), on the day it counts on.
select s.counted_on, s.account_key, s.lead_id, l.amount, l.currency, l.source, l.campaign, l.channel
from lead_stages as s
join leads as l using (account_key, kind, lead_id)
where s.stage = 'won' and s.counted_on is not null and (
    s.kind <> 'person'
    or s.account_key not in (select account_key from leads where kind = 'deal')
)
order by s.counted_on, s.account_key, s.lead_id
