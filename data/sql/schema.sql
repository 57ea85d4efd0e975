-- The master's tables, each with its grain. Facts are append-only by import: the typed rows of an
-- import lie in parsed/<import>.parquet and never change (data/sql/facts.sql reads them). Who
-- speaks for a day, what belongs to whom, undo, as-of and restatement are all derived from facts,
-- claims and sightings of the live imports. No keys or indexes on tables that grow.

-- one row an import: its journal row, written in the same transaction as its facts.
-- declared_from and declared_to are the days present where the file declares none; one_a_day: no
-- path has two rows on one day
create table if not exists imports (
    import_id integer, sha256 text, file text, format text, platform text, level tinyint,
    breakdown text, grain text, declared_from date, declared_to date, exported_at timestamp,
    measures text[], currency text, time_zone text, tax text,
    rows_in bigint, rows_loaded bigint, rows_quarantined bigint, rows_skipped bigint,
    one_a_day boolean, mode text, received_by text, answers json, report json, changes json,
    received_at timestamp, received_on date, committed_at timestamp, undone_at timestamp
);

-- one row an import that counts; said_at is the first part of the key by which a day is won
create view if not exists live as
select *, coalesce(exported_at, declared_to) as said_at from imports where undone_at is null;

-- one row a path as some file wrote it, and the keys of what it stands for (data/sql/resolve.sql)
create table if not exists paths (
    path_key integer, platform text, account_id text, account_name text,
    campaign_id text, campaign text, ad_group_id text, ad_group text,
    account_key integer, campaign_key integer, ad_group_key integer
);

-- one row an import × path it has rows of
create table if not exists sightings (import_id integer, path_key integer, last_day date);

-- one row a claim: an import speaks for an account's day (or range) at a level and breakdown; any
-- path of the account stands for it. voice orders the claims of a day from coarse to fine:
-- '1' < '1:device' < '2'
create table if not exists claims (
    import_id integer, path_key integer, voice text, day_from date, day_to date
);

-- the same with the account the path stands for
create view if not exists coverage as
select distinct c.import_id, p.account_key, c.voice, c.day_from, c.day_to
from claims c join paths p using (path_key);

-- ------------------------------------------------------------------ derived from the live imports

-- one row an advertising account; account is its name, else its id. tax null: never answered
create table if not exists accounts (
    account_key integer, platform text, account text, account_id text, account_name text,
    currency text, time_zone text, tax text
);

-- one row a campaign of an account, followed by its id where there is one; its latest name
create table if not exists campaigns (
    campaign_key integer, account_key integer, campaign_id text, campaign text
);

-- one row an ad group (Meta: ad set) of a campaign
create table if not exists ad_groups (
    ad_group_key integer, campaign_key integer, ad_group_id text, ad_group text
);

-- one row an import that speaks for an account's day (or range) at a voice. layered: several do,
-- each entity is taken from the lowest rank that has it
create table if not exists speakers (
    import_id integer, account_key integer, voice text, day_from date, day_to date,
    said_at timestamp, rank integer, layered boolean
);

-- one row a day × account: what the speaking imports say now, each measure from the coarsest
-- voice that has it. reach is kept only where one exported row made the row (reach_rows = 1)
create table if not exists account_days (
    day date, platform text, account_key integer,
    impressions bigint, clicks_all bigint, link_clicks bigint, landing_page_views bigint,
    reach bigint, reach_rows integer, cost decimal(18,6), conversions decimal(18,6),
    conversion_value decimal(18,6), leads bigint, add_to_carts bigint, checkouts bigint,
    engagements bigint, video_views_3s bigint, thruplays bigint
);

-- one row a day × campaign, by the same rule; campaign_key null where a file names no campaign
create table if not exists campaign_days (
    day date, platform text, account_key integer, campaign_key integer,
    impressions bigint, clicks_all bigint, link_clicks bigint, landing_page_views bigint,
    reach bigint, reach_rows integer, cost decimal(18,6), conversions decimal(18,6),
    conversion_value decimal(18,6), leads bigint, add_to_carts bigint, checkouts bigint,
    engagements bigint, video_views_3s bigint, thruplays bigint
);

-- one row a day × ad group, from the voices that know ad groups
create table if not exists ad_group_days (
    day date, platform text, account_key integer, campaign_key integer, ad_group_key integer,
    impressions bigint, clicks_all bigint, link_clicks bigint, landing_page_views bigint,
    reach bigint, reach_rows integer, cost decimal(18,6), conversions decimal(18,6),
    conversion_value decimal(18,6), leads bigint, add_to_carts bigint, checkouts bigint,
    engagements bigint, video_views_3s bigint, thruplays bigint
);

-- one row a range × voice × campaign: what range-only files say; data/sql/ranges.sql decides
-- where it counts
create table if not exists campaign_ranges (
    day_from date, day_to date, voice text, platform text, account_key integer,
    campaign_key integer, said_at timestamp,
    impressions bigint, clicks_all bigint, link_clicks bigint, landing_page_views bigint,
    reach bigint, reach_rows integer, cost decimal(18,6), conversions decimal(18,6),
    conversion_value decimal(18,6), leads bigint, add_to_carts bigint, checkouts bigint,
    engagements bigint, video_views_3s bigint, thruplays bigint
);
