-- the first row in another currency than the file's: its number and the cell
select row_no, cells[1 + split_part(fault, ':', 2)::integer]
from sorted
where sort = 'data' and fault like 'currency:%'
order by row_no
limit 1
