-- One row a cut of a site of which some file tells more than how many visits there were.
select distinct cut
from site_parts
where coalesce(engaged_sessions, item_sessions, cart_sessions, checkout_sessions, purchases) is not null
