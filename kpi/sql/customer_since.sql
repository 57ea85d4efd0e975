,
-- what those who were customers by a day have brought after it
brought as (select revenue from lives where first_on <= $then and placed_on > $then)
select coalesce(sum(revenue), 0) from brought
