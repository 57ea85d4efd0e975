-- one row a remark of an import that counts: what its source says of its own figures on some days
select i.platform, i.measures, r.first, r.last, r.text.zh, r.text.en
from imports i, unnest(
    from_json(i.report->'remarks', '[{"text": {"zh": "VARCHAR", "en": "VARCHAR"}, "first": "DATE", "last": "DATE"}]')
) as told(r)
where i.undone_at is null and i.committed_at is not null
order by r.first, i.import_id
