-- the first records below the header that were held back, of some kinds, in the order of the file
select row_no, cells from sorted
where list_contains($kinds, sort) and row_no > $top
order by row_no
limit 1000
