-- one row a typed row of orders: what its order says as a whole, its amounts on its first row only
with numbered as (
    select
        *, file_row_number as n, {refunds} as is_refund,
        (is_refund, file_row_number) as place
    from read_parquet($file, file_row_number = true)
),
-- one row an order of several rows
shared as (
    select order_id from read_parquet($file) group by order_id having count(*) > 1
),
-- one row such an order; what the row of a refund says comes last, and of the day it says nothing
wholes as (
    select
        order_id,
        min(n) filter (not is_refund) as first_n,
        arg_min(day_from, n) filter (not is_refund) as day_from,
        case when bool_and(status = 'cancelled') then 'cancelled' else 'placed' end as status,
        arg_min(payment_status, place) filter (payment_status is not null) as payment_status,
        {wholes}
    from numbered semi join shared using (order_id)
    group by order_id
)
select {columns} from numbered r left join wholes w on w.order_id = r.order_id order by r.n
