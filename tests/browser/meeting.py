"""A sample shop in whose meeting one stands, and a line to it that can be cut."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from threading import Thread
from urllib.parse import urlsplit

import pytest

from data.snapshot import current
from data.state import State
from data.store import Store
from data.text import Text
from kpi.goals.playbook import SKIP
from kpi.review.deciding import decide
from kpi.review.frozen import Driver
from kpi.review.opening import last_week, open_review
from kpi.review.record import Review
from tests.data import sample_shop
from tests.stores import once

TODAY = date.fromisoformat(sample_shop.TODAY)
NOW = last_week(TODAY)
BEFORE, LONG = NOW.moved(-7).start.isoformat(), NOW.moved(-14).start.isoformat()
REVIEW = NOW.start.isoformat()
DECIDABLE = "shop-cac"
"""A goal that is to be decided on, and was left alone the week before."""
LONG_NAME = Text(
    "新客首購後九十天之內的回購率（僅自有官網，不含門市、企業採購與電商平台代收的訂單）",
    "Repurchase within ninety days of the first order (own site only, without shops, corporate"
    " orders and marketplaces that collect for us)",
)


def lay(folder: Path, factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay the sample shop into a folder, with three reviews: one of them of long names."""
    copytree(
        once(factory, "sample-shop-in-a-meeting", lambda to: _open(to, factory)), folder / "store"
    )
    return {"LODESTAR_SAMPLE": "on", "LODESTAR_TODAY": sample_shop.TODAY}


def state_of(folder: Path) -> State:
    return State.open(Store(folder / "store").state_url)


def _open(root: Path, factory: pytest.TempPathFactory) -> None:
    copytree(sample_shop.filled(factory).store.root, root)
    store = Store(root)
    state, seen = State.open(store.state_url), current(store)
    before = open_review(seen, state, NOW.moved(-7), TODAY, "test")
    decide(state, before, DECIDABLE, SKIP, by="test")
    now = open_review(seen, state, NOW, TODAY, "test")
    state.save_review(_long(now).as_doc(), "test", "long names")


def _long(found: Review) -> Review:
    """Return a review whose every name, figure and sentence is as long as they get."""
    drivers = tuple(
        Driver(LONG_NAME, Decimal(effect)) for effect in ("-0.221", "-0.113", "-0.041", "0.064")
    )
    frozen = tuple(
        replace(
            one,
            name=LONG_NAME,
            figure=Text("1,234.5 萬", "NT$12,345,678"),
            limits=Text(
                "應達 12,345.6 萬｜護欄 9,876.5 萬", "Due NT$123,456,789 | guardrail NT$98,765,432"
            ),
            drivers=drivers,
            why=Text(f"{LONG_NAME.zh}，{LONG_NAME.zh}。", f"{LONG_NAME.en}; {LONG_NAME.en}."),
        )
        for one in found.frozen
    )  # fmt: skip
    agenda = tuple(replace(item, title=LONG_NAME) for item in found.agenda)
    return replace(found, id=LONG, frozen=frozen, agenda=agenda, version=0)


class Wire:
    """A line to a server that can be cut: a small TCP proxy."""

    def __init__(self, address: str) -> None:
        self._to = (urlsplit(address).hostname, urlsplit(address).port)
        self._ends: list[socket.socket] = []
        self.is_cut = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut every line, and let no other come up."""
        self.is_cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                near, _ = self._door.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):  # cut
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
