-- one row a record, or a different cell of one column: its cells, its typed values, the first fault
-- found. The names in braces are filled with column names and patterns of data.reading.cells; values
-- are bound
with cells as (
    {cells}
),
typed as (
    select *, {typed} from cells
),
judged as (
    select *, case {faults} end as fault from typed
)
select {wanted} from judged where fault is {kept}
