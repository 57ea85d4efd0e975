-- the figures of the first total row without any name
select {columns} from sorted
where sort = 'totals' and len(labels) = 0
order by row_no
limit 1
