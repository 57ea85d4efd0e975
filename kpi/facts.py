"""Asking a snapshot for sums: many spans, one cut and one filter in a single query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.schema import Kind, Measure
from data.snapshot import Snapshot
from kpi.cut import ENTITIES, Cut, Dimension, path
from kpi.definition import Kpi
from kpi.extent import bits, extent
from kpi.figure import Sums
from kpi.period import Span

TABLES = {
    Dimension.PLATFORM: ("account_days", ""),
    Dimension.ACCOUNT: ("account_days", ""),
    Dimension.CAMPAIGN: ("campaign_days", "left join campaign_names using (campaign_key)"),
    Dimension.AD_GROUP: (
        "ad_group_days",
        "left join campaign_names using (campaign_key)"
        " left join ad_group_names using (ad_group_key)",
    ),
}
"""The coarsest table that knows a dimension, and what brings its name."""

MATCHES = {
    Dimension.PLATFORM: "platform = $platform",
    Dimension.ACCOUNT: "$account in (account, account_id)",
    Dimension.CAMPAIGN: "$campaign in (campaign, campaign_name, campaign_id)",
    Dimension.AD_GROUP: "$ad_group in (ad_group, ad_group_name, ad_group_id)",
}
NAMES = {
    Dimension.PLATFORM: ("fact.platform",),
    Dimension.ACCOUNT: ("account", "account_id"),
    Dimension.CAMPAIGN: ("campaign", "campaign_name", "campaign_id"),
    Dimension.AD_GROUP: ("ad_group", "ad_group_name", "ad_group_id"),
}

MEASURE_COLUMNS = [(str(m), m.kind.sql_type) for m in Measure]
RANGE_COLUMNS = dict(
    [
        ("day", "date"),
        ("platform", "text"),
        ("account_key", "integer"),
        ("campaign_key", "integer"),
        *MEASURE_COLUMNS[: list(Measure).index(Measure.REACH) + 1],
        ("reach_rows", "integer"),
        *MEASURE_COLUMNS[list(Measure).index(Measure.REACH) + 1 :],
        ("since", "date"),
    ]
)
"""Columns of a row of :meth:`Snapshot.ranges`: those of ``campaign_days`` and the first day."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one query brought: by span, the cuts with their sums."""

    by_span: Mapping[Span, Sequence[tuple[Cut, Sums]]]

    def cuts(self, span: Span) -> list[Cut]:
        """Return the cuts that have facts in a span, in order of their names."""
        return sorted({cut for cut, _ in self.by_span.get(span, ())})

    def sums(self, span: Span, cut: Cut) -> list[Sums]:
        """Return the sums of a span that belong to a cut, or to any finer one."""
        wanted = set(cut)
        return [s for found, s in self.by_span.get(span, ()) if wanted <= set(found)]


def measures_of(kpis: Iterable[Kpi]) -> tuple[Measure, ...]:
    """Return every measure these KPIs may need, in schema order."""
    needed = {m for kpi in kpis for part in kpi.parts for m in part.measures}
    return tuple(m for m in Measure if m in needed)


def gather(
    snapshot: Snapshot,
    kpis: Sequence[Kpi],
    spans: Iterable[Span],
    by: Sequence[Dimension] = (),
    where: Mapping[Dimension, str] | None = None,
    currency: str | None = None,
) -> Gathered:
    """Sum what these KPIs need over every span, split and filtered, in one round trip.

    Parameters
    ----------
    by, where : dimensions of entities; times are spans
    currency : str or None
        The reporting currency; money of accounts in another one is not carried.
    """
    where, keys, measures = where or {}, path(by), measures_of(kpis)
    asked = sorted(set(spans))
    ranges = _ranges(snapshot, asked) if Dimension.AD_GROUP not in (*by, *where) else []
    rows = snapshot.query(
        _query(measures, keys, tuple(sorted(where, key=ENTITIES.index)), bool(ranges)),
        buckets=list(range(len(asked))),
        starts=[s.start for s in asked],
        ends=[s.end for s in asked],
        first=min(s.start for s in asked),
        last=max(s.end for s in asked),
        **({"currency": currency} if any(m.kind is Kind.MONEY for m in measures) else {}),
        **({"ranges": ranges} if ranges else {}),
        **{str(name): value for name, value in where.items()},
    )
    found: dict[Span, list[tuple[Cut, Sums]]] = {}
    for bucket, platform, pattern, exported, *rest in rows:
        sums = Sums(platform, pattern, exported, dict(zip(measures, rest, strict=False)))
        names = (str(name or "–") for name in rest[len(measures) :])
        cut = tuple(zip(map(str, keys), names, strict=True))
        found.setdefault(asked[bucket], []).append((cut, sums))
    return Gathered(found)


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _ranges(snapshot: Snapshot, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Return the range-only facts of the spans that contain a whole range."""
    known = [whole for ranges in extent(snapshot).ranges.values() for whole in ranges]
    found = []
    for bucket, span in enumerate(spans):
        if any(span.contains(whole) for whole in known):
            for row in snapshot.ranges(span.start, span.end):
                found.append(dict(zip(("bucket", *RANGE_COLUMNS), (bucket, *row), strict=True)))
    return found


@cache
def _query(
    measures: tuple[Measure, ...],
    keys: tuple[Dimension, ...],
    filters: tuple[Dimension, ...],
    ranges: bool,
) -> str:
    """Fill the names of kpi/sql/facts.sql; every one of them is an enum's or a constant."""
    finest = max((*keys, *filters, Dimension.PLATFORM), key=ENTITIES.index)
    table, joins = TABLES[finest]
    pattern, more = bits(measures), ""
    if ranges:
        columns = ", ".join(f"{name} {kind}" for name, kind in RANGE_COLUMNS.items())
        rows = f"$ranges::struct(bucket integer, {columns})[]"
        more = f"union all by name select unnest({rows}, recursive := true)"
    if ranges or table != "account_days":
        pattern = f"bit_or({pattern}) over (partition by account_key, bucket, since, day)"
    names = [name for d in ENTITIES[: ENTITIES.index(finest) + 1] for name in NAMES[d]]
    return _text("facts").format(
        entities=_text("entities") if joins else "",
        names=", ".join(names),
        measures=", ".join(map(_carried, measures)),
        table=table,
        ranges=more,
        joins=joins,
        pattern=pattern,
        sums=", ".join(f"sum({m})" for m in measures),
        cut="".join(f", {key}" for key in keys),
        meet=_MEET_RANGES if ranges else _MEET,
        filter=" and ".join(MATCHES[name] for name in filters) or "true",
    )


_MEET = "blocks.day between buckets.start and buckets.last"
_MEET_RANGES = (
    f"case when blocks.bucket is null then {_MEET} else blocks.bucket = buckets.bucket end"
)


def _carried(measure: Measure) -> str:
    """Return the column; money only in the reporting currency."""
    if measure.kind is not Kind.MONEY:
        return measure
    return f"case when currency is not distinct from $currency then {measure} end as {measure}"
