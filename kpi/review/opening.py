"""Opening a week's review: every goal is read, judged and frozen, and the agenda is built."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from data.snapshot import Snapshot
from data.state import Conflict, State
from data.text import Text
from kpi.drivers.parts import movement
from kpi.drivers.words import sentence
from kpi.format import days
from kpi.overview.sentence import freshness, news
from kpi.overview.wording import TAXES
from kpi.period import Span, calendar_span
from kpi.restated.expected import expected
from kpi.review.agenda import TALKED_OF, Making, agenda
from kpi.review.closing import close_review as close_review
from kpi.review.freezing import frozen
from kpi.review.frozen import Frozen
from kpi.review.judged import Judged, WeekRead, read_week
from kpi.review.record import Review, review
from kpi.review.refused import NotOpened
from kpi.review.weight import Shares, severity
from kpi.review.words import both

NO_FIGURES = Text(
    "還沒有任何數字，沒有東西可以檢討：先到「資料」放進廣告平台、GA4、訂單或費用的檔案，再開始週會。",
    "There are no figures yet and nothing to review: drop files of ads, GA4, orders or costs on the"
    " Data page first, then start the review.",
)
NO_WEEK = Text(
    "{days} 不是一整週：週會檢討的是星期一到星期日，請選 {week}。",
    "{days} is no whole week: a review is of Monday to Sunday. Choose {week}.",
)
NOT_OVER = Text(
    "{days} 這一週還沒結束：從 {day} 起可以開始週會；現在可以檢討的是 {last}。",
    "The week {days} is not over: its review can start from {day} on. The one to review now is"
    " {last}.",
)
MONEY = Text("金額以 {currency} 計", "Money in {currency}")
NO_MONEY = Text("金額的幣別還沒選定", "The currency of money is not chosen yet")
TAX = Text("稅基：{tax}", "Tax: {tax}")
AS_EXPORTED = Text("依各來源原本的口徑", "as each source states it")


def last_week(today: date) -> Span:
    """Return the last Monday to Sunday, whichever day a team's weeks begin with elsewhere."""
    return calendar_span("week", today).moved(-7)


def review_before(state: State, week: Span) -> Review | None:
    """Return the review before that of a week; None before the first."""
    id = state.review_before(week.start.isoformat())
    return review(state, id) if id else None


def open_review(
    snapshot: Snapshot | None, state: State, week: Span, today: date, by: str, why: str = ""
) -> Review:
    """Open the review of a week, or return it as it was opened.

    Every goal is read and judged: a ratio over the week, a sum over its own period so far. What is
    frozen is never worked out again, so that it says the same after other imports, goals or words.

    Parameters
    ----------
    snapshot : Snapshot or None
        Whose figures are frozen; None before anything is published.

    Raises
    ------
    NotOpened
        Without any figures, and for what is no whole week or not over yet.
    """
    name = week.start.isoformat()
    kept = review(state, name)
    if kept is not None:
        return kept
    _may(week, today)
    made = _make(snapshot, state, week, today, by) if snapshot else None
    if made is None:
        raise NotOpened(NO_FIGURES)
    with suppress(Conflict):  # somebody else opened it in this moment: both get his
        state.save_review(made.as_doc(), by, why)
    found = review(state, name)
    assert found is not None
    return found


def _may(week: Span, today: date) -> None:
    """Refuse what is no whole week from Monday, or not over."""
    whole = calendar_span("week", week.start)
    if week != whole:
        raise NotOpened(NO_WEEK.fill(days=days(week, today), week=days(whole, today)))
    if week.end >= today:
        told = {"days": days(week, today), "last": days(last_week(today), today)}
        after = week.end + timedelta(1)
        raise NotOpened(NOT_OVER.fill(**told, day=days(Span(after, after), today)))


def _make(snapshot: Snapshot, state: State, week: Span, today: date, by: str) -> Review | None:
    """Read, freeze and build; None where there are no facts at all."""
    read = read_week(snapshot, state, week, today)
    if read is None:
        return None
    kept = _frozen(snapshot, read, week, today)
    before = review_before(state, week)
    return Review(
        id=week.start.isoformat(),
        week=week,
        snapshot=snapshot.number,
        known_at=_known_at(snapshot),
        opened_at=datetime.now(UTC).replace(tzinfo=None),
        opened_by=by,
        currency=read.told.currency,
        news=both(lambda lang: news(read.scene, read.in_lang(lang))),
        terms=_terms(read),
        frozen=kept,
        agenda=agenda(Making(snapshot, state, week, today, before, read, kept)),
    )


def _frozen(snapshot: Snapshot, read: WeekRead, week: Span, today: date) -> tuple[Frozen, ...]:
    star = next((j for j in read.judged if j.standing.goal.rank == "star"), None)
    shares = Shares(snapshot, read.told, week, today, star.standing.kpi if star else None)
    return tuple(_freeze(snapshot, read, one, shares) for one in read.judged)


def _freeze(snapshot: Snapshot, read: WeekRead, one: Judged, shares: Shares) -> Frozen:
    """Freeze one goal with why it moved and how grave it is."""
    standing, goal = one.standing, one.standing.goal
    grave = severity(standing)
    weight = grave * shares.of(goal.scope) if grave else grave
    end = expected(snapshot, standing.reading, read.told)
    if goal.rank != "star" and standing.judgement.verdict not in TALKED_OF:
        return frozen(one, (), None, weight, end)
    moved = movement(snapshot, read.told, standing.kpi, goal.scope, standing.reading.period)
    why = sentence(standing.kpi, moved, read.told.currency)
    return frozen(one, moved.drivers, why, weight, end)


def _known_at(snapshot: Snapshot) -> datetime:
    """Return when the newest import or undo came that the snapshot knows of (UTC)."""
    asked = "select max(greatest(committed_at, undone_at)) from imports"
    at: datetime = snapshot.query(asked)[0][0]
    return at


def _terms(read: WeekRead) -> tuple[Text, ...]:
    """Return currency, tax basis, and how far each source had told its days."""
    currency, tax = read.told.currency, read.told.tax
    money = MONEY.fill(currency=currency) if currency else NO_MONEY
    told = AS_EXPORTED if tax == "exported" else TAXES[tax]
    fresh = both(lambda lang: freshness(read.scene, read.in_lang(lang)))
    return (money, TAX.fill(tax=told), fresh)
