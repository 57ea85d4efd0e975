-- A step for kpi/sql/facts.sql, needed only where parts of an account's day are asked for by the
-- names of its channels.
-- one row an account × day: the parts; null where some row of the day names no channel
shares as (
    select of_account, on_day, {sums}
    from (
        select fact.account_key as of_account, fact.day as on_day, {quantities}
        from (
            select fact.*, campaign as campaign_name
            from campaign_days as fact left join campaigns using (campaign_key)
            where fact.day between $first and $last
                and (sessions is not null or orders_placed is not null)
        ) as fact
        left join terms using (account_key)
    )
    group by of_account, on_day
),
