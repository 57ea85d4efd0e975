-- The master's tables, each with its grain. Facts are append-only by import: the typed rows of an
-- import lie in parsed/<import>.parquet and never change (data/sql/facts.sql reads them). Who
-- speaks for a day, what belongs to whom, undo, as-of and restatement are all derived from facts,
-- claims and sightings of the live imports. No keys or indexes on tables that grow.

-- one row an import: its journal row, written in the same transaction as its facts.
-- declared_from and declared_to are the days present where the file declares none; one_a_day: no
-- path has two rows on one day
create table if not exists imports (
    import_id integer, sha256 text, file text, format text, platform text, book text, level tinyint,
    breakdown text, grain text, declared_from date, declared_to date, exported_at timestamp,
    measures text[], currency text, time_zone text, tax text,
    rows_in bigint, rows_loaded bigint, rows_quarantined bigint, rows_skipped bigint,
    one_a_day boolean, mode text, received_by text, answers json, report json, changes json,
    received_at timestamp, received_on date, committed_at timestamp, undone_at timestamp
);

-- one row an import that counts; said_at is the first part of the key by which a day is won
create or replace view live as
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
-- '1' < '1:device' < '2'. Below '0' speak those of whom no sum is made (people over spans)
create table if not exists claims (
    import_id integer, path_key integer, voice text, day_from date, day_to date
);

-- the same with the account the path stands for
create view if not exists coverage as
select distinct c.import_id, p.account_key, c.voice, c.day_from, c.day_to
from claims c join paths p using (path_key);

-- ------------------------------------------------------------------ derived from the live imports

-- one row an account: of an ad platform, a property of the site, a shop, a cost sheet; account is its name, else its id. tax null: never answered
create table if not exists accounts (
    account_key integer, platform text, account text, account_id text, account_name text,
    currency text, time_zone text, tax text
);

-- one row what stands under an account: a campaign of ads, a channel of the site, a sales channel of
-- orders, a category of costs; followed by its id where there is one; its latest name
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
-- voice that has it. reach (and what else counts people) is kept only where one exported row made
-- the row (reach_rows = 1). Orders add up twice: as placed and as paid
create table if not exists account_days (
    day date, platform text, account_key integer,
    reach_rows integer, {daily}, {led}
);

-- one row a day × campaign, by the same rule; campaign_key null where a file names no campaign
create table if not exists campaign_days (
    day date, platform text, account_key integer, campaign_key integer,
    reach_rows integer, {daily}
);

-- one row a day × ad group, from the voices that know ad groups
create table if not exists ad_group_days (
    day date, platform text, account_key integer, campaign_key integer, ad_group_key integer,
    reach_rows integer, {claimed}
);

-- one row a range × voice × campaign: what range-only files say; data/sql/ranges.sql decides
-- where it counts
create table if not exists campaign_ranges (
    day_from date, day_to date, voice text, platform text, account_key integer,
    campaign_key integer, said_at timestamp,
    reach_rows integer, {spoken}
);

-- one row a day (or range) × property (or channel of it, where by_channel; or mark of its visits,
-- empty for those without one) × voice: the people of exactly these days, and what else the same
-- exported row says
create table if not exists people (
    day_from date, day_to date, platform text, account_key integer, by_channel boolean,
    campaign_key integer, mark text, voice text, said_at timestamp, {visited}
);

-- one row a day (or range) × property × mark: how many visits are marked so; mark null where it was
-- told that no others are
create table if not exists marks (
    day_from date, day_to date, account_key integer, mark text, sessions bigint
);

-- one row a day (or range) × property × cut of a site × part: what visits, people or items did by
-- device, landing page, city, age … name is the part's; of a link its campaign, other then its source
-- / medium; of an item other is its category. Over the days of site_total and item_total stands what
-- GA4 said of all parts together
create table if not exists site_parts (
    day_from date, day_to date, account_key integer, cut text, name text, id text, other text,
    {visited}
);

-- ------------------------------------------------------------- entities, each in its latest version

-- one row an order: what the latest said of the live imports that show it says of it
create table if not exists orders (
    account_key integer, campaign_key integer, order_id text, placed_on date, sales_channel text,
    status text, payment_status text, refund_status text, customer text, customer_kind text,
    first_bought_on date, member_since date, is_new boolean, total decimal(18,6), discount decimal(18,6), subsidy decimal(18,6),
    refund decimal(18,6), shipping decimal(18,6), order_tax decimal(18,6), fees decimal(18,6),
    items bigint, returned bigint, import_id integer
);

-- one row a line of an order, from the same import
create table if not exists order_lines (
    account_key integer, order_id text, product_id text, product text, category text,
    quantity bigint, returned_quantity bigint, price decimal(18,6)
);

-- one row a line of the plan: a platform's or a KPI's, over a month or other days
create table if not exists plan (
    account_key integer, day_from date, day_to date, plan_platform text, kpi text,
    budget decimal(18,6), reserve decimal(18,6), target decimal(18,6), currency text,
    import_id integer
);

-- one row a currency × days: what one unit of it is worth
create table if not exists rates (
    rate_currency text, rate_to text, day_from date, day_to date, rate decimal(18,6),
    import_id integer
);

-- one row a property × day or range × what it is split by × name: what people searched. split: all
-- (nothing, name null), query, page, country, device, or filter: all searches that a filter of the
-- export let through, which is the name. positions: the mean position times the impressions
create table if not exists searches (
    account_key integer, day_from date, day_to date, split text, name text,
    clicks bigint, impressions bigint, positions decimal(18,6), import_id integer
);

-- one row a lead, person or deal of a CRM in its latest version. kind: person, deal, or lead for
-- both in one; stage: what its stage is called in every CRM, null where nobody has mapped its name;
-- contact: the key of the person; persons: who a deal names; is_new: the first valid one of its
-- contact; accepted: whether sales took it
create table if not exists leads (
    account_key integer, kind text, lead_id text, created_on date, created_at timestamp,
    source text, campaign text, channel text, stage text, stage_name text, contact text,
    persons text[], was_other boolean, is_invalid boolean, is_new boolean, accepted boolean,
    reason text, owner_team text, contacted_on date, contacted_at timestamp, replied_on date,
    ended_on date, billing text, amount decimal(18,6), currency text, import_id integer
);

-- one row a lead × stage it reached: on the day told, else after day_from and by day_to, when the
-- first import showed it there. counted_on: the day it counts on, null where nobody knows;
-- import_id: the history that told the day, where no report of leads or deals did
create table if not exists lead_stages (
    account_key integer, kind text, lead_id text, stage text, day_from date, day_to date,
    told boolean, counted_on date, import_id integer
);

-- one row a lead that was contacted, on that day, with the hours since it was made, both known to the
-- minute; and one a lead that became SQL, on that day, with the days since it became a lead, both told
create table if not exists lead_times (
    day date, account_key integer, hours double, days double
);

-- one row a stage of a pipeline by the name people gave it, in lower case, and what it means; kept
-- like the fee rules
create table if not exists stage_names (name text, stage text);

-- one row a rule by which service fees grow, as the state database keeps it: the fees of an earlier
-- time follow the rules they were published with
create table if not exists fee_rules (doc json);

-- one row a sales channel that people count as the shop's own site besides its own, kept like the
-- fee rules: the days of orders (site_…) were derived by it
create table if not exists own_channels (channel text);

-- one row where people chose which marks of visits are internal, kept like the fee rules; without it
-- all of them are
create table if not exists internal_filters (chosen text[]);

-- one row a sales channel whose orders are the own site's
create or replace view own_site as
select '{own_site}' as channel union select channel from own_channels;

-- one row a day × ad account × rule that charges it: the fee, and the tax on it
create table if not exists fees (
    day date, account_key integer, vendor text, fee decimal(18,6), fee_tax decimal(18,6)
);

-- one row: by which version's recipes these tables were written (data/columns.py)
create table if not exists layout (mark text);
