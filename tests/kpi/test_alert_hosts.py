"""Slack, LINE and Teams tried whole, over TLS and at their own hosts: a proxy stands for them.

No address can change these hosts. What reaches them is what `HTTPS_PROXY` lets through, as in a
company's network; here the proxy is a real server that answers in their place.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from apprise.plugins.base import NotifyBase

from kpi.alerts import deliver as delivery
from kpi.alerts.addresses import Channel
from kpi.alerts.compose import Message
from kpi.alerts.deliver import Why, deliver, targets, worded

pytestmark = pytest.mark.slow

TOLD = Message("北極星：需處理 1 項", "・單次轉換成本 高於護欄 600\n　看板：http://localhost:8501/")
HOSTS = ("hooks.slack.com", "slack.com", "api.line.me", "prod-1.logic.azure.com")
HOOK = "T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
FLOW = "https://prod-1.logic.azure.com:443/workflows/643e69f8/triggers/manual/paths/invoke"


@dataclass
class World:
    """What stands for the hosts outside: what they were told, and how they answer."""

    port: int = 0
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    told: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [f"{host}{path}" for host, path, _ in self.told]


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A proxy that answers for every host in `HOSTS`, vouched for by a certificate of its own."""
    monkeypatch.setattr(delivery, "WAIT", (0.01, 0.02))
    monkeypatch.setattr(NotifyBase, "request_rate_per_sec", 0.01)
    world, pem = World(), _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)

    class Handler(BaseHTTPRequestHandler):
        host = ""

        def do_CONNECT(self) -> None:
            self.host = self.path.partition(":")[0]
            self.send_response(200)
            self.end_headers()
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", 0)
            self.close_connection = False

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, said = world.answers.get(self.host, (200, "{}"))
            world.told.append((self.host, self.path, json.loads(body)))
            self.send_response(status)
            self.send_header("content-length", str(len(said.encode())))
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    world.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{world.port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    yield world
    server.shutdown()
    server.server_close()


def _certificate(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a company's proxy")])
    hosts = x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
        .public_key(key.public_key()).not_valid_before(today - timedelta(1))
        .not_valid_after(today + timedelta(1)).add_extension(hosts, False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "proxy.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.mark.parametrize(
    ("url", "answer", "where"),
    [
        (f"slack://{HOOK}/%23kpi", "ok", f"hooks.slack.com/services/{HOOK}"),
        (f"https://hooks.slack.com/services/{HOOK}", "ok", f"hooks.slack.com/services/{HOOK}"),
        ("slack://xoxb-1234-1234-abc124/%23kpi", '{"ok": true, "channel": "C1"}',
         "slack.com/api/chat.postMessage"),
        ("line://l1ne-T0ken/U123", "{}", "api.line.me/v2/bot/message/push"),
        (f"{FLOW}?api-version=2022-03-01&sp=run&sv=1.0&sig=sEcret-9", "{}",
         "prod-1.logic.azure.com:443/workflows/643e69f8/triggers/manual/paths/invoke"),
    ],
)  # fmt: skip
def test_a_message_reaches_the_service_s_own_host(
    outside: World, url: str, answer: str, where: str
) -> None:
    outside.answers = dict.fromkeys(HOSTS, (200, answer))
    assert deliver(Channel("a", url), TOLD) is None
    ((host, path, body),) = outside.told
    assert f"{host}{path}".startswith(where.replace(":443", ""))
    said = json.dumps(body, ensure_ascii=False)
    assert TOLD.subject in said and "高於護欄 600" in said and "github" not in said


@pytest.mark.parametrize(
    ("url", "answer", "why", "tries"),
    [
        (f"slack://{HOOK}/%23kpi", (404, "no_team"), "refused 404", 3),
        (f"slack://{HOOK}/%23kpi", (403, "invalid_token"), "refused 403", 3),
        ("slack://xoxb-1234-1234-abc124/%23kpi", (200, '{"ok": false, "error": "not_in_channel"}'),
         None, 3),
        ("line://l1ne-T0ken/U123", (401, '{"message": "Authentication failed"}'), "refused 401", 3),
        ("line://l1ne-T0ken/U123", (429, '{"message": "monthly limit"}'), "refused 429", 3),
    ],
)  # fmt: skip
def test_a_refusal_is_retried_and_told_without_its_key(
    outside: World, url: str, answer: tuple[int, str], why: str | None, tries: int
) -> None:
    outside.answers = dict.fromkeys(HOSTS, answer)
    failed = deliver(Channel("a", url), TOLD)
    assert failed is not None and (why is None or failed == why)
    assert len(outside.told) == tries
    assert "T0ken" not in worded(failed).zh and "xoxb" not in worded(failed).en


@pytest.mark.parametrize(
    "url",
    [
        "msteams://team/8b799edf-6f98-4d3a-9be7-2862fb4e5752@c0ffee/c0ffee00/123456789/",
        "https://acme.webhook.office.com/webhookb2/8b799edf@c0ffee/IncomingWebhook/c0ffee00/123",
        "https://outlook.office.com/webhook/8b799edf@c0ffee/IncomingWebhook/c0ffee00/123",
    ],
)
def test_teams_former_connectors_are_told_what_took_their_place(url: str) -> None:
    assert deliver(Channel("a", url), TOLD) == Why.RETIRED
    assert "工作流程" in worded(Why.RETIRED).zh and "workflow" in worded(Why.RETIRED).en
    assert targets(Channel("a", url)) == 1
