"""What has to be known of a forecast: left-out days, days that are not whole, days never seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.text import Text
from kpi.pacing.history import History
from kpi.period import Span

NO_RANGE = Text(
    "歷史還不夠長：能回頭檢驗的預估不到 9 次，算不出範圍與機率。",
    "Too short a history for a range and a probability: fewer than nine earlier forecasts can be"
    " checked.",
)
HOLES = Text(
    "期間內有 {n} 天沒有檔案，這些天沒有算進目前，也沒有估；補上檔案就會算。",
    "Days of the period that no file speaks for, neither counted nor forecast; import their files:"
    " {n}.",
)
LATE = Text(
    "最後 {n} 天的資料還不完整（回補中或缺檔），以預估代替實際。",
    "Days at the end that are not complete (still filling up, or a file is missing), forecast and"
    " not counted: {n}.",
)
NEVER_SEEN = Text(
    "剩下的日子裡有 {n} 個檔期日或假日沒有去年的紀錄，當成平日估。",
    "Campaign days and holidays to come that the history has never seen, forecast as plain days:"
    " {n}.",
)


def remarks(
    history: History, marked: Mapping[date, str], at: int, days: Span, *, ranged: bool
) -> tuple[Text, ...]:
    """Say what was left out, what was never seen, and why there is no range.

    Parameters
    ----------
    at : int
        The place of the last day that counts as it is.
    """
    known_to, notes = history.day(at), []
    told = history.numerators[max(history.at(days.start), 0) : at + 1]
    if holes := sum(value is None for value in told):
        notes.append(HOLES.fill(n=holes))
    if history.late:
        notes.append(LATE.fill(n=history.late))
    seen = {name for day, name in marked.items() if history.first <= day <= known_to}
    coming = [name for day, name in marked.items() if known_to < day <= days.end]
    new = sum(name not in seen for name in coming)
    if new and not history.kpi.is_level:
        notes.append(NEVER_SEEN.fill(n=new))
    if not ranged:
        notes.append(NO_RANGE)
    return tuple(notes)
