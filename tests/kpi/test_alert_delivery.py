"""Delivery to real local servers: mail and HTTP that answer, refuse, fail, or never answer.

Slack's, LINE's and the old Teams connector's hosts are fixed in the library: that their addresses
are understood is tested, and LINE's own sender against a local server put in the place of its host.
Teams by Workflows, JSON and mail take any host and are tested as they are.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import logging
import socket
import sqlite3
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import date as d
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from apprise.plugins.base import NotifyBase

from data.state import Alert, State
from data.text import LANGS, Lang
from kpi.alerts import deliver as delivery
from kpi.alerts.addresses import EXAMPLES, SECRETS, Channel, channels
from kpi.alerts.compose import Message
from kpi.alerts.deliver import Why, deliver, targets, worded
from kpi.alerts.failing import failing, without_channel
from kpi.alerts.rules import AlertTerms, Recipient, keep_recipient, keep_terms
from kpi.alerts.run import Run
from kpi.goals.goal import Goal
from tests.kpi.alert_world import ACT, ANY_HOUR, GOOD, Desk, Inbox, at, goal, listening, looks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),  # on purpose: a server of the tests' own
    pytest.mark.filterwarnings("ignore:Unverified HTTPS"),  # with verify=no, on purpose
]

TOLD = Message("北極星：需處理 1 項", "・單次轉換成本 高於護欄 600\n　看板：http://localhost:8501/")
SECRETS_USED = ("sEcret-9", "Pa55-word", "l1ne-T0ken")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "WAIT", (0.01, 0.02))
    monkeypatch.setattr(NotifyBase, "request_rate_per_sec", 0.01)  # it spares servers not its own


class Post:
    """What a real SMTP server took; it lets in whoever knows the password, where it asks."""

    def __init__(self) -> None:
        self.mails: list[email.message.EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


def lets_in(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    return AuthResult(success=given.password == b"Pa55-word")


@pytest.fixture
def post() -> Iterator[tuple[Post, int]]:
    handler = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    keeper = Controller(
        handler,
        "127.0.0.1",
        port,
        authenticator=lets_in,
        auth_require_tls=False,
        auth_required=True,
    )
    keeper.start()
    yield handler, port
    keeper.stop()


def mail(port: int, password: str = "Pa55-word") -> Channel:
    who = f"kpi:{password}@127.0.0.1:{port}"
    return Channel(
        "mail", f"mailto://{who}?from=kpi@example.com&to=a@example.com,b@example.com&cto=1"
    )


def test_a_mail_arrives_as_it_was_written(post: tuple[Post, int]) -> None:
    handler, port = post
    assert deliver(mail(port), TOLD) is None
    assert [m["to"] for m in handler.mails] == ["a@example.com", "b@example.com"]
    (first, _) = handler.mails
    body = first.get_body(("plain", "html"))
    assert first["subject"] == TOLD.subject
    assert body is not None
    text = body.get_content()
    assert "・單次轉換成本 高於護欄 600" in text and "　看板：http://localhost:8501/" in text


def test_a_wrong_password_is_said_and_not_shown(post: tuple[Post, int]) -> None:
    handler, port = post
    assert deliver(mail(port, "wrong-sEcret-9"), TOLD) == Why.UNREACHED
    assert handler.mails == []


@pytest.mark.parametrize(
    ("answers", "failed", "tries"),
    [
        ([], None, 1),
        ([500], None, 2),
        ([500, 500], None, 3),
        ([500, 500, 500], "refused 500", 3),
        ([401] * 9, "refused 401", 3),
        ([404, 404, 429], "refused 429", 3),
    ],
)
def test_refusals_are_retried_a_few_times(
    inbox: Inbox, answers: list[int], failed: str | None, tries: int
) -> None:
    inbox.answers = answers
    assert deliver(Channel("hook", inbox.url), TOLD) == failed
    assert (inbox.tries, len(inbox.posts)) == (tries, failed is None)
    if not failed:
        assert (inbox.posts[0]["title"], inbox.posts[0]["message"]) == (TOLD.subject, TOLD.body)


def test_a_server_that_never_answers_is_given_up(inbox: Inbox) -> None:
    inbox.silent = 3
    began = datetime.now(UTC)
    channel = Channel("hook", inbox.url + "?rto=0.2")
    assert deliver(channel, TOLD) == Why.UNREACHED
    assert datetime.now(UTC) - began < timedelta(seconds=3)


@pytest.mark.parametrize(
    ("channel", "failed"),
    [
        (None, Why.NO_ADDRESS),
        (Channel("a", "nonsense"), Why.BAD_ADDRESS),
        (Channel("a", "nosuch://sEcret-9@host"), Why.BAD_ADDRESS),
        (Channel("a", "slack://sEcret-9"), Why.BAD_ADDRESS),
        (Channel("a", "json://127.0.0.1:1/"), Why.UNREACHED),
    ],
)
def test_addresses_that_cannot_work(channel: Channel | None, failed: str) -> None:
    assert deliver(channel, TOLD) == failed
    assert "sEcret" not in worded(failed).zh + worded(failed).en


@pytest.mark.parametrize("why", [*Why, "refused 503", "", "something else"])
def test_every_reason_has_its_words(why: str) -> None:
    assert worded(why).zh and worded(why).en and "{" not in worded(why).zh


# -- over TLS: webhooks and Teams ------------------------------------------------------------------


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[tuple[int, list[tuple[str, bytes]]]]:
    """A real HTTPS server with a certificate nobody vouches for."""
    seen: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            seen.append((self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, seen
    server.shutdown()
    server.server_close()


def _certificate(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    here = x509.IPAddress(ip_address("127.0.0.1"))
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
        .public_key(key.public_key()).not_valid_before(today - timedelta(1))
        .not_valid_after(today + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([here]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )  # fmt: skip
    return path


@pytest.mark.parametrize("schema", ["jsons", "workflows"])
def test_webhook_and_teams_over_tls(tls: tuple[int, list[tuple[str, bytes]]], schema: str) -> None:
    port, seen = tls
    url = f"{schema}://127.0.0.1:{port}/workflow1/sEcret-9"
    assert deliver(Channel("a", url), TOLD) == Why.UNREACHED  # nobody vouches for it
    assert seen == []
    assert deliver(Channel("a", url + "?verify=no"), TOLD) is None
    ((path, body),) = seen
    assert "workflow1" in path and "600" in body.decode("unicode_escape")


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/%23kpi", 1),
        ("slack://xoxb-1234-1234-abc124/%23kpi/%23ads", 2),
        ("line://l1ne-T0ken/U123", 1),
        ("line://l1ne-T0ken/U123/U456/C789", 3),
        ("msteams://team/8b799edf-6f98-4d3a-9be7-2862fb4e5752@c0ffee/c0ffee00/123456789/", 1),
        ("workflows://prod-1.logic.azure.com:443/643e/sEcret-9", 1),
        ("nonsense", 1),
    ],
)
def test_addresses_with_a_fixed_host_are_understood(url: str, count: int) -> None:
    assert targets(Channel("a", url)) == count


def test_line_s_own_sender(monkeypatch: pytest.MonkeyPatch, state: State, inbox: Inbox) -> None:
    """LINE's sender itself; only its host, which no address can change, is put elsewhere."""
    from apprise.plugins.line import NotifyLine

    monkeypatch.setattr(NotifyLine, "notify_url", f"http://127.0.0.1:{inbox.port}/push")
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox, heads=7)
    desk.known = {"hook": Channel("hook", "line://l1ne-T0ken/U123/C789")}
    outcome = desk.run(at("24 09:00"), looks(ACT, d(2026, 11, 23)))
    assert (outcome.status, outcome.messages) == ("sent", 14)
    assert {p["to"] for p in inbox.posts} == {"U123", "C789"}
    assert "github" not in str(inbox.posts), "no picture from elsewhere"
    (text,) = [m["text"] for m in inbox.posts[0]["messages"]]
    assert "北極星：需處理 1 項" in text and "NT$700" in text
    assert state.messages_since(datetime(2026, 10, 31, 16)) == 14
    for when, status in (("24 12:00", "waits"), ("25 08:00", "waits"), ("25 08:30", "sent")):
        assert desk.run(at(when), looks(GOOD, d(2026, 11, 23))).status == status, when


# -- LINE's plan -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "heads", "status"),
    [(0, 1, "would_send"), (198, 2, "would_send"), (199, 1, "would_send"), (199, 2, "used_up"),
     (200, 1, "used_up"), (201, 1, "used_up")],
)  # fmt: skip
@pytest.mark.parametrize("dry", [True, False])
def test_line_s_plan(
    state: State, inbox: Inbox, monkeypatch: pytest.MonkeyPatch,
    used: int, heads: int, status: str, dry: bool,
) -> None:  # fmt: skip
    from apprise.plugins.line import NotifyLine

    monkeypatch.setattr(NotifyLine, "notify_url", f"http://127.0.0.1:{inbox.port}/push")
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox, heads=heads)
    desk.known = {"hook": Channel("hook", "line://l1ne-T0ken/U123")}
    early = datetime(2026, 10, 31, 16)  # midnight in Taipei on the 1st
    spent = {"hook": (early, used), "before": (early - timedelta(seconds=1), 500)}
    for channel, (when, count) in spent.items():
        drafts = [Alert(channel, "x", "x", "act", when, result="sent", messages=count)]
        _kept(state, drafts)
    outcome = desk.run(at("24 09:00"), looks(ACT, d(2026, 11, 23)), dry=dry)
    told = "sent" if status == "would_send" and not dry else status
    assert outcome.status == told
    assert len(inbox.posts) == (told == "sent")
    if status == "used_up":
        assert f"{used} 則" in outcome.said("zh") and "200" in outcome.said("en")
        if used >= 200:
            assert any("已用完" in text.zh for text in failing(state, at("24 09:00")))
        following = desk.run(at("2026-12-01 09:00"), looks(ACT, d(2026, 11, 30)), dry=True)
        assert following.status == "would_send"


def _kept(state: State, alerts: list[Alert]) -> None:
    with state.writing() as con:
        from data import tables

        for alert in alerts:
            values = {name: getattr(alert, name) for name in Alert.__slots__}
            con.execute(tables.alerts.insert().values(values))


# -- several channels, and what is said of failures ------------------------------------------------


def test_one_failing_channel_never_stops_the_others(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    names = ("first", "broken", "unknown", "last")
    for name in names:
        keep_recipient(state, Recipient(name, **ANY_HOUR), "test", "")
    known = {n: Channel(n, inbox.url) for n in ("first", "last")}
    known["broken"] = Channel("broken", "json://kpi:sEcret-9@127.0.0.1:1/")
    run = Run(looks(ACT, d(2026, 11, 23)), state, at("24 09:00"), known)
    assert [o.status for o in run.all(dry=False)] == ["sent", "failed", "failed", "sent"]
    assert len(inbox.posts) == 2
    said = failing(state, at("24 09:01"))
    assert ["broken" in t.zh for t in said] == [True, False] and "unknown" in said[1].en
    # the next run tries again, and only those
    known["broken"] = known["unknown"] = Channel("x", inbox.url)
    again = Run(looks(ACT, d(2026, 11, 23)), state, at("24 09:15"), known)
    assert [o.status for o in again.all(dry=False)] == ["nothing", "sent", "sent", "nothing"]
    assert failing(state, at("24 09:16")) == ()


def test_what_recovered_before_it_could_be_told_is_not_told(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox)
    inbox.answers = [500] * 3
    assert desk.kinds(at("24 09:00"), ACT) == "failed"
    assert desk.kinds(at("24 09:15"), GOOD) == "nothing"
    assert desk.kinds(at("25 09:00"), ACT) == "act"


def test_the_test_message_clears_a_failure(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox)
    inbox.answers = [403] * 3
    assert desk.kinds(at("24 09:00"), ACT) == "failed"
    assert "HTTP 403" in failing(state, at("24 09:01"))[0].zh
    run = Run(None, state, at("24 09:02"), desk.known)
    assert run.test(desk.recipient).status == "sent"
    assert failing(state, at("24 09:03")) == ()
    assert desk.kinds(at("24 09:15"), ACT) == "act"  # and the news is still told


@pytest.mark.parametrize(
    ("served", "now", "said"),
    [(None, "24 09:00", "還沒有執行過"), ("24 08:00", "24 09:00", ""),
     ("22 09:00", "24 09:00", ""), ("22 08:00", "24 09:00", "2026/11/22 08:00")],
)  # fmt: skip
def test_a_job_that_does_not_run_is_said(
    state: State, served: str | None, now: str, said: str
) -> None:
    assert failing(state, at(now)) == (), "nobody is to be told: nothing is missing"
    keep_recipient(state, Recipient("hook"), "test", "")
    if served:
        state.serve("hook", at(served).astimezone(UTC).replace(tzinfo=None))
    found = failing(state, at(now))
    assert len(found) == bool(said) and all(said in text.zh for text in found)


def test_owners_without_a_channel_are_named_once(state: State) -> None:
    owners = ("投放負責人", "網站負責人", "投放負責人")
    docs = [
        goal(id=f"g{n}", owner={"zh": zh, "en": f"lead {n}"}) for n, zh in enumerate(owners)
    ] + [goal(id="w", rank="watched", owner={"zh": "路人", "en": "bystander"})]
    goals = [Goal.from_doc(doc) for doc in docs]
    assert without_channel(state, goals) is None, "alerts are not in use"
    keep_recipient(state, Recipient("hook", ("別人",)), "test", "")
    said = without_channel(state, goals)
    assert said and said.zh.count("投放負責人") == 1 and "網站負責人" in said.zh
    assert "路人" not in said.zh
    keep_recipient(state, Recipient("hook", ("投放負責人", "網站負責人")), "test", "")
    assert without_channel(state, goals) is None


# -- secrets ---------------------------------------------------------------------------------------


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
