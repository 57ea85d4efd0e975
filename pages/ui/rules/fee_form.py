"""The form of one service fee: what it says, what it makes of a round sum, and why it changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from data import intake
from data.mapping.mapping import OF_BOOK
from data.rules import fees
from data.rules.fees import Basis, FeeRule, RuleRefused, Tax
from data.rules.worked import Worked, within, worked
from data.schema import ADS, PLATFORMS
from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi import format, rules
from kpi.definition import Unit
from pages.ui import access, reasons, words
from pages.ui.filters import code
from pages.ui.plain import plain
from pages.ui.rules import words as own

ROUND, REFUSED = "fee-round", "fee-refused"
"""In the session: how often rules were changed, so that widgets start anew; what was refused."""


def drawn() -> str:
    """Return the key of the list, another one after each change: nothing is chosen in it then."""
    return f"fee-rules-{st.session_state.get(ROUND, 0)}"


def platform(key: str, lang: Lang) -> str:
    """Name a platform; one that is not known any more by its key."""
    return PLATFORMS[key].name.to(lang) if key in PLATFORMS else key


def form(
    kept: Mapping[int, FeeRule], chosen: int | None, seen: Snapshot | None, lang: Lang
) -> None:
    """Draw the form for the chosen rule, or for a new one."""
    key = f"fee-{chosen or 'new'}-{st.session_state.get(ROUND, 0)}"
    title = own.ADD_RULE if chosen is None else own.CHANGE_RULE
    st.markdown(f"**{title.to(lang)}**")
    _fields(key, kept.get(chosen or 0), seen, lang)
    rule = _typed(key)
    if rule:
        _example(rule, lang)
    at, text = st.session_state.get(REFUSED, ("", None))
    if at == key:
        st.error(plain(text.to(lang)), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        _button(own.SAVE.to(lang), key, "check", partial(_save, key, chosen))
        if chosen is not None:
            _ends(key, chosen, kept[chosen], lang)
    if chosen is not None:
        reasons.told(f"fee rule {chosen}", lang)


def _ends(key: str, chosen: int, rule: FeeRule, lang: Lang) -> None:
    """Offer what ends a rule: today, or as if it had never been."""
    today = access.today()
    if rule.first <= today and (rule.last is None or rule.last > today):
        ended = dataclasses.replace(rule, last=today)
        _button(own.END.to(lang), key, "event_busy", partial(_keep, key, chosen, ended))
    with st.popover(own.DELETE.to(lang), icon=":material/delete:", type="tertiary"):
        st.markdown(own.DELETE_ASK.to(lang))
        _button(own.DELETE_NOW.to(lang), key, "delete", partial(_delete, key, chosen))


def _button(label: str, key: str, icon: str, act: Callable[[], None]) -> None:
    st.button(label, key=f"{key}-{icon}", icon=f":material/{icon}:", on_click=act)


def _fields(key: str, rule: FeeRule | None, seen: Snapshot | None, lang: Lang) -> None:
    with st.grid(3, min_column_width=180):
        _whom(key, rule, seen, lang)
        st.text_input(
            own.VENDOR.to(lang), rule.vendor if rule else "", key=f"{key}-vendor",
            placeholder=own.VENDOR_EXAMPLE.to(lang),
        )  # fmt: skip
        st.number_input(
            own.RATE.to(lang), 0.01, 99.99, rules.percent(rule.rate) if rule else None, 0.5,
            format="%.2f", key=f"{key}-rate", placeholder="15",
        )  # fmt: skip
        _select(key, "basis", own.BASIS.to(lang), own.BASES, rule.basis if rule else None, lang)
        _select(key, "tax", own.TAX.to(lang), own.TAXES, rule.tax if rule else None, lang)
        begins = rule.first if rule else access.today().replace(day=1)
        st.date_input(own.FIRST.to(lang), begins, format="YYYY/MM/DD", key=f"{key}-first")
        ends = rule.last if rule else None
        st.date_input(own.LAST.to(lang), ends, format="YYYY/MM/DD", key=f"{key}-last")
        reasons.why(f"{key}-why", lang)


def _whom(key: str, rule: FeeRule | None, seen: Snapshot | None, lang: Lang) -> None:
    """Ask for platform and account; those in the data come first."""
    found = access.accounts(seen) if seen else []
    known = [p.key for p in OF_BOOK[ADS.key]]
    first = [rule.platform] if rule else []
    platforms = list(dict.fromkeys([*first, *(a.platform for a in found), *known]))
    chosen = st.selectbox(
        words.PLATFORM.to(lang), [p for p in platforms if p in known or p in first],
        key=f"{key}-platform", format_func=lambda name: platform(name, lang),
    )  # fmt: skip
    names = {code(a): a.account for a in found if a.platform == chosen}
    kept = rule.account if rule and rule.platform == chosen else ""
    accounts = list(dict.fromkeys([kept, "", *names]))
    st.selectbox(
        words.ACCOUNT.to(lang), accounts, key=f"{key}-account-{chosen}",
        format_func=lambda name: names.get(name, name) or own.EVERY_ACCOUNT.to(lang),
    )  # fmt: skip


def _select(
    key: str, name: str, label: str, texts: Mapping[Basis, Text] | Mapping[Tax, Text],
    chosen: Basis | Tax | None, lang: Lang,
) -> None:  # fmt: skip
    options = [str(option) for option in texts]
    said = {str(option): text.to(lang) for option, text in texts.items()}
    index = options.index(chosen) if chosen else 0
    st.selectbox(label, options, index, key=f"{key}-{name}", format_func=said.__getitem__)


def _typed(key: str) -> FeeRule | None:
    """Return the rule as the form stands; None while its rate or first day is empty."""
    field: dict[str, Any] = {name: st.session_state.get(f"{key}-{name}") for name in FIELDS}
    rate = rules.share(field["rate"])
    if rate is None or field["first"] is None:
        return None
    return FeeRule(
        platform=field["platform"],
        account=st.session_state[f"{key}-account-{field['platform']}"],
        rate=rate,
        basis=Basis(field["basis"]),
        tax=Tax(field["tax"]),
        first=field["first"],
        last=field["last"],
        vendor=(field["vendor"] or "").strip(),
    )


FIELDS = ("platform", "vendor", "rate", "basis", "tax", "first", "last")


def _example(rule: FeeRule, lang: Lang) -> None:
    """Show what the rule makes of media, and of a sum that is paid."""
    for text, made in ((own.TO_MEDIA, worked(rule)), (own.FROM_PAID, within(rule))):
        line = text.fill(**_money(made, lang)).to(lang)
        st.markdown(f":material/calculate: {line}")


def _money(made: Worked, lang: Lang) -> dict[str, str]:
    amounts: dict[str, Decimal] = {name: getattr(made, name) for name in Worked.__slots__}
    return {
        name: format.figure(amount, Unit.MONEY, lang, decimals=0, full=True)
        for name, amount in amounts.items()
    }


def _save(key: str, chosen: int | None) -> None:
    if st.session_state[f"{key}-rate"] is None:
        st.session_state[REFUSED] = key, own.RATE_MISSING
        return
    rule = _typed(key)
    if rule is None:
        st.session_state[REFUSED] = key, own.DAY_MISSING
        return
    _keep(key, chosen, rule)


def _keep(key: str, chosen: int | None, rule: FeeRule) -> None:
    """Keep a rule, or say in place why not."""
    why = reasons.given(f"{key}-why")
    if not why:
        st.session_state[REFUSED] = key, own.WHY_MISSING
        return
    try:
        fees.save(access.state(), rule, access.user(), why, chosen)
    except RuleRefused as refused:
        st.session_state[REFUSED] = key, refused.text
        return
    _changed()


def _delete(key: str, chosen: int) -> None:
    why = reasons.given(f"{key}-why")
    if not why:
        st.session_state[REFUSED] = key, own.WHY_MISSING
        return
    access.state().delete_fee_rule(chosen, access.user(), why)
    _changed()


def _changed() -> None:
    """Start the form anew, and let a child bring the board to the new rules."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(REFUSED, None)
    intake.recover(access.store(), access.user())
