"""Addresses hold passwords: where they come from, and that nobody ever sees one."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from datetime import date as d
from pathlib import Path

import pytest

from data.state import State
from data.text import LANGS, Lang
from kpi.alerts.addresses import EXAMPLES, SECRETS, channels
from kpi.alerts.failing import failing
from kpi.alerts.rules import AlertTerms, Recipient, keep_recipient, keep_terms
from kpi.alerts.run import Run
from tests.kpi.alert_world import ACT, ANY_HOUR, Inbox, at, goal, listening, looks, soon  # noqa: F401

pytestmark = pytest.mark.slow

SECRETS_USED = ("sEcret-9", "Pa55-word", "l1ne-T0ken")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def test_no_secret_is_in_output_log_or_state(
    state: State, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Whatever happens: sent, refused, unreachable, misspelt; with every logger at its loudest."""
    state.save_goal(goal(rank="star"), "test", "")
    urls = [
        inbox.url, "json://kpi:sEcret-9@127.0.0.1:1/sEcret-9", "nosuch://sEcret-9@x",
        "mailto://kpi:Pa55-word@127.0.0.1:1?from=a@example.com&to=b@example.com", "slack://sEcret-9",
        f"json://127.0.0.1:{inbox.port}/services/sEcret-9/l1ne-T0ken",
    ]  # fmt: skip
    told = " ".join(f"c{n}={url}" for n, url in enumerate(urls))
    known = channels({"LODESTAR_ALERTS": told}, tmp_path / "none.toml")
    assert list(known) == [f"c{n}" for n in range(len(urls))]
    for name in known:
        keep_recipient(state, Recipient(name, **ANY_HOUR), "test", "")
    with caplog.at_level(logging.DEBUG):
        run = Run(looks(ACT, d(2026, 11, 23)), state, at("24 09:00"), known)
        outcomes = run.all(dry=False)
        tests = [run.test(o.recipient) for o in outcomes]
    assert {o.status for o in outcomes} == {"sent", "failed"} == {o.status for o in tests}
    out = capfd.readouterr()
    seen = [out.out, out.err, caplog.text, repr(run), repr(known), repr(outcomes)]
    seen += [str(o.as_json("zh")) for o in outcomes]
    seen += [t.zh + t.en for t in failing(state, at("24 09:01"))]
    with sqlite3.connect(tmp_path / "state.sqlite") as con:
        seen += list(con.iterdump())
    for secret in SECRETS_USED:
        assert not [text for text in seen if secret in text], secret


def test_addresses_come_from_the_environment_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('[alerts]\nmail = "mailto://a"\nhook = "json://b"\nodd = 3\n', encoding="utf-8")
    found = channels({"LODESTAR_ALERTS": "hook=json://c?x=1&y=2\n broken  =no "}, path)
    assert {n: c.url for n, c in found.items()} == {
        "mail": "mailto://a", "hook": "json://c?x=1&y=2",
    }  # fmt: skip
    for broken in (b"[alerts\n", b"\xff\xfe", b'alerts = "x"', b""):
        path.write_bytes(broken)
        assert channels({}, path) == {}
    assert SECRETS.parts[-2:] == (".streamlit", "secrets.toml")
    assert channels({}, tmp_path / "missing.toml") == {}


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_is_one(tmp_path: Path, lang: Lang) -> None:
    """Every line of it is read, and understood once it has an ID and keys of the usual form."""
    path = tmp_path / "secrets.toml"
    path.write_text(EXAMPLES.to(lang), encoding="utf-8")
    found = channels({}, path)
    assert list(found) == ["mail-ads", "slack-ads", "teams-ads", "line-team", "hook"]
    assert [name for name, channel in found.items() if channel.is_metered] == ["line-team"]


def test_terms_are_tidied(state: State) -> None:
    keep_terms(state, AlertTerms(base_url=" https://kpi.example.com/ "), "test", "")
    assert state.setting("alert_terms")["base_url"] == "https://kpi.example.com"
