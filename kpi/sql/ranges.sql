-- One row an account × range that some range-only file speaks for.
select distinct account_key, day_from, day_to from campaign_ranges order by all
