-- every row of Search Console anew: what a property's days (or range) are split by is taken whole
-- from the import said last, for a list of a thousand queries is one answer. A mean position is
-- weighed by its impressions, so that positions add up
delete from searches;
insert into searches by name
select
    p.account_key, r.day_from, r.day_to,
    case
        when r.filter is not null then 'filter'
        when r.query is not null then 'query'
        when r.page is not null then 'page'
        when r.country is not null then 'country'
        when r.device is not null then 'device'
        else 'all'
    end as split,
    coalesce(r.filter, r.query, r.page, r.country, r.device) as name,
    r.search_clicks as clicks, r.search_impressions as impressions,
    case when r.search_impressions = 0 then 0
        else (r.search_position * r.search_impressions)::decimal(18,6) end as positions,
    i.import_id
from ({rows}) r
join book_files i using (filename)
join paths p on row(
    i.platform, r.account_id,
    case when r.account_id is null then coalesce(r.account_name, i.account) else r.account_name end
) = row(p.platform, p.account_id, p.account_name)
where p.campaign is null and p.campaign_id is null
qualify rank() over (
    partition by p.account_key, r.day_from, r.day_to, split,
        case when split = 'filter' then lower(name) end
    order by i.said_at desc, i.import_id desc
) = 1
