"""Every step of a funnel worded: count, rate with its range, what was before, loss, owner."""

from __future__ import annotations

from dataclasses import dataclass

from data.text import Lang, Text
from kpi.card import Chip, Flag
from kpi.catalog import KPIS
from kpi.channels.board import without_goal
from kpi.definition import LEDGERS, Unit
from kpi.format import NO_ANSWER, change, change_unit, day, joined
from kpi.funnels import words
from kpi.funnels.funnel import STEPS
from kpi.funnels.losses import Loss, point
from kpi.funnels.steps import Step
from kpi.funnels.told import Against, Judged, Stood, Told
from kpi.goals.targets import target_in
from kpi.goals.teams import Teams, written
from kpi.overview.empty import why_empty
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.overview.wording import chip
from kpi.status import Judgement
from kpi.verdict import FLAGS

STALE = Text(
    "這一步的資料只到 {day}，和其他步湊不成同一段期間；到「資料」放進新的檔案。",
    "Data of this step end on {day}, too early to stand beside the others; drop newer files on"
    " the Data page.",
)
JUDGED = Text("{name} {value}，目標 {target}", "{name} {value}, target {target}")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step, everything worded; empty where it has none.

    Parameters
    ----------
    phase : str
        What it stands for on a buyer's way.
    book : str
        The ledger it is counted in.
    starts_book : bool
        Whether the step before is counted in another, so that a picture begins anew.
    value, before : float or None
        What its bar is drawn by, and the grey one behind it.
    made_of : str
        What is divided by what, where it is not the two counts.
    crosses : str
        The word that says so, where the rate is made of two books.
    judged : str
        The KPI that judges the step with its target.
    flag, young : str
        The gravest flag of the count; that the rate still fills up.
    point : str
        What one percentage point more of the rate would bring.
    mark : str
        The word that says so, where most is lost here.
    """

    key: str
    name: str
    unit: str
    phase: str
    book: str
    starts_book: bool
    value: float | None
    before: float | None
    count: str
    count_before: str
    rate: str
    bounds: str
    moved: str
    changed: str
    made_of: str
    crosses: str
    so_far: str
    so_far_bounds: str
    lost: str
    cost: str
    point: str
    owner: str
    chip: Chip | None
    judged: str
    flag: str
    young: str
    mark: str
    why_empty: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What wording a funnel needs: its numbers, whom they are told to, against what."""

    told: Told
    scene: Situation
    lang: Lang
    against: Against
    losses: tuple[Loss, ...]
    biggest: Loss | None
    teams: Teams

    def lines(self) -> tuple[StepLine, ...]:
        """Return every step in order."""
        found, book = [], None
        for at in self.told.steps:
            found.append(self._line(at, at.step.ledger is not book))
            book = at.step.ledger
        return tuple(found)

    def _line(self, at: Stood, starts: bool) -> StepLine:
        lang = self.lang
        before = at.count.previous if self.against == "previous" else at.count.last_year
        return StepLine(
            key=at.step.key,
            name=at.step.name.to(lang),
            unit=at.step.unit.to(lang),
            phase=self._phase(at),
            book=LEDGERS[at.step.ledger].to(lang),
            starts_book=starts,
            value=_plot(at.count.value),
            before=_plot(before) if at.stands else None,
            count=words.count(at.count.value, lang),
            count_before=words.count(before, lang),
            owner=self.owner(at),
            chip=chip(at.judged.judgement.verdict, lang) if at.judged and at.stands else None,
            judged=self._judged(at.judged) if at.judged and at.stands else "",
            flag=self._flag(at),
            why_empty="" if at.stands else self._why(at),
            **self._rated(at),
        )

    def _rated(self, at: Stood) -> dict[str, str]:
        """Word the rate of a step: its range, how it moved, what it is made of, what is lost."""
        lang, reading, moved = self.lang, at.passage, self._moved(at)
        loss = next((x for x in self.losses if x.at is at), None)
        return {
            "rate": words.rate(reading.value, lang) if reading else "",
            "bounds": words.bounds(reading.interval, lang) if reading else "",
            "moved": moved,
            "changed": joined(words.COMPARED[self.against].to(lang), moved) if moved else "",
            "made_of": _made_of(at, lang),
            "crosses": words.CROSSES.to(lang) if at.crosses else "",
            "so_far": words.rate(at.so_far.value, lang) if at.so_far else "",
            "so_far_bounds": words.bounds(at.so_far.interval, lang) if at.so_far else "",
            "lost": self._lost(at),
            "cost": self._cost(loss),
            "point": self.point(at),
            "young": FLAGS[Flag.IMMATURE][0].to(lang) if at.is_young else "",
            "mark": words.BIGGEST.to(lang) if loss and loss is self.biggest else "",
        }

    def _phase(self, at: Stood) -> str:
        funnel = self.told.funnel
        if not funnel.phases:
            return ""
        return funnel.phases[funnel.steps.index(at.step)].to(self.lang)

    def _moved(self, at: Stood) -> str:
        """Say how the rate moved in points; nothing where it cannot be compared."""
        past = at.past.get(self.against)
        if at.passage is None or past is None or past.value is None or at.is_young:
            return ""
        moved = change(at.passage.value, past.value, Unit.RATIO)
        return joined(moved, change_unit(Unit.RATIO, self.lang))

    def _lost(self, at: Stood) -> str:
        """Write how many did not go on; of two books nobody knows."""
        rate = at.passage
        if rate is None or at.crosses or rate.numerator is None or rate.denominator is None:
            return NO_ANSWER if at.before else ""
        return words.count(rate.denominator - rate.numerator, self.lang)

    def _cost(self, loss: Loss | None) -> str:
        """Write what a loss costs; one that may be chance costs nothing that could be told."""
        if loss is None or not loss.short:
            return "0" if loss else ""
        if not loss.sure:
            return words.WITHIN.to(self.lang)
        return words.amount(loss.cost, self.scene.currency, self.lang)

    def point(self, at: Stood) -> str:
        """Write what one percentage point more of a rate would bring; empty where nobody knows."""
        worth = point(self.told, at)
        return words.amount(worth, self.scene.currency, self.lang) if worth else ""

    def _judged(self, judged: Judged) -> str:
        kpi, lang = KPIS[judged.goal.kpi], self.lang
        target = target_in(judged.goal, judged.reading.period)
        named = {"name": kpi.name, "value": words.rate(judged.reading.value, lang)}
        return JUDGED.fill(**named, target=words.rate(target, lang)).to(lang)

    def owner(self, at: Stood) -> str:
        """Return whose a step is: as typed for this funnel, of its goal, of its stage, as usual."""
        usual = STEPS.get(at.step.key, at.step).owner
        if at.step.owner != usual:
            return at.step.owner.to(self.lang)
        if at.judged:
            return at.judged.goal.owner.to(self.lang)
        stage = self.teams.get(at.step.stage, {})
        return written(stage.get("responsible", ()), self.lang) or usual.to(self.lang)

    def _flag(self, at: Stood) -> str:
        """Return the gravest flag of a count; none of one that is not there."""
        found = at.count.flags if at.stands else ()
        return next((FLAGS[flag][0].to(self.lang) for flag in found), "")

    def _why(self, at: Stood) -> str:
        """Say why a step has no figure, and what to import."""
        if at.count.numerator is not None and at.count.complete_to:
            return STALE.fill(day=day(at.count.complete_to)).to(self.lang)
        nobody = Judgement(None, at.count.flags)
        standing = Standing(without_goal(at.count), at.count.kpi, at.count, nobody, (), ())
        return why_empty(standing, self.scene, self.lang)


def _made_of(at: Stood, lang: Lang) -> str:
    """Say what is divided by what, where it is not this count by the one before."""
    rate, before = at.passage, at.before
    if rate is None or before is None or rate.kpi.denominator is None:
        return ""
    if (rate.kpi.numerator, rate.kpi.denominator) == (at.step.count, before.count):
        return "" if _same_unit(before, at.step) else _units(before, at.step, lang)
    names = {"above": rate.kpi.numerator.name, "below": rate.kpi.denominator.name}
    return words.MADE_OF.fill(**names).to(lang)


def _same_unit(one: Step, other: Step) -> bool:
    return one.unit == other.unit


def _units(before: Step, after: Step, lang: Lang) -> str:
    """Say that two steps are counted in different units."""
    return words.MADE_OF.fill(above=after.unit, below=before.unit).to(lang)


def _plot(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
