"""What is said of a GA4 file: why nothing of it is read, or what of it was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data.reading.analytics.blocks import Block
from data.reading.refusal import Refusal, refuse
from data.reading.unknown import refusal
from data.remark import Remark
from data.text import Text

NAMED = 6
"""How many tables left out a warning names."""

_NO_TABLE = Text(
    "這是 GA4 的匯出檔，但沒有一張表可以讀成網站的每日或各管道數字。看到的標題列是：{headers}",
    "This is a GA4 export, but none of its tables holds figures of the site by day or channel."
    " Its headers read: {headers}",
)
_WHICH_REPORT = Text(
    "請在 GA4 匯出「流量開發」報表，或一份含有日期、工作階段管道群組與工作階段的「探索」。",
    "Export the Traffic acquisition report, or an exploration with date, session channel group"
    " and sessions.",
)
_LEFT_OUT = Text(
    "檔案有 {n} 張表，只讀取第 {row} 列的「{read}」；其餘是同一批造訪的另一種看法，"
    "相加會重複計算：{names}。",
    "Of {n} tables only “{read}” in row {row} was read; the others count the same visits"
    " again: {names}.",
)
_SEGMENT = Text(
    "數字只屬於「{segment}」，不是所有使用者的。",
    "The figures are those of “{segment}” only, not of all users.",
)
_REPEATED = Text(
    "「{column}」欄的每個值都是同一批造訪：只讀取「{value}」，其餘的列略過：{n}。",
    "Each value of “{column}” counts the same visits: only “{value}” was read. Rows left out: {n}.",
)
_OTHERS = Text(
    "有「(other)」的列共 {n} 列：GA4 把太多不同的值併成一列，細項不完整，總數仍然正確。",
    "Rows of “(other)”: {n}. GA4 put values together where there were too many; totals are"
    " right, details incomplete.",
)
_DROPPED = Text(
    "依事件或網頁分列時，同一次造訪會出現在好幾列，因此不讀取：{columns}。",
    "By event or page one visit stands in several rows, so these were not read: {columns}.",
)
_NOTES = {
    "sampled": Text(
        "{days} 的數字是 GA4 抽樣估計的（讀了 {much} 個事件）。",
        "GA4 estimated the figures of {days} from a sample ({much} events read).",
    ),
    "thresholded": Text(
        "{days} 有列因為隱私門檻被 GA4 隱藏，加總會少於實際。",
        "For privacy GA4 withheld rows of {days}; sums fall short.",
    ),
    "other": Text(
        "{days} 有值被 GA4 併成「(other)」，細項不完整。",
        "GA4 put values of {days} together as “(other)”; details are incomplete.",
    ),
    "truncated": Text(
        "GA4 說 {days} 的資料不完整（{much}）。",
        "GA4 says that data of {days} are missing ({much}).",
    ),
}
"""What a pull was told of its own figures, by kind."""


def no_table(tables: Sequence[Block], head: list[list[str]]) -> Refusal:
    """Return why nothing of it can be read."""
    said_none = any(r and r[0].casefold().startswith("no data available") for r in head)
    if said_none or tables[0].universal:
        return refusal(head)
    headers = " | ".join(", ".join(b.headers[:3]) for b in tables[:NAMED])[:300]
    return refuse(_NO_TABLE.fill(headers=headers), _WHICH_REPORT, row=tables[0].header_row)


def warnings(tables: Sequence[Block], chosen: Block, tally: Mapping[str, int]) -> tuple[Text, ...]:
    """Return what a person should know of what was read and what was not."""
    found: list[Text] = []
    others = [b for b in tables if b is not chosen]
    if others:
        named = [_named(b, chosen) for b in others[:NAMED]] + ["…"] * (len(others) > NAMED)
        names = Text("；".join(named), "; ".join(named))
        where = {"n": len(tables), "row": chosen.header_row, "read": _title(chosen)}
        found.append(_LEFT_OUT.fill(names=names, **where))
    if chosen.segment:
        found.append(_SEGMENT.fill(segment=chosen.segment))
    if chosen.repeated and tally["repeated"]:
        words = {"column": chosen.repeated.header, "n": tally["repeated"]}
        found.append(_REPEATED.fill(value=chosen.value, **words))
    if tally["other"]:
        found.append(_OTHERS.fill(n=tally["other"]))
    if chosen.dropped:
        found.append(_DROPPED.fill(columns=", ".join(chosen.dropped)))
    return (*found, *(remark.text for remark in remarks(chosen)))


def remarks(chosen: Block) -> tuple[Remark, ...]:
    """Return what a pull was told of the figures of the table that is read."""
    found = []
    for kind, days, much in chosen.says.notes:
        if kind in _NOTES:
            first, last = map(date.fromisoformat, days.split("/"))
            text = _NOTES[kind].fill(days=days.replace("/", "–"), much=much)
            found.append(Remark(text, first, last))
    return tuple(found)


def _title(block: Block) -> str:
    return ", ".join(block.headers[:2])


def _named(block: Block, chosen: Block) -> str:
    """Name a table left out: by what differs where its headers are the same."""
    words = [_title(block)]
    if block.says.segment != chosen.says.segment:
        words.append(block.says.segment or "")
    if block.says.days and block.says.days != chosen.says.days:
        words.append("–".join(day.isoformat() for day in block.says.days))
    return f"{words[0]} ({', '.join(words[1:])})" if words[1:] else words[0]
