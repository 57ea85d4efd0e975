"""Language, period and source: the URL is their memory, in codes; widgets only follow it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.schema import PLATFORMS
from data.snapshot import Account
from data.text import LANGS, Lang
from kpi.calendar import chosen
from kpi.view import COMPARISONS, DEFAULT_PERIOD, PERIODS, View
from pages.ui import access, url, words

VIEW = ("lang", "period", "from", "to", "season", "compare", "platform", "account")


def language() -> Lang:
    """Return the language of the URL, 中文 unless it says otherwise."""
    asked = st.query_params.get("lang")
    return next((lang for lang in LANGS if lang == asked), LANGS[0])


def keep_across_pages(page: str) -> None:
    """Put the view back into the URL after a click in the navigation, which empties it."""
    last_page, last = st.session_state.get("view", (page, {}))
    if page != last_page and not any(name in st.query_params for name in VIEW):
        st.query_params.update(last)
    now = {name: value for name, value in st.query_params.items() if name in VIEW}
    st.session_state["view"] = (page, now)


def read(today: date, accounts: Sequence[Account]) -> View:
    """Return the view of the URL; a value it cannot mean is ignored."""
    asked = st.query_params
    start, end = _day(asked.get("from")), _day(asked.get("to"))
    period = asked.get("period", DEFAULT_PERIOD)
    if period not in PERIODS or (period == "custom" and not (start and end and start <= end)):
        period = DEFAULT_PERIOD
    if period != "custom":
        start = end = None
    season = asked.get("season") if period == "season" else None
    if period == "season" and season not in {o.code for o in access.seasons()}:
        period, season = DEFAULT_PERIOD, None
    compare = asked.get("compare", "") if season else ""
    compare = compare if compare in COMPARISONS else next(iter(COMPARISONS))
    platform = asked.get("platform") if asked.get("platform") in PLATFORMS else None
    names = {code(a): a.account for a in accounts if platform in (None, a.platform)}
    account = names.get(asked.get("account", ""))
    return View(language(), period, start, end, platform, account, today, season, compare)


def code(account: Account) -> str:
    """Return what stands for an account in the URL: its id where it has one."""
    return account.account_id or account.account


def filtered(view: View) -> bool:
    """Return whether the view is narrower than the page shows by itself."""
    return bool(view.platform or view.account or view.period != DEFAULT_PERIOD)


def reset() -> None:
    """Take every filter out of the URL; the language stays."""
    url.write(dict.fromkeys(VIEW[1:], ""))


def switch_language(lang: Lang) -> None:
    """Draw the one switch between the languages; page and filters stay."""
    other = next(code for code in LANGS if code != lang)
    st.button(
        words.OTHER_LANGUAGE.to(lang),
        key="switch-language",
        icon=":material/translate:",
        type="tertiary",
        help=words.SWITCH_LANGUAGE.to(lang),
        on_click=url.write,
        args=({"lang": other if other != LANGS[0] else ""},),
    )


def choose(
    view: View, accounts: Sequence[Account], shown: tuple[date, date], compares: bool = True
) -> None:
    """Draw the period and, behind one button, the source; `shown` are the days on the page.

    Parameters
    ----------
    compares : bool
        Whether the page compares with last year, so that a season asks with what.
    """
    choose_period(view, shown, compares)
    choose_source(view, accounts)


def choose_period(view: View, shown: tuple[date, date], compares: bool = True) -> None:
    """Draw the period alone, for a page that always looks at the whole company."""
    _follow("period", view.period)
    st.segmented_control(
        words.PERIOD.to(view.lang),
        list(PERIODS),
        key="period",
        required=True,
        format_func=lambda code: PERIODS[code].to(view.lang),
        label_visibility="collapsed",
        wrap=True,
        on_change=_period_chosen,
        args=(shown,),
    )
    if view.period == "custom":
        _days(view, shown)
    if view.period == "season":
        _season(view, compares)


def choose_source(view: View, accounts: Sequence[Account]) -> None:
    """Draw the button behind which the platform and the account are chosen."""
    marked = view.platform or view.account
    label = PLATFORMS[view.platform].name.to(view.lang) if view.platform else None
    icon = ":material/filter_alt:" if marked else ":material/filter_list:"
    with st.popover(label or words.FILTER.to(view.lang), icon=icon):
        _sources(view, accounts)


def _sources(view: View, accounts: Sequence[Account]) -> None:
    everything = words.ALL.to(view.lang)
    there = {a.platform for a in accounts} | {view.platform}
    names = {code: p.name.to(view.lang) for code, p in PLATFORMS.items() if code in there}
    _select("platform", words.PLATFORM.to(view.lang), names, view.platform, everything)
    labels = {code(a): a.account for a in accounts if view.platform in (None, a.platform)}
    kept = next((key for key, name in labels.items() if name == view.account), None)
    _select("account", words.ACCOUNT.to(view.lang), labels, kept, everything)
    if filtered(view):
        st.button(words.RESET.to(view.lang), on_click=reset, icon=":material/filter_alt_off:")


def _select(
    name: str, label: str, names: dict[str, str], chosen: str | None, everything: str
) -> None:
    _follow(name, chosen or "")
    st.selectbox(
        label,
        ["", *names],
        key=name,
        format_func=lambda code: names[code] if code else everything,
        on_change=_chosen,
        args=(name,),
    )


def _days(view: View, shown: tuple[date, date]) -> None:
    _follow("days", shown)
    st.date_input(
        words.FROM_TO.to(view.lang),
        key="days",
        format="YYYY/MM/DD",
        label_visibility="collapsed",
        on_change=_days_chosen,
        width=280,
    )


def _season(view: View, compares: bool) -> None:
    """Draw which season or campaign, and what it is compared with."""
    names = {o.code: chosen.label(o, view.lang) for o in access.seasons()}
    _follow("season", view.season)
    st.selectbox(
        PERIODS["season"].to(view.lang), list(names), key="season", label_visibility="collapsed",
        format_func=names.__getitem__, on_change=_chosen, args=("season",), width=200,
    )  # fmt: skip
    if not compares:
        return
    _follow("compare", view.compare)
    st.segmented_control(
        words.COMPARE.to(view.lang), list(COMPARISONS), key="compare", required=True,
        format_func=lambda code: COMPARISONS[code].to(view.lang),
        label_visibility="collapsed", on_change=_chosen, args=("compare",),
    )  # fmt: skip


def _follow(key: str, value: object) -> None:
    """Let a widget show what the URL says: set before it is drawn, on every run."""
    st.session_state[key] = value


def _chosen(name: str) -> None:
    url.write({name: st.session_state[name]})


def _period_chosen(shown: tuple[date, date]) -> None:
    period = st.session_state["period"]
    start, end = (day.isoformat() for day in shown) if period == "custom" else ("", "")
    season = access.seasons()[0].code if period == "season" else ""
    period = period if period != DEFAULT_PERIOD else ""
    url.write({"period": period, "from": start, "to": end, "season": season, "compare": ""})


def _days_chosen() -> None:
    days = st.session_state["days"]
    if len(days) == 2:  # one end alone is a choice half made
        url.write({"from": days[0].isoformat(), "to": days[1].isoformat()})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
