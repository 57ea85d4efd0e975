"""The Alerts page: every state in both languages, rules kept, a test sent, no address shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang
from kpi.alerts.failing import NEVER
from kpi.alerts.rules import (
    CHOSEN,
    AlertTerms,
    Kind,
    Recipient,
    alert_terms,
    keep_recipient,
    recipients,
)
from pages.ui.alerts import words as own
from pages.ui.alerts.recipients import NEW
from pages.ui.plain import plain
from pages.ui.rules import words as house
from tests.kpi.alert_world import Inbox, listening
from tests.pages.rules import Visit
from tests.pages.test_pages import CJK, NAMES, texts

pytestmark = pytest.mark.slow  # a run of the script a test
KEY = "alerts-mail"


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """A real server behind the channel hook; line has an address that nobody calls."""
    with listening() as found:
        told = f"hook={found.url} line=line://l1ne-T0ken/U123"
        monkeypatch.setenv("LODESTAR_ALERTS", told)
        yield found


def said(app: AppTest) -> str:
    """Return everything the page says."""
    found = (*app.markdown, *app.subheader, *app.error, *app.warning, *app.info, *app.text)
    return "\n".join(x.value for x in found)


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_every_state_is_drawn(
    visit: Visit, store: str, state: State, inbox: Inbox, lang: Lang
) -> None:
    app = visit("alerts", lang=lang)
    assert not app.exception and not app.error
    assert app.subheader[0].value == plain(own.NOBODY.to(lang))
    keep_recipient(state, Recipient("hook", ("網站負責人",), lang), "test", "")
    keep_recipient(state, Recipient("nobody", kinds=(Kind.FILES,)), "test", "")
    assert not app.run().exception
    assert NEVER.to(lang) in app.error[0].value.replace("\\", "")
    assert own.NO_ADDRESS.to(lang) in said(app)
    for channel in (NEW, "hook", "nobody", "never heard of"):
        app.query_params["to"] = channel
        app.run()
        assert not app.exception, channel
    assert "sEcret" not in said(app) and "l1ne" not in said(app)


def test_it_is_worded_in_english_throughout(visit: Visit, state: State, inbox: Inbox) -> None:
    keep_recipient(state, Recipient("hook", lang="en", quiet_to=time(21)), "test", "")
    app = visit("alerts", lang="en")
    for channel in (None, NEW, "hook"):
        if channel:
            app.query_params["to"] = channel
            app.run()
        for text in texts(app):
            for name in NAMES:
                text = text.replace(name, "")
            assert not CJK.search(text), f"not translated: {text}"


def test_a_recipient_is_added_changed_and_removed(visit: Visit, state: State) -> None:
    app = visit("alerts", to=NEW)
    key = f"alerts-{NEW}"
    app.text_input(key=f"{key}-name").set_value("mail")
    app.button(key=f"{key}-save").click().run()
    assert house.WHY_MISSING.zh in said(app) and recipients(state) == ()
    app.text_input(key=f"{key}-why").set_value("first")
    app.button(key=f"{key}-save").click().run()
    assert own.SAVED.zh in said(app) and app.query_params["to"] == "mail"
    assert recipients(state) == (Recipient("mail"),)
    app.multiselect(key=f"{KEY}-owners").set_value(["投放負責人"])
    app.button_group(key=f"{KEY}-kinds").set_value([Kind.FILES, Kind.ACT])
    app.selectbox(key=f"{KEY}-lang").set_value("en")
    app.time_input(key=f"{KEY}-from").set_value(time(22, 30))
    app.text_input(key=f"{KEY}-why").set_value("only mine")
    app.button(key=f"{KEY}-save").click().run()
    assert recipients(state) == (
        Recipient("mail", ("投放負責人",), "en", (Kind.ACT, Kind.FILES), time(22, 30)),
    )
    assert state.audit("setting alert_rules")[-1]["why"] == "only mine"
    app.text_input(key=f"{KEY}-why").set_value("left")
    app.button(key=f"{KEY}-remove").click().run()
    assert recipients(state) == () and "to" not in app.query_params


@pytest.mark.parametrize(
    ("name", "kinds", "refused"),
    [
        ("mailto://me:sEcret-9@example.com", CHOSEN, own.ADDRESS_TYPED),
        ("two words", CHOSEN, own.NAME_MISSING),
        ("mail", (), own.KINDS_MISSING),
    ],
)
def test_what_cannot_be_kept_is_said_in_place(
    visit: Visit, state: State, name: str, kinds: tuple[Kind, ...], refused: object
) -> None:
    app, key = visit("alerts", to=NEW), f"alerts-{NEW}"
    app.text_input(key=f"{key}-name").set_value(name)
    app.button_group(key=f"{key}-kinds").set_value(list(kinds))
    app.text_input(key=f"{key}-why").set_value("try")
    app.button(key=f"{key}-save").click().run()
    assert len(app.error) == 1 and recipients(state) == ()
    assert app.error[0].value == plain(refused.zh)  # type: ignore[attr-defined]
    assert "sEcret" not in str(state.audit())


def test_what_holds_for_all_is_kept(visit: Visit, state: State) -> None:
    app, key = visit("alerts"), "alert-terms"
    app.number_input(key=f"{key}-least").set_value(100)
    app.text_input(key=f"{key}-url").set_value("https://kpi.example.com/")
    app.time_input(key=f"{key}-hour").set_value(time(9))
    app.button(key=f"{key}-save").click().run()
    assert alert_terms(state) == AlertTerms() and house.WHY_MISSING.zh in said(app)
    app.text_input(key=f"{key}-why").set_value("our own")
    app.button(key=f"{key}-save").click().run()
    assert alert_terms(state) == AlertTerms(
        hour=time(9), least=100, base_url="https://kpi.example.com"
    )


def test_a_test_is_sent_and_stands_in_the_record(visit: Visit, state: State, inbox: Inbox) -> None:
    keep_recipient(state, Recipient("hook"), "test", "")  # in its quiet hours, too
    app = visit("alerts", to="hook")
    app.button(key="alerts-test").click().run()
    assert own.TEST_SENT.zh in said(app) and len(inbox.posts) == 1
    inbox.answers = [403] * 3
    app.button(key="alerts-test").click().run()
    assert "HTTP 403" in app.error[0].value
    app.button(key="alerts-back").click().run()
    table = app.table[0].value.to_numpy().ravel()
    assert {own.RESULTS["sent"].zh, own.RESULTS["failed"].zh} <= set(table)
    assert "sEcret" not in said(app)
