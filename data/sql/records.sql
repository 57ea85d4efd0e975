-- one row a physical record below the header: its cells. nullstr is what no text holds, so that an
-- empty cell is '' and a cell that is not there is null
select {row_no} as row_no, *
from read_csv(
    $text, delim = $delimiter, columns = {columns}, header = false, auto_detect = false,
    quote = '"', escape = '"', nullstr = '{missing}', null_padding = {padding},
    skip = {skip}, parallel = {parallel}
)
