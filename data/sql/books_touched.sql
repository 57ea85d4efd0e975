-- one row a book of which something came or went on the touched days
select distinct i.book
from touched t
join coverage c using (account_key, day_from, day_to)
join imports i using (import_id)
