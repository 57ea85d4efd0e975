-- One row a part (by {cut}) × stage × later stage × day: who entered the stage that day, and who of
-- them ever reached the later one. As leads_cohort.sql counts them, of every day.
with pairs (first, later) as (
    values ('lead', 'mql'), ('lead', 'sql'), ('lead', 'won'), ('mql', 'sql'), ('mql', 'won'),
        ('sql', 'won')
)
select {cut} as part, p.first, p.later, f.counted_on, count(*), count(t.stage)
from pairs as p
join lead_stages as f on f.stage = p.first and f.kind <> 'deal' and f.counted_on is not null
join leads as l using (account_key, kind, lead_id)
left join lead_stages as t
    on t.account_key = f.account_key and t.kind = f.kind and t.lead_id = f.lead_id
    and t.stage = p.later
group by all
order by f.counted_on
