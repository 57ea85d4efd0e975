-- one row for what was loaded, one for what is quarantined: rows and the sum of each measure
select 1 as part, count(*), {columns} from read_parquet($file)
union all
select 2 as part, count(*), {columns} from sorted where sort = 'data'
order by part
