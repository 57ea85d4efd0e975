"""Delivery to real local servers: mail and HTTP that answer, refuse, fail, or never answer.

Slack's and LINE's hosts are fixed in the library: they are tried at their own names in
`test_alert_hosts.py`. Teams by Workflows, JSON and mail take any host and are tested as they are.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from kpi.alerts.addresses import Channel
from kpi.alerts.compose import Message
from kpi.alerts.deliver import Why, deliver, targets, worded
from tests.kpi.alert_world import Inbox, listening, soon  # noqa: F401

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),  # on purpose: a server of the tests' own
    pytest.mark.filterwarnings("ignore:Unverified HTTPS"),  # with verify=no, on purpose
]

TOLD = Message("北極星：需處理 1 項", "・單次轉換成本 高於護欄 600\n　看板：http://localhost:8501/")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


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
        ("workflows://prod-1.logic.azure.com:443/643e/sEcret-9", 1),
        ("nonsense", 1),
    ],
)
def test_addresses_with_a_fixed_host_are_understood(url: str, count: int) -> None:
    assert targets(Channel("a", url)) == count
