-- A step for kpi/sql/facts.sql, needed only where campaign classes are named.
-- one row a campaign whose name holds a word of some rule: the class of the first such rule
classes as (
    select campaign_key, arg_min(rules.class, rules.place) as campaign_class
    from campaigns join (
        select unnest($words) as word, unnest($classes) as class, unnest($places) as place
    ) as rules on contains(lower(campaign), rules.word)
    group by campaign_key
),
