-- one row a touched day (or range) × property (all of it, one channel, or one mark of its visits) ×
-- voice: how many people an exported row counts over exactly these days, and whatever else it says.
-- People do not add, so where a voice says it in several rows it says nothing
insert into people by name
select
    f.day_from, f.day_to, f.platform, f.account_key, contains(f.voice, 'channel') as by_channel,
    f.campaign_key, if(f.all_marked > 0, f.audience, if(f.all_marked = 0, '', null)) as mark,
    f.voice, f.said_at, {measures}
from speech f
where coalesce({people}) is not null and (
    f.voice in ('0', '0:channel', '#span', '#channel+span')
    or (f.voice in ('1:audience', '#audience+span') and f.all_marked is not null)
)
qualify 1 = count(*) over (
    partition by f.account_key, f.campaign_key, mark, f.voice, f.day_from, f.day_to
);
