-- one row a range × voice × campaign whose whole range lies in the period
select
    day_to as day, platform, account_key, campaign_key, reach_rows, {spoken},
    day_from, voice, said_at
from campaign_ranges
where day_from >= $start and day_to <= $end
order by platform, account_key, campaign_key, day_to, voice
