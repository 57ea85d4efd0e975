-- the figures of the first total row whose label is one name
select {columns} from sorted
where sort = 'totals' and list_contains(labels, $name)
order by row_no
