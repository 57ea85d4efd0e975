-- One row a part (by {cut}): who entered a stage on days of a span, and who of them ever reached
-- another. A person is won by any deal that names him.
select {cut} as part, count(*), count(then_.stage)
from lead_stages as s {names}
left join lead_stages as then_
    on then_.account_key = s.account_key and then_.kind = s.kind
    and then_.lead_id = s.lead_id and then_.stage = $then
where s.stage = $first and s.counted_on between $start and $end
    and case when $deals
        then s.kind <> 'person'
            or s.account_key not in (select account_key from leads where kind = 'deal')
        else s.kind <> 'deal' end
group by all
order by all
