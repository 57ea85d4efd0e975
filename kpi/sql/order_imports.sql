-- One row an import that tells an order of the period in its latest version.
select
    i.import_id, i.file, i.format, count(distinct o.placed_on) as days,
    i.committed_at, i.platform
from orders as o
join live as i using (import_id)
join accounts as a using (account_key)
where o.placed_on between $start and $end
    and ($platform::text is null or a.platform = $platform)
    and ($account::text is null or $account in (a.account, a.account_id))
group by i.import_id, i.file, i.format, i.committed_at, i.platform
order by i.committed_at, i.import_id
