-- one id of a typed file where all (three or more) have only zeros from their 16th digit on
select case when count(*) >= 3 and bool_and(regexp_full_match(id, '[1-9][0-9]{{14}}0+')) then min(id) end
from (select distinct {column} as id from read_parquet($file) where {column} is not null)
