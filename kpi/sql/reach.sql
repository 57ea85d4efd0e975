-- One row an account: first and last day of each quantity, in the order of the enum.
with told as (
    select day as first, day as last, * from account_days
    union all by name
    select day_from as first, day_to as last, * from campaign_ranges
    union all by name
    select day_from as first, day_to as last, account_key, {people} from people
)
select account_key, {reach}
from told
group by account_key
