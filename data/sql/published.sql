-- one row a thing that decides what is published: an import and whether it counts, a fee rule, a
-- sales channel that counts as the shop's own site, the marks that are internal, the layout of the tables
select 'import' as what, import_id::text as which, undone_at is null as counts from imports
union all
select 'fee rule', doc::text, true from fee_rules
union all
select 'own channel', channel, true from own_channels
union all
select 'internal', chosen::text, true from internal_filters
union all
select 'layout', mark, true from layout
order by all
