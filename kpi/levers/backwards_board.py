"""The page 倒推, worded: where a goal is heading, and what it takes of each lever alone."""

from __future__ import annotations

from dataclasses import dataclass

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.card import Pair
from kpi.definition import Unit
from kpi.format import NO_ANSWER, change, day, days, figure
from kpi.levers import backwards_words as words
from kpi.levers.backwards import Backwards, Needed, backwards, is_met, obstacle
from kpi.levers.spend import ChannelSpend, spend
from kpi.levers.to_come import ToCome, to_come
from kpi.pacing.lines import PaceLine, line, name_of, of_rank
from kpi.pacing.pace import Pace, Paces, paces
from kpi.view import View


@dataclass(frozen=True, slots=True)
class LeverLine:
    """One lever: as expected on the days left, what it takes, and with nine chances in ten."""

    name: str
    expected: str
    exactly: str
    change: str
    surely: str


@dataclass(frozen=True, slots=True)
class SpendLine:
    """One channel: at the pace of late, what it takes in all, how much more; or why not."""

    name: str
    current: str
    money: str
    more: str


@dataclass(frozen=True, slots=True)
class BackwardsBoard:
    """The page, everything worded.

    Parameters
    ----------
    goals : tuple of (str, str)
        The goals there are, by id, with their names.
    why_not : str
        Why levers do not lead to the goal; empty where they do.
    spend_note : str
        What stands above the channels, or why there are none.
    has_goals, working : bool
        Whether there is any goal; whether curves are still to be worked out.
    """

    sentence: str
    goals: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    facts: tuple[Pair, ...] = ()
    levers: tuple[LeverLine, ...] = ()
    why_not: str = ""
    spend: tuple[SpendLine, ...] = ()
    spend_note: str = ""
    notes: tuple[str, ...] = ()
    has_goals: bool = True
    working: bool = False


def backwards_board(snapshot: Snapshot, state: State, view: View, goal_id: str) -> BackwardsBoard:
    """Return the page of a goal, the star where it is not named."""
    lang, found = view.lang, paces(snapshot, state, view)
    if found is None or not found.paces:
        return BackwardsBoard(
            (words.NO_GOALS if found else words.NO_FACTS).to(lang), has_goals=found is None
        )
    ordered = of_rank(found.paces)
    pace = next((p for p in ordered if p.goal.id == goal_id), ordered[0])
    goals = tuple((p.goal.id, name_of(p, lang)) for p in ordered)
    told = line(pace, found, lang)
    page = _Page(snapshot, state, view, found, pace, told)
    return page.board(goals)


@dataclass(frozen=True, slots=True)
class _Page:
    snapshot: Snapshot
    state: State
    view: View
    found: Paces
    pace: Pace
    told: PaceLine

    def board(self, goals: tuple[tuple[str, str], ...]) -> BackwardsBoard:
        pace, lang = self.pace, self.view.lang
        end = self._ended()
        if end:
            return BackwardsBoard(end.to(lang), goals, pace.goal.id, self._facts())
        coming = to_come(self.snapshot, self.state, self.found.known, pace.days)
        why_not = obstacle(pace, coming)
        levers: tuple[LeverLine, ...] = ()
        spends: tuple[SpendLine, ...] = ()
        note, working = "", False
        if coming and not why_not and not is_met(pace):
            need = backwards(pace, coming)
            levers = tuple(self._lever(one) for one in need.levers)
            spends, note, working = self._spend(need, coming)
        return BackwardsBoard(
            self._sentence(), goals, pace.goal.id, self._facts(), levers,
            why_not.to(lang) if why_not else "", spends, note, self._notes(), True, working,
        )  # fmt: skip

    def _ended(self) -> Text | None:
        """Return why there is nothing left to do: the deadline, the period, or no forecast."""
        pace, today, goal = self.pace, self.found.known.today, self.pace.goal
        name = self.told.name
        if goal.end and goal.end < today:
            return words.PAST.fill(name=name, day=day(goal.end))
        if goal.start and goal.start > pace.days.end:
            return words.LATER.fill(name=name, day=day(goal.start))
        if pace.days.end < today:
            told = {"target": self.told.target, "value": self.told.actual}
            return words.OVER.fill(name=name, days=days(pace.days), **told)
        if pace.forecast.why_not:
            return words.UNKNOWN.fill(name=name, why=pace.forecast.why_not)
        return None

    def _sentence(self) -> str:
        told, pace, lang = self.told, self.pace, self.view.lang
        left = (pace.days.end - max(self.found.known.today, pace.days.start)).days + 1
        said = {"name": told.name, "target": told.target, "n": left}
        if is_met(pace):
            return words.MET.fill(value=told.actual, **said).to(lang)
        said |= {"day": day(pace.days.end), "total": told.total}
        if pace.forecast.probability is None:
            return words.HEADS_ALONE.fill(**said).to(lang)
        return words.HEADS.fill(p=told.probability, **said).to(lang)

    def _facts(self) -> tuple[Pair, ...]:
        told, lang = self.told, self.view.lang
        end, far = words.UNTIL.fill(day=day(self.pace.days.end)), told.attained
        between = told.range if told.range != NO_ANSWER else ""
        return (
            Pair(words.TARGET.to(lang), told.target, end.to(lang)),
            Pair(words.SO_FAR.to(lang), told.actual, far if far != NO_ANSWER else ""),
            Pair(words.EXPECTED.to(lang), told.total, between),
            Pair(words.LIKELY.to(lang), told.probability),
        )

    def _notes(self) -> tuple[str, ...]:
        lang, pace = self.view.lang, self.pace
        notes = list(self.told.notes)
        if pace.goal.end and pace.goal.end > pace.days.end:
            told = words.GOAL_DEADLINE.fill(day=day(pace.goal.end), end=day(pace.days.end))
            notes.insert(0, told.to(lang))
        return tuple(notes)

    def _lever(self, need: Needed) -> LeverLine:
        lang = self.view.lang
        name = words.NAMES[need.name].to(lang)
        expected = self._written(need, need.expected)
        if not need.moves:
            return LeverLine(name, expected, words.NO_MATTER.to(lang), NO_ANSWER, NO_ANSWER)
        if need.exactly is None or (need.name == "conversion" and need.exactly > 1):
            return LeverLine(name, expected, words.NEVER.to(lang), NO_ANSWER, NO_ANSWER)
        return LeverLine(
            name, expected, self._written(need, need.exactly),
            change(need.exactly, need.expected, Unit.COUNT),
            self._written(need, need.surely) if need.surely is not None else NO_ANSWER,
        )  # fmt: skip

    def _written(self, need: Needed, value: float) -> str:
        lang, currency = self.view.lang, self.found.known.terms.currency
        unit = {"traffic": Unit.COUNT, "conversion": Unit.RATIO, "basket": Unit.MONEY}[need.name]
        return figure(value, unit, lang, currency=currency, full=True)

    def _spend(self, need: Backwards, coming: ToCome) -> tuple[tuple[SpendLine, ...], str, bool]:
        """Return what each channel takes, what stands above it, and whether curves are to come."""
        lang = self.view.lang
        if need.spends:
            return (), words.BOTH.to(lang), False
        if need.orders is None:
            return (), "", False
        if need.orders <= 0:
            return (), words.NO_LACK.to(lang), False
        found = spend(self.snapshot, self.state, need.orders, coming.days, self.found.known.today)
        if found is None:
            return (), words.WORKING.to(lang), True
        if isinstance(found, Text):
            return (), found.to(lang), False
        lacking = figure(need.orders, Unit.COUNT, lang)
        return tuple(map(self._channel, found)), words.ALONE.fill(n=lacking).to(lang), False

    def _channel(self, one: ChannelSpend) -> SpendLine:
        lang, name = self.view.lang, one.channel.name(self.view.lang)
        current = self._money(one.channel.current)
        if one.money is None:
            most = self._money(max(one.channel.largest, one.channel.current))
            orders = figure(one.brings, Unit.COUNT, lang)
            said = words.AT_MOST.fill(most=most, n=orders).to(lang)
            return SpendLine(name, current, said, NO_ANSWER)
        money = Text(self._money(one.money), self._money(one.money))
        text = words.ASSUMED.fill(text=money) if one.channel.assumed else money
        return SpendLine(name, current, text.to(lang), f"+{self._money(one.more)}")

    def _money(self, value: int | None) -> str:
        currency = self.found.known.terms.currency
        return figure(value, Unit.MONEY, self.view.lang, currency=currency, full=True)
