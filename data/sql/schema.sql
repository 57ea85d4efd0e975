-- The master's tables, each with its grain. Ad facts are append-only by import: who speaks for a
-- day, undo, as-of and restatement are all derived from facts + coverage. Uniqueness is checked by
-- query before commit; no keys or indexes on tables that grow.

-- one row an import: its journal row, written in the same transaction as its facts
create table if not exists imports (
    import_id integer, sha256 text, file text, format text, platform text, level tinyint,
    breakdown text, grain text, declared_from date, declared_to date, exported_at timestamp,
    measures text[], rows_in bigint, rows_loaded bigint, rows_quarantined bigint,
    rows_skipped bigint, mode text, by text, answers json,
    committed_at timestamp, undone_at timestamp
);

-- one row a claim: an import speaks for an account's day (or range) at a level and breakdown.
-- voice orders claims of one day from coarse to fine: '1' < '1:device' < '2'
create table if not exists coverage (
    import_id integer, account_key integer, voice text, day_from date, day_to date
);

-- one row an advertising account
create table if not exists accounts (
    account_key integer, platform text, account text, account_id text, account_name text,
    currency text, time_zone text, tax text
);

-- one row a campaign of an account, followed by its id where there is one
create table if not exists campaigns (
    campaign_key integer, account_key integer, campaign_id text, campaign text
);

-- one row an ad group (Meta: ad set) of a campaign
create table if not exists ad_groups (
    ad_group_key integer, campaign_key integer, ad_group_id text, ad_group text
);

-- one row an exported row: import × entity × day (or range); measures not in the export are null
create table if not exists facts (
    import_id integer, voice text, day_from date, day_to date,
    account_key integer, campaign_key integer, ad_group_key integer, ad text, ad_id text,
    impressions bigint, clicks_all bigint, link_clicks bigint, landing_page_views bigint,
    reach bigint, cost decimal(18,6), conversions decimal(18,6), conversion_value decimal(18,6),
    leads bigint, add_to_carts bigint, checkouts bigint, engagements bigint,
    video_views_3s bigint, thruplays bigint
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

-- one row a day × campaign, by the same rule
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
