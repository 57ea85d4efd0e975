-- the days (or ranges) an import speaks for; any path of the account stands for it
create or replace temp table heard as
select distinct account_key as path_key, day_from, day_to
from speakers
where import_id = $import_id
