-- the different cells of a column that are no numbers, each with the first row of data it stands in
select min(row_no) as row_no, cells[$i] as cell
from sorted
where sort = 'data' and fault = $fault
group by all
order by row_no
limit 1000
