-- no import of the book counts any more
delete from searches;
