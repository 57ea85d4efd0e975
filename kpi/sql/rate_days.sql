-- One row a pair of currencies (into null: into whichever figures are told in): the days over which
-- there are rates.
select rate_currency, rate_to, min(day_from), max(day_to) from rates group by all
