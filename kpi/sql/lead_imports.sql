-- One row an import that has the latest word on a lead that was made, or went on, in a period; or on
-- the day of a stage of it.
with speaking as (
    select account_key, kind, lead_id, created_on, import_id from leads
    union all
    select l.account_key, l.kind, l.lead_id, l.created_on, s.import_id
    from lead_stages as s join leads as l using (account_key, kind, lead_id)
    where s.import_id is not null and s.counted_on between $start and $end
)
select
    i.import_id, i.file, i.format, count(distinct l.created_on) as days, i.committed_at, i.platform
from speaking as l
join live as i using (import_id)
join accounts as a using (account_key)
where (
    l.created_on between $start and $end or exists (
        select 1 from lead_stages as s
        where s.account_key = l.account_key and s.kind = l.kind and s.lead_id = l.lead_id
            and s.counted_on between $start and $end
    )
)
    and ($platform::text is null or a.platform = $platform)
    and ($account::text is null or $account in (a.account, a.account_id))
group by i.import_id, i.file, i.format, i.committed_at, i.platform
order by i.committed_at, i.import_id
