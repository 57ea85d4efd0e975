-- every lead and deal anew, from the typed rows of the live imports of CRMs
delete from leads;
delete from lead_stages;
-- one row an exported row: in whose account, and what its stages mean. seen_on: by when that was
-- known; known_to: the last day of which the import tells anything
create or replace temp table exported as
select
    i.import_id, (b.said_at, i.import_id) as said, p.account_key,
    coalesce(i.exported_at::date, i.received_on) as seen_on, i.declared_to as known_to,
    coalesce(mapped.stage, r.stage) as stage, coalesce(before.stage, r.from_stage) as from_stage,
    coalesce(r.currency, b.currency) as in_currency,
    r.* exclude (account_id, account_name, stage, from_stage, currency)
from ({rows}) r
join book_files b using (filename)
join live i using (import_id)
join paths p on row(
    i.platform, r.account_id,
    case when r.account_id is null then coalesce(r.account_name, b.account) else r.account_name end
) = row(p.platform, p.account_id, p.account_name)
    and p.campaign is null and p.campaign_id is null
left join stage_names mapped on mapped.name = lower(trim(r.stage_name))
left join stage_names before on before.name = lower(trim(r.from_name));
-- one row a lead an import shows: as it stood then
create or replace temp table shown as
select *, day_from as created_on
from exported
where shows is null
qualify row_number() over (
    partition by account_key, kind, lead_id, import_id order by updated_on desc nulls last
) = 1;
-- one row a stage a history tells: the first change into it. Not where it was left before that: who
-- stood in it from the beginning did not change into it
create or replace temp table entered as
with first_in as (
    select account_key, kind, lead_id, stage, min(day_from) as day, arg_min(import_id, day_from) as import_id
    from exported
    where shows = 'change' and stage is distinct from from_stage and stage is not null
    group by account_key, kind, lead_id, stage
),
first_out as (
    select account_key, kind, lead_id, from_stage as stage, min(day_from) as day
    from exported
    where shows = 'change' and stage is distinct from from_stage and from_stage is not null
    group by account_key, kind, lead_id, from_stage
)
select i.* from first_in i left join first_out o using (account_key, kind, lead_id, stage)
where coalesce(i.day <= o.day, true);
-- one row a stage some import tells the day of; of a lead the later word
create or replace temp table told as
with dated as (
    select
        account_key, kind, lead_id, said, import_id,
        unnest([
            {{'stage': 'lead', 'day': lead_on}}, {{'stage': 'mql', 'day': mql_on}},
            {{'stage': 'sql', 'day': sql_on}}, {{'stage': 'opportunity', 'day': opportunity_on}},
            {{'stage': 'won', 'day': coalesce(won_on, case when stage = 'won' then closed_on end)}},
            {{'stage': 'lost', 'day': coalesce(lost_on, case when stage = 'lost' then closed_on end)}},
            {{'stage': 'nurture', 'day': nurture_on}}, {{'stage': 'invalid', 'day': invalid_on}},
            {{'stage': 'trial', 'day': trial_on}}, {{'stage': 'activated', 'day': activated_on}},
            {{'stage': 'paid', 'day': paid_on}}, {{'stage': 'renewed', 'day': renewed_on}}
        ], recursive := true)
    from shown
)
select account_key, kind, lead_id, stage, arg_max(day, said) as day, null::integer as import_id
from dated
where day is not null
group by account_key, kind, lead_id, stage;
insert into told by name
select * from entered e
where not exists (
    select 1 from told t
    where t.account_key = e.account_key and t.kind = e.kind and t.lead_id = e.lead_id
        and t.stage = e.stage
);
-- one row a lead: its latest word on everything; what a later export has no column for stays
insert into leads by name
with latest as (
    select
        account_key, kind, lead_id,
        min(created_on) as created_on, arg_max(created_clock, said) as created_clock,
        arg_max(source, said) as source, arg_max(lead_campaign, said) as campaign,
        arg_max(channel, said) as channel, arg_max(stage_name, said) as stage_name,
        arg_max({{'stage': stage}}, said) as standing, bool_or(stage = 'other') as was_other,
        coalesce(arg_max(mark, said) = 'invalid', false) as marked_invalid,
        arg_max(contact, said) as contact, arg_max(persons, said) as persons,
        arg_max(accepted, said) as accepted, arg_max(reason, said) as reason,
        arg_max(owner_team, said) as owner_team, arg_max(contacted_on, said) as contacted_on,
        arg_max(contacted_clock, said) as contacted_clock,
        arg_max(replied_on, said) as replied_on, arg_max(ended_on, said) as ended_on,
        arg_max(billing, said) as billing, arg_max(deal_amount, said) as amount,
        arg_max(in_currency, said) as currency, arg_max(import_id, said) as import_id
    from shown
    group by account_key, kind, lead_id
),
judged as (
    select
        * exclude (standing), standing.stage as stage,
        marked_invalid or coalesce(standing.stage = 'invalid', false)
            or exists (
                select 1 from told t
                where t.stage = 'invalid' and t.account_key = latest.account_key
                    and t.kind = latest.kind and t.lead_id = latest.lead_id
            ) as is_invalid
    from latest
)
select
    account_key, kind, lead_id, created_on,
    case when created_clock is not null then created_on + created_clock::time end as created_at,
    source, campaign, channel, stage, stage_name, contact,
    case when persons <> '' then string_split_regex(persons, '[;,]') end as persons,
    was_other, is_invalid,
    -- the first valid one of its contact, in any CRM; without a contact nobody is told from anybody
    kind <> 'deal' and not is_invalid and row_number() over (
        partition by
            kind = 'deal', is_invalid,
            coalesce(contact, concat_ws('/', account_key, kind, lead_id))
        order by created_on, account_key, lead_id
    ) = 1 as is_new,
    accepted = 'yes' as accepted, reason, owner_team, contacted_on,
    case when contacted_clock is not null then contacted_on + contacted_clock::time end
        as contacted_at,
    replied_on, ended_on, billing, amount, currency, import_id
from judged;
-- what is told by being there: a lead is one from its first day on unless it was a mere reader, a
-- deal is an opportunity from its first day on where its pipeline is known
insert into told by name
select l.account_key, l.kind, l.lead_id, s.stage, l.created_on as day
from leads l
join (values ('lead'), ('opportunity')) s (stage)
    on case when s.stage = 'lead'
        then l.kind <> 'deal' and not coalesce(l.was_other, l.kind = 'person' or l.stage_name is not null)
        else l.kind = 'deal' and l.stage in ('opportunity', 'won', 'lost') end
where not exists (
    select 1 from told t
    where t.account_key = l.account_key and t.kind = l.kind and t.lead_id = l.lead_id
        and t.stage = s.stage
);
insert into lead_stages by name
-- one row an import of an account's leads: what the one before it knew
with imported as (
    select
        account_key, kind, import_id,
        lag(max(known_to)) over (partition by account_key, kind order by min(said)) as prior_to
    from shown
    group by account_key, kind, import_id
),
-- one row a lead in an import: the stage it stands in, or what its status says besides
standing as (
    select
        s.account_key, s.kind, s.lead_id, s.said, s.seen_on, s.created_on, i.prior_to,
        lag(s.known_to) over (
            partition by s.account_key, s.kind, s.lead_id order by s.said
        ) as before_to,
        s.stage, s.mark
    from shown s join imported i using (account_key, kind, import_id)
),
stood as (
    select * exclude (mark) from standing where stage <> 'other'
    union all by name
    select * exclude (stage, mark), mark as stage from standing where mark is not null
),
-- one row a stage of a lead: the first import it stood in it
first as (
    select * from stood
    qualify row_number() over (partition by account_key, kind, lead_id, stage order by said) = 1
),
reached as (
    select
        account_key, kind, lead_id, stage, coalesce(t.day, f.before_to, f.created_on) as day_from,
        coalesce(t.day, f.seen_on) as day_to, t.day is not null as told, t.import_id,
        case
            when t.day is not null then t.day
            -- an import before showed it without the stage, or there was no such lead then
            when f.before_to is not null or f.created_on >= f.prior_to then f.seen_on
            when f.created_on = f.seen_on then f.seen_on
        end as counted_on
    from told t
    full join first f using (account_key, kind, lead_id, stage)
)
select r.* replace (least(r.day_from, r.day_to) as day_from)
from reached r join leads l using (account_key, kind, lead_id)
-- a deal that is open again is neither won nor lost
where not (
    r.stage in ('won', 'lost') and r.kind <> 'person'
    and coalesce(l.stage in ('opportunity', if(r.stage = 'won', 'lost', 'won')), false)
);
-- people are won, and are opportunities, by the deals that name them
insert into lead_stages by name
with named as (
    select
        d.account_key, p.kind, p.lead_id, r.stage,
        arg_min({{'f': r.day_from, 't': r.day_to, 'told': r.told, 'c': r.counted_on}}, r.day_to) as first
    from (select account_key, lead_id, unnest(persons) as person from leads where kind = 'deal') d
    join lead_stages r
        on r.account_key = d.account_key and r.kind = 'deal' and r.lead_id = d.lead_id
        and r.stage in ('opportunity', 'won')
    join leads p
        on p.account_key = d.account_key and p.kind = 'person' and p.lead_id = d.person
    group by d.account_key, p.kind, p.lead_id, r.stage
)
select
    account_key, kind, lead_id, stage, first.f as day_from, first.t as day_to, first.told as told,
    first.c as counted_on
from named
where not exists (
    select 1 from lead_stages s
    where s.account_key = named.account_key and s.kind = named.kind
        and s.lead_id = named.lead_id and s.stage = named.stage
);
delete from lead_times;
insert into lead_times by name
select
    contacted_on as day, account_key, (epoch(contacted_at) - epoch(created_at)) / 3600.0 as hours,
    null::double as days
from leads
where kind <> 'deal' and contacted_at >= created_at
union all by name
select
    q.day_from as day, q.account_key, null::double as hours, (q.day_from - l.day_from)::double as days
from lead_stages q join lead_stages l using (account_key, kind, lead_id)
where q.stage = 'sql' and l.stage = 'lead' and q.told and l.told and q.kind <> 'deal'
    and q.day_from >= l.day_from
order by day;
drop table shown;
drop table told;
drop table entered;
drop table exported;
