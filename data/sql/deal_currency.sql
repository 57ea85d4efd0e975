-- one row: the currency most rows of a typed file of a CRM name
select mode(currency) from read_parquet($file)
