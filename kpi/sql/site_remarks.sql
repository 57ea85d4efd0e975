-- One row a remark of an import that is split by something: what GA4 says of its own figures.
select r.text.zh, r.text.en
from imports i, unnest(
    from_json(i.report->'remarks', '[{"text": {"zh": "VARCHAR", "en": "VARCHAR"}, "first": "DATE", "last": "DATE"}]')
) as told(r)
where i.undone_at is null and i.committed_at is not null and i.book = 'web'
    and list_contains(string_split(i.breakdown, '+'), $need)
    and case
        when $exact then r.first <= $start and r.last >= $end  -- of several spans asked together
        else r.first <= $end and r.last >= $start
    end
order by r.first desc, i.import_id
