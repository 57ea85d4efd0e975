-- the import's own row, in the transaction of its facts
insert into imports by name
select
    $import_id as import_id, $sha256 as sha256, $file as file, $format as format,
    $platform as platform, $book as book, $level as level, $breakdown as breakdown, $grain as grain,
    $declared_from as declared_from, $declared_to as declared_to, $exported_at as exported_at,
    $measures as measures, $currency as currency, $time_zone as time_zone, $tax as tax,
    $rows_in as rows_in, $rows_loaded as rows_loaded, $rows_quarantined as rows_quarantined,
    $rows_skipped as rows_skipped,
    (select bool_and(one_a_day) from arriving) as one_a_day, $mode as mode,
    $received_by as received_by, $answers as answers, $report as report,
    $received_at as received_at, $received_on as received_on,
    $committed_at as committed_at
