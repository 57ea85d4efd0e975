-- one row a total that covers exactly the rows of the report: labelled so, or without any name
select {columns} from sorted
where sort = 'totals'
    and (len(labels) = 0 or len(list_filter(
        labels,
        lambda t: list_contains(
            $own, lower(regexp_replace(replace(t, '：', ':'), '\s*:\s*', ':'))
        )
    )) > 0)
order by row_no
