-- One row a part (by {cut}) × stage × day: leads, people and deals that reached it that day. As
-- leads_reached.sql counts them, of every day.
with dealing as (select distinct account_key from leads where kind = 'deal')
select {cut} as part, s.stage, null, s.counted_on, count(*), 0
from lead_stages as s
join leads as l using (account_key, kind, lead_id)
where s.counted_on is not null and case when s.stage = 'won'
    then s.kind <> 'person' or s.account_key not in (select account_key from dealing)
    else s.stage in ('lead', 'mql', 'sql') and s.kind <> 'deal' end
group by all
order by s.counted_on
