-- one row an exported row of advertising files, by the names of its path
select * from read_parquet(getvariable('ads_files'), filename = true)
