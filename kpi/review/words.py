"""What a review says in many places: a text worded in both languages, names, days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.schema import PLATFORMS
from data.text import LANGS, Lang, Text
from kpi.definition import Unit
from kpi.figure import Number
from kpi.format import change, change_unit, joined
from kpi.overview.sentence import full_name
from kpi.overview.standing import Standing

LIST, MORE = Text("、", ", "), Text("等 {n} 項", "and others ({n} in all)")
COLON = Text("{names}：{said}", "{names}: {said}")
NAMED = 2
"""So many names stand in a sentence."""


def both(worded: Callable[[Lang], str]) -> Text:
    """Return what is worded in each language."""
    return Text(*(worded(lang) for lang in LANGS))


def either(worded: Callable[[Lang], str]) -> Text | None:
    """Return what is worded in each language; None where there is nothing to say."""
    told = [worded(lang) for lang in LANGS]
    return Text(*told) if all(told) else None


def name_of(standing: Standing) -> Text:
    """Return a KPI with what it is judged over."""
    return both(lambda lang: full_name(standing, lang))


def listed(names: Sequence[Text]) -> Text:
    """Return names one after another; of many the first, and how many there are."""

    def worded(lang: Lang) -> str:
        told = LIST.to(lang).join(name.to(lang) for name in names[:NAMED])
        return joined(told, MORE.fill(n=len(names)).to(lang) if len(names) > NAMED else "")

    return both(worded)


def about(names: Text, said: Text) -> Text:
    """Return what is said of names, one space between 中文 and Latin letters."""
    return both(lambda lang: joined(names.to(lang), said.to(lang)))


def of_names(names: Text, said: Text) -> Text:
    """Return a sentence about names: 「CAC 混了…」, “CAC: amounts…”."""
    return Text(about(names, said).zh, COLON.fill(names=names, said=said).en)


def capital(said: str) -> str:
    """Return a sentence with a capital letter at its head."""
    return said[:1].upper() + said[1:]


def platform_name(key: str) -> Text:
    """Return what a platform is called."""
    return PLATFORMS[key].name if key in PLATFORMS else Text(key, key)


def moved(now: Number | None, before: Number | None, unit: Unit, lang: Lang) -> str:
    """Return a change with its sign and unit: 「−0.2 百分點」, 「+12.3%」."""
    return joined(change(now, before, unit), change_unit(unit, lang))
