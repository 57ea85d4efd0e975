-- One row a category of goods that orders name, the commonest first.
select category from order_lines where category is not null
group by category
order by count(*) desc, category
limit 200
