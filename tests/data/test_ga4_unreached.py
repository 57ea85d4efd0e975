"""Where nobody answers for Google: said in words, nothing of the key shown, nothing lost."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from data.__main__ import main
from data.ga4.access import ENDPOINT, KEY_FILE, Access, access
from data.ga4.asking import Interrupted, ask
from data.ga4.no_access import NoAccess
from data.ga4.tables import TABLES

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def nobody() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture(scope="module")
def secret() -> str:
    """Return a private key as it stands in a service account's file."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobody: str, secret: str) -> str:
    """Lay a good key whose owner cannot sign in, for the line is down; return its address."""
    said = {
        "type": "service_account", "private_key": secret, "private_key_id": "1",
        "client_email": "board@shop.example", "token_uri": f"{nobody}/token",
    }  # fmt: skip
    (tmp_path / "key.json").write_text(json.dumps(said))
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key.json"))
    monkeypatch.delenv(ENDPOINT, raising=False)
    return said["client_email"]


@pytest.fixture
def busy() -> Iterator[str]:
    """Serve an address that has no time."""

    class Busy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing beside the tests' own lines."""

    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_who_cannot_sign_in_hears_that_the_line_is_down(key: str) -> None:
    found = access()
    assert found.address == key
    with pytest.raises(NoAccess, match=r"cannot be reached.*says nothing about the key") as refused:
        found.properties()
    assert "analyticsadmin.googleapis.com" in refused.value.text.zh


def test_a_pull_waits_for_the_line_and_then_stops_with_what_it_has(key: str) -> None:
    waited: list[float] = []
    with pytest.raises(Interrupted, match="did not answer"):
        ask(access(), "123456", TABLES[0], DAY, DAY, waited.append)
    assert len(waited) > 3


@pytest.mark.parametrize(("kind", "said"), [("nobody", "cannot be reached"), ("busy", "just now")])
def test_where_nobody_answers_it_is_said(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str, said: str
) -> None:
    monkeypatch.setenv(ENDPOINT, request.getfixturevalue(kind))
    there: Access = access()
    with pytest.raises(NoAccess, match=said):
        there.properties()


def test_the_terminal_says_it_in_a_line_and_shows_nothing_of_the_key(
    key: str, secret: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    assert main(["pull", "ga4", "--lang", "en", "--store", str(store)]) == 2
    said = capsys.readouterr()
    assert "cannot be reached" in said.err and "Traceback" not in said.err
    every = said.out + said.err + "".join(
        path.read_text("utf-8", "replace") for path in store.rglob("*") if path.is_file()
    )  # fmt: skip
    parts = [line for line in secret.splitlines() if "KEY" not in line]
    assert parts and not [part for part in parts if part in every]


def test_a_path_without_a_file_is_no_broken_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ENDPOINT, raising=False)
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "gone.json"))
    with pytest.raises(NoAccess, match=r"names .*gone\.json, where there is no file"):
        access()
