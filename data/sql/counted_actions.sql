-- one row a day (or range) × account × campaign × action (a result type of Meta, a conversion action
-- of Google): how many a file counts of it; null where it names actions without counting them
copy (
    with said as ({rows})
    select day_from, day_to, account, campaign, action, sum(counted) as counted
    from said
    where action is not null and lower(action) not in (select unnest($nothing::text[]))
        and length(action) <= $longest
    group by all
) to $out (format parquet)
