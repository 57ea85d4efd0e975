-- one row a loaded row whose name people give to totals: its name and figures
select {name}, {columns} from read_parquet($file)
where list_contains($words, lower({name}))
