-- one row a cost sheet that counts
select import_id, file from live where book = 'costs' order by import_id
