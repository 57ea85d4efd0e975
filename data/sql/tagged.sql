-- one row: whether an import that speaks on touched days names the campaigns of visits
select count(*) > 0
from files
join live using (import_id)
where files.book = $book and list_contains(string_split(breakdown, '+'), 'campaign')
