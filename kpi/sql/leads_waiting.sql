-- One row: the MQL that stand there on a day and that nobody has contacted: how many, and for how
-- many days half of them and the oldest have waited. Only those whose day of becoming MQL is told.
select count(*), median($day::date - s.day_from), max($day::date - s.day_from)
from leads as l
join lead_stages as s using (account_key, kind, lead_id)
where l.stage = 'mql' and s.stage = 'mql' and s.told and s.day_from <= $day
    and (l.contacted_on is null or l.contacted_on > $day)
