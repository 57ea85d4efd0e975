-- every line of the plan anew: of those for one thing and the same days, the one said last
delete from plan;
insert into plan by name
select
    p.account_key, r.day_from, r.day_to, r.plan_platform, r.kpi,
    sum(r.budget) as budget, sum(r.reserve) as reserve, any_value(r.target) as target,
    i.import_id, i.currency
from ({rows}) r
join book_files i using (filename)
join paths p on row(
    i.platform, r.account_id,
    case when r.account_id is null then coalesce(r.account_name, i.account) else r.account_name end,
    r.campaign
) = row(p.platform, p.account_id, p.account_name, p.campaign)
group by
    p.account_key, r.day_from, r.day_to, r.plan_platform, r.kpi, i.import_id, i.said_at, i.currency
qualify row_number() over (
    partition by p.account_key, r.day_from, r.day_to, r.plan_platform, r.kpi
    order by i.said_at desc, i.import_id desc
) = 1
