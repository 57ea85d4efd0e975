-- one row a touched day × property × cut of a site × what names a part of it there: its visits and
-- what they did. Apart from the daily sums, which know channels only; a cut is no part of another
insert into site_days by name
select
    f.day_from as day, f.account_key, f.voice[3:] as cut,
    f.device, f.landing_page, f.source_medium, f.visit_campaign as campaign, {sums}
from speech f
where f.day_from = f.day_to
    and f.voice in ('1:device', '1:landing_page', '1:campaign+source_medium')
group by all;
