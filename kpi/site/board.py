"""The site page: one way to look at a site over a period, as figures and as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.calendar import chosen
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.period import Span
from kpi.site.cohorts import Retention, retention
from kpi.site.cuts import SiteCut
from kpi.site.parts import Parts, known_spans, parts, remarks
from kpi.terms import terms
from kpi.view import View

LOOKS: dict[str, tuple[SiteCut, ...]] = {
    "visits": (SiteCut.DEVICE, SiteCut.LANDING_PAGE, SiteCut.CITY, SiteCut.SOURCE_MEDIUM,
               SiteCut.CAMPAIGN),
    "items": (SiteCut.ITEM, SiteCut.ITEM_CATEGORY),
    "hours": (SiteCut.HOUR_WEEKDAY,),
    "people": (SiteCut.NEW_RETURNING, SiteCut.AGE, SiteCut.GENDER),
    "retention": (SiteCut.COHORT,),
}  # fmt: skip
"""What can be looked at, and by what each is split: of visits and items one at a time."""
AT_ONCE = frozenset({"people"})
"""Of these all are shown below each other."""
SHOWN = 20
"""So many parts are shown; the rest is told in one line."""
WEEKS = 13


@dataclass(frozen=True, slots=True)
class Seen:
    """One cut of the site.

    Parameters
    ----------
    parts : tuple of Parts
        Of every property that tells it.
    remarks : tuple of str
        What GA4 says of these figures.
    known : tuple of Span
        Where nothing is told of these days: days of which it is, the latest first.
    """

    cut: SiteCut
    parts: tuple[Parts, ...]
    remarks: tuple[str, ...]
    known: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SiteBoard:
    """What the page shows.

    Parameters
    ----------
    asked : Span
        The days, as far as the site is known; of cohorts the weeks that end in them.
    """

    look: str
    by: SiteCut
    asked: Span
    seen: tuple[Seen, ...]
    cohorts: tuple[Retention, ...]


def site_board(
    snapshot: Snapshot, state: State, view: View, look: str, by: SiteCut, lang: Lang
) -> SiteBoard | None:
    """Return what is looked at; None where no site's figures were ever brought in."""
    days = asked(snapshot, state, view)
    if days is None:
        return None
    if look == "retention":
        span = Span(days.end - timedelta(7 * WEEKS + days.end.weekday()), days.end)
        said = tuple(remarks(snapshot, SiteCut.COHORT, span, lang))
        kept = _of(view, retention(snapshot, span))
        return SiteBoard(look, by, span, (Seen(by, (), said, ()),), kept)
    cuts = LOOKS[look] if look in AT_ONCE else (by,)
    seen = tuple(_seen(snapshot, cut, days, view, lang) for cut in cuts)
    return SiteBoard(look, by, days, seen, ())


def asked(snapshot: Snapshot, state: State, view: View) -> Span | None:
    """Return the days of a view up to the last that is complete of the site."""
    reach = extent(snapshot)
    sites = [s for s in reach.sources if Ledger.WEB in reach.books.get(s.platform, ())]
    ends = [s.complete_to for s in sites if s.complete_to and view.account in (None, s.account)]
    if not sites:
        return None
    year = terms(state, reach.sources).year
    period = chosen.period(snapshot, state, view, year)
    return (period.until(max(ends)) if ends and not view.chosen else period).now


def _seen(snapshot: Snapshot, cut: SiteCut, days: Span, view: View, lang: Lang) -> Seen:
    found = _of(view, parts(snapshot, cut, days))
    hours = cut is SiteCut.HOUR_WEEKDAY
    shown = tuple(one if hours else one.first(SHOWN) for one in found)
    said = tuple(remarks(snapshot, cut, days, lang)) if found else ()
    return Seen(cut, shown, said, () if found else known_spans(snapshot, cut))


One = TypeVar("One", Parts, Retention)


def _of(view: View, found: Sequence[One]) -> tuple[One, ...]:
    """Return what is of the account looked at, where one is and tells it."""
    mine = tuple(one for one in found if one.account == view.account)
    return mine or tuple(found)
