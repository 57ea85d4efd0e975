-- one row an exported row of an import that speaks on a touched day: its typed rows as they were
-- read, never changed. Rows are compared as wholes so that the files are scanned once and joined
-- to small tables; a file that names no account belongs to the one answered. {{rows}}: those of the
-- books at hand
create or replace temp view facts as
select
    i.import_id, p.platform, p.account_key, p.campaign_key, p.ad_group_key,
    r.* exclude (account_id, account_name, campaign_id, campaign, ad_group_id, ad_group, filename)
from ({rows}) r
join files i using (filename)
join paths p on row(
    i.platform, r.account_id,
    case when r.account_id is null then coalesce(r.account_name, i.account) else r.account_name end,
    r.campaign_id, r.campaign, r.ad_group_id, r.ad_group
) = row(
    p.platform, p.account_id, p.account_name, p.campaign_id, p.campaign, p.ad_group_id, p.ad_group
)
