-- whether any row of a typed file holds a decimal in one measure
select coalesce(bool_or({measure} <> trunc({measure})), false) from read_parquet($file)
