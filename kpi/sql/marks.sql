-- One row a property × day or range × mark: how many visits are marked so; mark null where it was told
-- that no others are.
select account_key, day_from, day_to, mark, sessions
from marks
order by all
