"""The minutes of a review: as Markdown, and short enough to paste into LINE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.state import Note
from data.text import LANGS, Lang, Text
from kpi.actions.action import Action
from kpi.actions.listed import what_of
from kpi.card import Verdict
from kpi.format import day, days, joined
from kpi.overview.board import BY
from kpi.review.decided import told
from kpi.review.frozen import Frozen
from kpi.review.markdown import one_line, plain, table
from kpi.review.record import Item, Review, Table
from kpi.review.slide_of_close import next_review
from kpi.review.slides import WHO
from kpi.verdict import FLAGS, VERDICTS

LONGEST = 1000
"""Letters of a text that people still read in LINE."""
IN_TEXT = ("decided", "others", "verdicts", "past", "notes", "highlights", "actions", "unsaid")
"""What comes first where there is no room for all."""

TITLE = Text("週會紀錄 {days}", "Weekly review {days}")
HELD = Text("開啟：{by}；結束：{closed}", "Opened by {by}; closed by {closed}")
STILL_OPEN = Text("開啟：{by}；尚未結束", "Opened by {by}; not closed yet")
VERDICTS_OF, DECIDED = Text("指標判定", "KPI verdicts"), Text("決議", "Decisions")
OTHERS, NOTES = Text("其他行動", "Other actions"), Text("筆記", "Notes")
NOTHING_DECIDED = Text("沒有決議。", "Nothing was decided.")
FIGURE = Text("{name}：{figure}（{facts}）", "{name}: {figure} ({facts})")
SAID = Text("{name}：{said}", "{name}: {said}")
NOTED = Text("{text}（{by}）", "{text} ({by})")
UNJUDGED = Text("不判定", "Not judged")
SHORTENED = Text("（其餘在看板的週會紀錄）", "(the rest is in the review on the board)")
JOIN, NAMES = Text("，", ", "), Text("、", ", ")


@dataclass(frozen=True, slots=True)
class _Section:
    """One heading with its lines, and a table where it has one."""

    key: str
    title: str
    lines: tuple[str, ...]
    table: Table | None = None


def minutes_markdown(
    review: Review, notes: Sequence[Note], actions: Sequence[Action], lang: Lang
) -> str:
    """Return the minutes as Markdown, in which no name is markup, a link or HTML.

    Parameters
    ----------
    notes : sequence of data.state.Note
        What was noted in the review.
    actions : sequence of Action
        Those taken on in it; what came of a decision is told with that.
    """
    made = [f"# {plain(_title(review, lang))}", "", plain(review.news.to(lang)), ""]
    made += [plain(_held(review, lang))]
    for part in _sections(review, notes, actions, lang):
        made += ["", f"## {plain(part.title)}", "", *(f"- {plain(x)}" for x in part.lines)]
        if part.table:
            titles, rows = _words(part.table, lang)
            made += [*([""] if part.lines else []), *table(titles, rows)]
    return "\n".join([*made, "", plain(next_review(review).to(lang)), ""])


def minutes_text(
    review: Review, notes: Sequence[Note], actions: Sequence[Action], lang: Lang
) -> str:
    """Return the minutes as plain text of at most :data:`LONGEST` letters.

    The week, then decisions, verdicts and the rest in the order of :data:`IN_TEXT`; what there is
    no room for is left out, and a line says so. Who reads it in a chat wants to know what is to be
    done: KPIs on target are only named.
    """
    found = {part.key: part for part in _sections(review, notes, actions, lang, short=True)}
    every = [
        one_line(line)
        for part in (found[key] for key in IN_TEXT if key in found)
        for line in (f"【{part.title}】", *(f"・{told}" for told in _in_lines(part, lang)))
    ]
    head = [one_line(_title(review, lang)), one_line(review.news.to(lang))]
    cut, foot = SHORTENED.to(lang), next_review(review).to(lang)
    body = _fitting(every, LONGEST - len("\n".join([*head, cut, foot])) - 1)
    return "\n".join([*head, *body, *([cut] if len(body) < len(every) else []), foot])


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """Return as many of the first lines as there is room for; no heading stands at the end."""
    found: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        found.append(line)
    while len(found) < len(lines) and found and found[-1].startswith("【"):
        found.pop()
    return found


def _sections(
    review: Review,
    notes: Sequence[Note],
    actions: Sequence[Action],
    lang: Lang,
    *,
    short: bool = False,
) -> Iterator[_Section]:
    """Yield what there is to tell; what has nothing is left out, but for the decisions."""
    items = {item.kind: item for item in review.agenda}
    yield from (_item(items[kind], lang) for kind in ("actions", "past") if kind in items)
    verdicts = _short(review.frozen, lang) if short else (_verdict(f, lang) for f in review.frozen)
    yield _Section("verdicts", VERDICTS_OF.to(lang), tuple(verdicts))
    yield from (
        _item(items[kind], lang) for kind in ("pacing", "highlights", "unsaid") if kind in items
    )
    titles = {item.key: item.title.to(lang) for item in review.agenda}
    decided = tuple(
        SAID.fill(name=titles.get(one.item, one.item), said=told(one, review, lang)).to(lang)
        for one in review.decisions
    )
    yield _Section("decided", DECIDED.to(lang), decided or (NOTHING_DECIDED.to(lang),))
    known = {one.action for one in review.decisions}
    others = tuple(_action(one, lang) for one in actions if one.id not in known)
    noted = tuple(_note(n, titles, lang) for n in notes if n.text.strip())
    for key, title, lines in (("others", OTHERS, others), ("notes", NOTES, noted)):
        if lines:
            yield _Section(key, title.to(lang), lines)


def _item(item: Item, lang: Lang) -> _Section:
    """Return what an item of the agenda says."""
    said = tuple(
        WHO.fill(said=line.text, who=line.who).to(lang) if line.who else line.text.to(lang)
        for line in item.lines
    )
    return _Section(item.kind, item.title.to(lang), said, item.table)


def _in_lines(part: _Section, lang: Lang) -> tuple[str, ...]:
    """Return a section as lines; of a table the cells of each row."""
    rows = _words(part.table, lang)[1] if part.table else ()
    return (*part.lines, *("・".join(row) for row in rows))


def _words(found: Table, lang: Lang) -> tuple[list[str], list[list[str]]]:
    titles = [title.to(lang) for title in found.titles]
    return titles, [[cell.to(lang) for cell in row] for row in found.rows]


def _short(frozen: Sequence[Frozen], lang: Lang) -> Iterator[str]:
    """Yield the reds and yellows with their figures, and the names of the others."""
    bad = (Verdict.ACT, Verdict.WATCH)
    yield from (_verdict(one, lang) for one in frozen if one.verdict in bad)
    for verdict in (Verdict.GOOD, Verdict.UNKNOWN):
        names = [_name(one, lang) for one in frozen if one.verdict is verdict]
        if names:
            said = NAMES.to(lang).join(names)
            yield SAID.fill(name=VERDICTS[verdict][0], said=said).to(lang)


def _verdict(one: Frozen, lang: Lang) -> str:
    facts = [(VERDICTS[one.verdict][0] if one.verdict else UNJUDGED).to(lang)]
    facts += [FLAGS[one.flags[0]][0].to(lang)] if one.flags else []
    facts += [one.limits.to(lang)] if one.limits else []
    said = JOIN.to(lang).join(facts)
    return FIGURE.fill(name=_name(one, lang), figure=one.figure, facts=said).to(lang)


def _name(one: Frozen, lang: Lang) -> str:
    """Return a KPI with what it is judged over, as the agenda calls it."""
    name, scope = one.name.to(lang), one.scope.to(lang) if one.scope else ""
    return joined(scope, name) if lang == LANGS[0] or not scope else f"{name} ({scope})"


def _action(one: Action, lang: Lang) -> str:
    return "・".join((what_of(one).to(lang), one.owner, BY.fill(day=day(one.due)).to(lang)))


def _note(one: Note, titles: dict[str, str], lang: Lang) -> str:
    said = NOTED.fill(text=one.text.strip(), by=one.by)
    return SAID.fill(name=titles.get(one.item, one.item), said=said).to(lang)


def _title(review: Review, lang: Lang) -> str:
    return TITLE.fill(days=days(review.week, review.opened_at.date())).to(lang)


def _held(review: Review, lang: Lang) -> str:
    text = STILL_OPEN if review.is_open else HELD
    return text.fill(by=review.opened_by, closed=review.closed_by).to(lang)
