"""Service fees by rule: the list, the form with a worked example, and whether the board follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import streamlit as st

from data.rules import fees
from data.rules.fees import FeeRule
from data.snapshot import Snapshot
from data.text import Lang
from kpi import format, rules
from kpi.billed_twice import billed_twice
from kpi.period import Span
from pages.ui import access, words
from pages.ui.following import following
from pages.ui.plain import plain
from pages.ui.rules import fee_form
from pages.ui.rules import words as own
from pages.ui.tables import height


def fee_rules(seen: Snapshot | None, lang: Lang) -> None:
    """Draw every rule, and a form for the chosen one or a new one."""
    kept = fees.rules(access.state())
    with st.container(border=True):
        st.markdown(f"#### {own.FEES.to(lang)}", anchors=False)
        st.markdown(f":gray[{own.FEES_DO.to(lang)}]")
        left, right = st.columns([3, 2], gap="large")
        with left:
            chosen = _list(kept, lang)
            _following(seen, kept, lang)
        with right:
            fee_form.form(kept, chosen, seen, lang)


def _list(kept: Mapping[int, FeeRule], lang: Lang) -> int | None:
    """Draw a line a rule and return the id of the chosen one."""
    if not kept:
        st.markdown(own.NO_FEES.to(lang))
        return None
    chosen = st.dataframe(
        _frame(kept, lang),
        hide_index=True,
        height=height(len(kept)),
        on_select="rerun",
        selection_mode="single-row",
        key=fee_form.drawn(),
    )
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(kept):
        return list(kept)[picked[0]]
    st.markdown(f":gray[{own.CHOOSE_RULE.to(lang)}]")
    return None


def _frame(kept: Mapping[int, FeeRule], lang: Lang) -> pa.Table:
    told = kept.values()
    columns = {
        words.PLATFORM: [fee_form.platform(rule.platform, lang) for rule in told],
        words.ACCOUNT: [rule.account or own.EVERY_ACCOUNT.to(lang) for rule in told],
        own.VENDOR: [rule.vendor or format.NO_ANSWER for rule in told],
        own.RATE_COLUMN: [f"{rules.percent(rule.rate):g}%" for rule in told],
        own.BASIS: [own.BASES_SHORT[rule.basis].to(lang) for rule in told],
        own.TAX: [own.TAXES[rule.tax].to(lang) for rule in told],
        words.DAYS: [_days(rule, lang) for rule in told],
        words.STATE: [own.STANDING[_standing(rule, access.today())].to(lang) for rule in told],
    }
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _days(rule: FeeRule, lang: Lang) -> str:
    today, first = access.today(), Span(rule.first, rule.first)
    if rule.last is None:
        return own.ON.fill(first=format.days(first, today)).to(lang)
    return format.days(Span(rule.first, rule.last), today)


def _standing(rule: FeeRule, today: date) -> str:
    if rule.first > today:
        return "later"
    return "over" if rule.last and rule.last < today else "now"


def _following(seen: Snapshot | None, kept: Mapping[int, FeeRule], lang: Lang) -> None:
    """Say whether the board follows the rules, and whom a cost sheet bills as well."""
    if seen is None:
        st.markdown(f":gray[{own.NO_MEDIA.to(lang)}]")
        return
    wanted = sorted(kept.values(), key=str)
    for told in billed_twice(seen, access.today(), lang):
        st.warning(plain(told), icon=":material/content_copy:")
    done = own.RECKONED if kept else None
    following(seen, lambda found: found.fee_rules() == wanted, own.RECKONING, done, lang)
