-- one row a record held back, an order's amounts on its first row only
create or replace temp table sorted as
select * replace ({once}) from sorted
