-- one row a record held back by the scan: why it is no data, or that it is bad data
create or replace temp table sorted as
with looked as (
    select
        *,
        list_transform(cells, lambda c: coalesce(trim(c), '')) as texts,
        row_no + row_number() over (order by row_no desc) > $records as at_end
    from held
),
labelled as (
    select
        *,
        len(list_filter(texts, lambda t: t not in ('', '--', '-'))) as filled,
        list_filter(
            texts[1:4],
            lambda t: not list_contains($labelled, t) and (
                regexp_full_match(t, $label)
                or list_contains(
                    $labels, lower(regexp_replace(replace(t, '：', ':'), '\s*:\s*', ':'))
                )
            )
        ) as labels
    from looked
),
weighed as (
    select
        *,
        len(list_filter($evidence, lambda i: texts[i] not in ('', '--', '-')
            and not list_contains(labels, texts[i]))) as evidence
    from labelled
)
select
    *,
    case
        when texts = $headers then 'preamble'
        when filled = 0 then 'blank'
        when len(labels) > 0 and evidence = 0 then 'totals'
        when $blank_total and evidence = 0 and measured then 'totals'
        when texts[1] ilike 'no data available%' then 'footer'
        when at_end and filled = 1 and ($finished or row_no < $records) then 'footer'
        else 'data'
    end as sort
from weighed
