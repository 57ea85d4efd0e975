-- One row a cut of a site that some file tells.
select distinct cut from site_parts
