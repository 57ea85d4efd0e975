-- one row: what the measures of a typed file add up to
select {sums} from read_parquet($file)
