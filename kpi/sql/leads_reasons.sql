-- One row a reason for which sales sent an MQL of a span back, the commonest first.
select l.reason, count(*) as times
from lead_stages as s
join leads as l using (account_key, kind, lead_id)
where s.stage = 'mql' and s.counted_on between $start and $end and s.kind <> 'deal'
    and l.reason is not null and (l.accepted is false or l.is_invalid)
group by l.reason
order by times desc, l.reason
limit $most
