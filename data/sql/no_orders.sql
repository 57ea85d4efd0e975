-- no import of the book counts any more
delete from orders;
delete from order_lines;
