-- one row a range of an account that the import claims
select distinct r.account_key, c.day_from, c.day_to
from claims c join resolved r using (path_key)
where c.import_id = $import_id and c.day_from < c.day_to
