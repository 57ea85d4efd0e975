-- every order anew, from the typed rows of the live imports of orders
delete from orders;
delete from order_lines;
-- one row an exported row of a shop, with the keys of its path
create or replace temp view order_rows as
select i.import_id, i.said_at, p.account_key, p.campaign_key, r.* exclude (account_id, account_name)
from ({rows}) r
join book_files i using (filename)
join paths p on row(
    i.platform, r.account_id,
    case when r.account_id is null then coalesce(r.account_name, i.account) else r.account_name end,
    r.campaign
) = row(p.platform, p.account_id, p.account_name, p.campaign);
-- one row an order: of its versions the one said last; amounts stand on one of its rows
create or replace temp table latest as
select
    account_key, order_id, import_id, min(campaign_key) as campaign_key,
    min(day_from) as placed_on, min(sales_channel) as sales_channel,
    min(status) as status, min(payment_status) as payment_status,
    min(refund_status) as refund_status, min(customer) as customer,
    min(customer_kind) as customer_kind,
    min(first_bought_on) as first_bought_on, min(member_since) as member_since,
    sum(total) as total, coalesce(sum(discount), 0) as discount, sum(subsidy) as subsidy,
    coalesce(sum(refund), 0) as refund, sum(shipping) as shipping, sum(order_tax) as order_tax,
    sum(fees) as fees, sum(quantity) as items, sum(returned_quantity) as returned
from order_rows
group by account_key, order_id, import_id, said_at
qualify row_number() over (
    partition by account_key, order_id order by said_at desc, import_id desc
) = 1;
-- whose first order it is: as the shop says of the order, else of the customer's first day, else of
-- the day on which he registered (who did before the orders begin may have bought before them), else
-- as far back as the orders go
insert into orders by name
with counted as (
    select
        *,
        row_number() over (
            partition by customer, status = 'placed' order by placed_on, account_key, order_id
        ) = 1 and customer is not null and status = 'placed' as is_first,
        min(placed_on) over (partition by account_key) as begins
    from latest
)
select
    * exclude (is_first, begins),
    case
        when customer_kind is not null then customer_kind = 'new'
        when first_bought_on is not null then is_first and first_bought_on >= placed_on
        when member_since is not null then is_first and member_since >= begins
        else is_first
    end as is_new
from counted;
insert into order_lines by name
select
    r.account_key, r.order_id, r.product_id, r.product, r.category,
    r.quantity, r.returned_quantity, r.price
from order_rows r
semi join latest l
    on l.account_key = r.account_key and l.order_id = r.order_id and l.import_id = r.import_id
where r.product is not null or r.product_id is not null or r.quantity is not null;
drop table latest;
