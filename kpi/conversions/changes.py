"""What a change made of a conversion, field by field, for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.text import Text
from kpi.conversions.columns import label
from kpi.conversions.conversion import COUNTINGS, Conversion
from kpi.conversions.missing import named
from kpi.conversions.steps import KINDS, step_name

ADDED = Text("新增", "added")
REMOVED = Text("刪除", "deleted")
SAME = Text("內容相同", "nothing that differs")
CHANGED = Text("{field} {old} → {new}", "{field} {old} → {new}")
NAME, KIND, STEP = Text("名稱", "name"), Text("類別", "kind"), Text("漏斗步驟", "funnel step")
COUNTED, EVENTS = Text("計法", "counting"), Text("GA4 事件", "GA4 events")
NONE = Text("–", "–")


def name_of(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, key: str) -> Text:
    """Return what the conversion of an audit row is called."""
    said = (new or old or {}).get("said")
    return Text(**said) if said else Text(key, key)


def changes(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Text:
    """Return what changed between two documents of one conversion, None for none."""
    if old is None or new is None:
        return ADDED if new is not None else REMOVED
    before, after = (Conversion.from_doc({"id": "", "version": 0, **d}) for d in (old, new))
    told = [
        CHANGED.fill(field=field, old=a, new=b) for field, a, b in _fields(before, after) if a != b
    ]
    return _joined(told, "；", "; ") if told else SAME


def _fields(before: Conversion, after: Conversion) -> Iterable[tuple[Text, Text, Text]]:
    yield NAME, before.name, after.name
    yield KIND, KINDS[before.kind], KINDS[after.kind]
    yield STEP, step_name(before.step) or NONE, step_name(after.step) or NONE
    yield COUNTED, COUNTINGS[before.counting], COUNTINGS[after.counting]
    yield EVENTS, _listed(before.events), _listed(after.events)
    for platform in sorted({*before.claims, *after.claims}):
        names, names2 = before.claims.get(platform, ()), after.claims.get(platform, ())
        yield named([platform]), _labels(platform, names), _labels(platform, names2)


def _labels(platform: str, names: Iterable[str]) -> Text:
    return _joined([label(platform, n) for n in names], "、", ", ")


def _listed(names: Iterable[str]) -> Text:
    return _joined([Text(n, n) for n in names], "、", ", ")


def _joined(told: Iterable[Text], zh: str, en: str) -> Text:
    texts = list(told)
    return Text(zh.join(t.zh for t in texts), en.join(t.en for t in texts)) if texts else NONE
