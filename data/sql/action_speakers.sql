-- one row an import of ads that names actions × day (or range) it speaks for inside the days asked
select s.import_id, i.platform, s.day_from, s.day_to, min(s.voice) as voice, min(s.rank) as rank
from speakers s
join live i using (import_id)
where i.book = 'ads' and json_array_length(i.report->'actions') > 0
    and s.day_from >= $start and s.day_to <= $end
group by s.import_id, i.platform, s.day_from, s.day_to
order by all
