-- the touched days, to be derived again
delete from campaign_days where exists (
    select 1 from touched t
    where t.account_key = campaign_days.account_key and t.day_from = day and t.day_to = day
);
delete from account_days where exists (
    select 1 from touched t
    where t.account_key = account_days.account_key and t.day_from = day and t.day_to = day
);
delete from ad_group_days where exists (
    select 1 from touched t
    where t.account_key = ad_group_days.account_key and t.day_from = day and t.day_to = day
);
delete from campaign_ranges where exists (
    select 1 from touched t
    where t.account_key = campaign_ranges.account_key
        and t.day_from = campaign_ranges.day_from and t.day_to = campaign_ranges.day_to
);
delete from site_parts where exists (
    select 1 from touched t
    where t.account_key = site_parts.account_key
        and t.day_from = site_parts.day_from and t.day_to = site_parts.day_to
);
delete from people where exists (
    select 1 from touched t
    where t.account_key = people.account_key
        and t.day_from = people.day_from and t.day_to = people.day_to
);
delete from marks where exists (
    select 1 from touched t
    where t.account_key = marks.account_key
        and t.day_from = marks.day_from and t.day_to = marks.day_to
);
