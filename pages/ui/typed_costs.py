"""Costs typed by hand: rows that are checked in place, summed, and sent the way of a file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from data.handwritten import TypedCost, as_file, entries, totals
from data.mapping.mapping import OF_BOOK
from data.schema import ADS
from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi import format, rules
from kpi.definition import Unit
from pages.ui import access, drop
from pages.ui.plain import plain

ROWS, BASE, ROUND = "typed-rows", "typed-base", "typed-round"
"""In the session: what was typed so far, what the table began with, and how often it was sent."""
BLANK = 3
DAYS, WORDS, MONEY = (
    ("first", "last"),
    ("category", "vendor", "platform", "item", "basis", "currency"),
    ("amount", "tax"),
)
COLUMNS = (
    "first", "last", "category", "vendor", "platform", "item", "amount", "tax", "basis", "currency",
)  # fmt: skip
TITLES = {
    "first": Text("起日", "From"),
    "last": Text("迄日（空白＝當天）", "To (empty: that day)"),
    "category": Text("類別", "Category"),
    "vendor": Text("廠商", "Vendor"),
    "platform": Text("廣告平台", "Ad platform"),
    "item": Text("項目", "Item"),
    "amount": Text("金額", "Amount"),
    "tax": Text("稅額", "Tax"),
    "basis": Text("金額含稅嗎", "Amount holds tax"),
    "currency": Text("幣別", "Currency"),
}
BASES = {"excluded": Text("未稅", "No"), "included": Text("含稅", "Yes")}
SPREAD = Text(
    "一筆涵蓋多天的費用會平均分到每一天；退款填負數；含稅的金額會拆成未稅與稅額。"
    "每次送出的是新增的費用；要更正先前送出的，請在匯入紀錄復原那一次，再重新輸入。",
    "A cost over several days is spread evenly over them; a refund is negative; an amount that"
    " holds tax is split. What you send is added to what is there; to correct what you sent"
    " before, undo that import and type it again.",
)
SUM = Text(
    "**{n} 筆**｜未稅金額 **{amount}**｜稅額 {tax}｜{currency}",
    "**{n} rows** | amount without tax **{amount}** | tax {tax} | {currency}",
)
NOTHING = Text(
    "在表格裡輸入費用；按最後一列下方的 ＋ 可以加列。",
    "Type into the table; the + below the last row adds one.",
)
SEND = Text("送出，看會有什麼改變", "Send, and see what would change")
CLEAR = Text("清空", "Clear")
BATCH = Text("手動輸入 {at}", "Typed by hand {at}")
FILE = Text("手動輸入費用 {day}.csv", "Costs typed by hand {day}.csv")


def typed_costs(seen: Snapshot | None, currency: str | None, lang: Lang) -> None:
    """Draw the table to type into, what is wrong with it, its sums, and the way on."""
    with st.container(border=True):
        st.markdown(f":gray[{SPREAD.to(lang)}]")
        rows = _edited(seen, currency or "TWD", lang)
        st.session_state[ROWS] = rows
        told, wrong = entries(rows)
        if wrong:
            text = "  \n".join(plain(one.to(lang)) for one in wrong)
            st.error(text, icon=":material/error:")
        if told:
            for line in _sums(told, lang):
                st.markdown(line)
        elif not wrong:
            st.markdown(f":gray[{NOTHING.to(lang)}]")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                SEND.to(lang), key="typed-send", icon=":material/send:",
                disabled=bool(wrong) or not told, on_click=_send, args=(told, lang),
            )  # fmt: skip
            if told or wrong:
                st.button(CLEAR.to(lang), key="typed-clear", type="tertiary", on_click=_anew)


def _edited(seen: Snapshot | None, currency: str, lang: Lang) -> list[dict[str, Any]]:
    """Draw the table and return its rows; what was typed is still there after another page."""
    key = f"typed-{lang}-{st.session_state.get(ROUND, 0)}"
    if key not in st.session_state:
        blank = [dict.fromkeys(COLUMNS) | {"currency": currency} for _ in range(BLANK)]
        st.session_state[BASE] = st.session_state.get(ROWS) or blank
    frame = st.data_editor(
        _frame(st.session_state[BASE]),
        num_rows="dynamic",
        hide_index=True,
        placeholder=" ",
        column_config=_config(seen, currency, lang),
        key=key,
    )
    return [{name: _cell(row[name]) for name in COLUMNS} for row in frame.to_dict("records")]


def _config(seen: Snapshot | None, currency: str, lang: Lang) -> dict[str, Any]:
    column, title = st.column_config, {name: text.to(lang) for name, text in TITLES.items()}
    names = {p.key: p.name.to(lang) for p in OF_BOOK[ADS.key]}
    known = rules.currencies(seen, currency, list(format.SYMBOLS))
    limits: dict[str, Any] = {"min_value": date(2000, 1, 1), "max_value": date(2100, 12, 31)}
    days = {n: column.DateColumn(title[n], format="YYYY/MM/DD", width=160, **limits) for n in DAYS}
    texts = {n: column.TextColumn(title[n], max_chars=80) for n in ("category", "vendor", "item")}
    money = {n: column.NumberColumn(title[n], format="localized", width=110) for n in MONEY}
    chosen = {
        "platform": column.SelectboxColumn(
            title["platform"], options=list(names), format_func=lambda k: names[str(k)]
        ),
        "basis": column.SelectboxColumn(
            title["basis"], options=list(BASES), format_func=lambda k: BASES[str(k)].to(lang)
        ),
        "currency": column.SelectboxColumn(
            title["currency"], options=known, default=currency, width=80
        ),
    }
    return days | texts | money | chosen


def _frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return rows with a type for each column, also where nothing is typed yet."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    types = {
        **dict.fromkeys(DAYS, "datetime64[ns]"),
        **dict.fromkeys(WORDS, "object"),
        **dict.fromkeys(MONEY, "float64"),
    }
    return frame.astype(types)


def _cell(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def _sums(told: Sequence[TypedCost], lang: Lang) -> list[str]:
    lines = []
    for currency, sums in totals(told).items():
        amount, tax = (
            format.figure(x, Unit.MONEY, lang, currency=currency, full=True) for x in sums
        )
        n = sum(e.currency == currency for e in told)
        lines.append(SUM.fill(n=n, amount=amount, tax=tax, currency=currency).to(lang))
    return lines


def _send(told: Sequence[TypedCost], lang: Lang) -> None:
    """Hand the rows in as a file, and clear the table for the next ones."""
    name = FILE.fill(day=access.today()).to(lang)
    batch = BATCH.fill(at=f"{datetime.now():%Y-%m-%d %H:%M:%S}").zh
    for number in drop.hand_in([(name, io.BytesIO(as_file(told, batch)))]):
        drop.look_at(number)
    _anew()


def _anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(ROWS, None)
