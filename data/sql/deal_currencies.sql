-- one row a currency a typed file of a CRM names
select distinct currency from read_parquet($file) where currency is not null order by currency
