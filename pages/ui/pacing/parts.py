"""The parts of the page of pacing: the goals, one drawn, the month's budgets, the odd days."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.text import Lang, Text
from kpi.pacing.board import PacingBoard
from kpi.pacing.lines import PaceLine
from pages.ui import words
from pages.ui.charts import pace
from pages.ui.pacing import asked
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.theme import palette

GOALS = Text("目標的進度", "The pace of the goals")
KPI, NOW, TARGET = Text("指標", "KPI"), Text("目前", "So far"), Text("目標", "Target")
ATTAINED, DUE = Text("達成率", "Attained"), Text("應達", "Due")
ENDS, RANGE = Text("預估期末", "At the end"), Text("80% 範圍", "80% range")
LIKELY = Text("達標機率", "Likely to hit")
NEEDED = Text("剩下的日子需要", "Days left need")
OF_TARGET = Text("{total}（{share}）", "{total} ({share})")
LOOK_AT = Text("畫出哪一個目標", "Which goal to draw")
DRAWN = Text(
    "虛線是預估，色帶是 80% 範圍：十次有八次會落在裡面。",
    "Dashed: the forecast. Tinted: its 80 % range, which holds what comes eight times in ten.",
)
HOW = Text(
    "預估＝近 8 週的星期型態 × 近期水準，檔期與假日各用自己過去的倍數；範圍與機率來自過去一年"
    "同樣天數的預估差了多少。",
    "Forecast: the weekday shape of eight weeks × the recent level, campaign days and holidays by"
    " what they did before; range and probability from how far off the same forecast was over the"
    " last year.",
)
BUDGET = Text("預算進度", "Budget pacing")
PLATFORM, PLANNED = Text("平台", "Platform"), Text("本月預算", "Budget")
SPENT, EXPECTED = Text("已花", "Spent"), Text("這些天應花", "Due for these days")
USE, PROJECTED = Text("執行率", "Use"), Text("預估月底", "Month's end")
OVER, DAILY = Text("超支／結餘", "Over / under"), Text("建議每日花費", "A day from here")
ODD_DAYS = Text("異常的日子", "Odd days")
DAYS, WHAT = Text("日期", "Days"), Text("發生什麼", "What happened")
STAKE, HOW_TOLD = Text("相關金額", "Money"), Text("金額怎麼來", "How the money is told")


def sentence(board: PacingBoard | None) -> None:
    """Open the page with where things are heading."""
    if board:
        st.subheader(plain(board.sentence), anchor=False)


def goals(board: PacingBoard, lang: Lang) -> None:
    """Draw a line a goal: reached, due, expected with its range, needed."""
    periods = {one.days for one in board.lines}
    _head(GOALS.to(lang), next(iter(periods)) if len(periods) == 1 else "")
    titles = (KPI, NOW, TARGET, ATTAINED, DUE, ENDS, RANGE, LIKELY, NEEDED)
    rows = [_goal(one, len(periods) > 1, lang) for one in board.lines]
    if rows:
        table(titles, rows, lang, figures=titles[1:8])
    _notes((*board.notes, HOW.to(lang)))


def _goal(one: PaceLine, with_days: bool, lang: Lang) -> list[str]:
    total = one.total
    if one.attained != one.share:  # a sum: its end is also a share of the target
        total = OF_TARGET.fill(total=one.total, share=one.share).to(lang)
    days = f"　:gray[{plain(one.days)}]" if with_days else ""
    rest = (one.actual, one.target, one.attained, one.due, total, one.range, one.probability,
            one.needed)  # fmt: skip
    return [f"**{plain(one.name)}**{days}", *map(plain, rest)]


def picture(board: PacingBoard, lang: Lang) -> None:
    """Draw the chosen goal: what came, what is due, where it is heading."""
    if board.chart is None:
        return
    names = {one.goal_id: one.name for one in board.lines}
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.session_state["pacing-goal"] = board.chosen
            st.selectbox(
                LOOK_AT.to(lang), list(names), key="pacing-goal", format_func=names.__getitem__,
                label_visibility="collapsed", width=260, on_change=_chosen,
                args=(board.lines[0].goal_id,),
            )  # fmt: skip
            st.markdown(f":gray[:small[{plain(DRAWN.to(lang))}]]", width="content")
        spec = pace(board.chart, palette(), words.PREVIOUS.to(lang))
        st.vega_lite_chart(spec, theme=None, alt=board.chart.alt)


def _chosen(first: str) -> None:
    asked.choose(st.session_state["pacing-goal"], first)


def budget(board: PacingBoard, lang: Lang) -> None:
    """Draw each platform's month against its plan."""
    _head(BUDGET.to(lang), board.budget_days)
    titles = (PLATFORM, PLANNED, SPENT, EXPECTED, USE, PROJECTED, RANGE, OVER, DAILY)
    if board.budget:
        rows = [
            [f"**{plain(one.name)}**", *map(plain, (one.budget, one.spent, one.expected, one.use,
                                                    one.projected, one.range, one.over,
                                                    one.daily))]
            for one in board.budget
        ]  # fmt: skip
        table(titles, rows, lang, figures=titles[1:])
    _notes(board.budget_notes)


def anomalies(board: PacingBoard, lang: Lang) -> None:
    """Draw the odd days with the money at stake."""
    _head(ODD_DAYS.to(lang), "")
    titles = (DAYS, WHAT, STAKE, HOW_TOLD)
    if board.anomalies:
        rows = [
            [f"**{plain(one.days)}**", plain(one.what), plain(one.stake), plain(one.how)]
            for one in board.anomalies
        ]
        table(titles, rows, lang, figures=(STAKE,))
    _notes(board.anomaly_notes)


def _head(title: str, hint: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f"#### {plain(title)}", anchors=False, width="content")
        if hint:
            st.markdown(f":gray[:small[{plain(hint)}]]", width="content")


def _notes(notes: Sequence[str]) -> None:
    if notes:
        st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))
