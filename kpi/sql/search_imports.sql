-- One row an import that tells searches of a period, split in one of these ways.
select
    i.import_id, i.file, i.format, sum(s.day_to - s.day_from + 1)::bigint as days,
    i.committed_at, i.platform
from (select distinct import_id, account_key, split, day_from, day_to from searches) as s
join live as i using (import_id)
join accounts as a using (account_key)
where s.day_from >= $start and s.day_to <= $end and list_contains($splits::text[], s.split)
    and ($platform::text is null or a.platform = $platform)
    and ($account::text is null or $account in (a.account, a.account_id))
group by i.import_id, i.file, i.format, i.committed_at, i.platform
order by i.committed_at, i.import_id
