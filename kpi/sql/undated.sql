-- One row an account × stage: how many reached it on nobody knows which day, between which days.
select a.platform, a.account, a.account_id, s.stage, count(*), min(s.day_from), max(s.day_to)
from lead_stages as s
join accounts as a using (account_key)
where s.counted_on is null
    and case when s.stage in ('opportunity', 'won', 'lost')
        then s.kind <> 'person'
            or s.account_key not in (select account_key from leads where kind = 'deal')
        else s.kind <> 'deal' end
group by a.platform, a.account, a.account_id, s.stage
order by all
