-- every exchange rate anew: of those of one currency and the same days, the one said last
delete from rates;
insert into rates by name
select r.rate_currency, r.rate_to, r.day_from, r.day_to, r.rate, i.import_id
from ({rows}) r
join book_files i using (filename)
where r.rate is not null
qualify row_number() over (
    partition by r.rate_currency, r.rate_to, r.day_from, r.day_to
    order by i.said_at desc, i.import_id desc
) = 1
