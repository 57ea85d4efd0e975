-- A step for kpi/sql/facts.sql behind customer_earned.sql, needed only where gross profit is asked
-- for and categories have margins of their own.
-- one row a day × shop, or × sales channel of it: gross profit of its orders, as placed and as paid;
-- null where one of them holds what no margin is known of
profits as (
    select
        of_shop, earned_on, {earned_in},
        case when count(*) = count(profit) then sum(profit) end as profit_placed,
        case
            when count(*) filter (is_paid) = count(profit) filter (is_paid)
                then coalesce(sum(profit) filter (is_paid), 0)
        end as profit_paid
    from (
        select
            account_key as of_shop, placed_on as earned_on, campaign_key as earned_in,
            payment_status = 'paid' as is_paid,
            (
                coalesce(total - refund, 0) * coalesce(gain, 0)
                + case
                    when coalesce(share, 0) >= 1 then 0
                    else coalesce(total - refund, 0) * (1 - coalesce(share, 0)) * $margin::decimal(9,6)
                end
            )::decimal(38,6) as profit
        from orders left join earned using (account_key, order_id)
        where status = 'placed'
    )
    group by all
),
