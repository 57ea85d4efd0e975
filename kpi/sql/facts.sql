-- One row a fact with the pattern of its block; by_day.sql or by_span.sql adds them up.
-- A block is what one account says about one day, or a range-only file about its range. Its
-- pattern is the set of quantities it carries, one bit each: ratios are formed later from the rows
-- whose pattern has both of their parts, so that nothing enters above the line that is missing
-- below it. Names in braces come from enums; values are bound.
with
-- one row an account: what its money is weighed by (null: another currency without exchange rates,
-- it waits), and the last day on which its orders count by whether they were paid
terms as (
    select unnest($accounts::integer[]) as account_key, unnest($weights::integer[]) as weight,
        unnest($matures::date[]) as mature
),
{steps}
-- one row a fact in reach
facts as (
    select fact.bucket, fact.since, fact.day, account_key, reach_rows, {names},
        {weight} as money_weight, {quantities}
    from (
        select null::integer as bucket, day as since, * from {table} where day between $first and $last {ranges}
    ) as fact
    join accounts using (account_key) left join terms using (account_key) {joins}
),
-- one row a fact with the pattern of its block
blocks as (
    select *, {pattern} as pattern from facts
)
