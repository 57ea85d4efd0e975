-- what data/sql/facts.sql reads
set variable files = (select list(filename) from files)
