-- one row a physical record below the header: its cells, its typed values, the first fault found.
-- The names in braces are filled with column names and patterns of data.reading.cells; values are bound.
-- nullstr is what no text holds, so that an empty cell is '' and a cell that is not there is null.
with cells as (
    select {row_no} as row_no, *
    from read_csv(
        $text, delim = $delimiter, columns = {columns}, header = false, auto_detect = false,
        quote = '"', escape = '"', nullstr = '{missing}', null_padding = {padding},
        skip = {skip}, parallel = {parallel}
    )
),
typed as (
    select *, {typed} from cells
),
judged as (
    select *, case {faults} end as fault from typed
)
select {wanted} from judged where fault is {kept}
