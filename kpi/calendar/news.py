"""What the calendar says in one sentence: what is on, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from data.text import Lang, Text
from kpi.calendar.occasion import Occasion
from kpi.format import day, days, joined
from kpi.period import Span

AHEAD = timedelta(days=200)
"""How far the sentence looks for what comes next."""

ON = Text("{names}進行中", "on now: {names}")
UNTIL = Text("{name}（到 {day}）", "{name} (to {day})")
NOTHING_ON = Text("今天不在任何檔期裡", "No season or campaign is on today")
NEXT = Text(
    "{now}；接下來是{name}（{days}，{n} 天後）。", "{now}; next is {name} ({days}, in {n} days)."
)
NEXT_IN_ONE = Text("{now}；明天開始{name}（{days}）。", "{now}; {name} begins tomorrow ({days}).")
ALONE = Text("{now}。", "{now}.")
BETWEEN = Text("、", ", ")


def around(today: date) -> Span:
    """Return the days the sentence needs to know."""
    return Span(today, today + AHEAD)


def sentence(found: Sequence[Occasion], today: date, lang: Lang) -> str:
    """Say which seasons and campaigns are on today, and which begins next."""
    told = [o for o in found if o.kind in ("season", "campaign")]
    on = [o for o in told if o.span.start <= today <= o.span.end]
    coming = min((o for o in told if o.span.start > today), key=lambda o: o.span, default=None)
    names = BETWEEN.to(lang).join(UNTIL.fill(name=o.name, day=day(o.span.end)).to(lang) for o in on)
    now = ON.fill(names=names).to(lang) if on else NOTHING_ON.to(lang)
    now = now[:1].upper() + now[1:]
    if coming is None:
        return ALONE.fill(now=now).to(lang)
    n = (coming.span.start - today).days
    text = NEXT_IN_ONE if n == 1 else NEXT
    # 「是 38 女王節」: a space between 中文 and digits
    name = joined("是", coming.name.zh)[1:] if lang == "zh" else coming.name.en
    return text.fill(now=now, name=name, days=days(coming.span, today), n=n).to(lang)
