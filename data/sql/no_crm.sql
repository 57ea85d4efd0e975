-- no import of the book counts any more
delete from leads;
delete from lead_stages;
delete from lead_times;
