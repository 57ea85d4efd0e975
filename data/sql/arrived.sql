-- one row an exported row of the import at hand
create or replace temp view arrived as {rows}
