-- one row a typed row of a file, the first of them as they stand in it
select * from read_parquet($file) limit $rows
