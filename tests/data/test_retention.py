"""What may name people is let go of after seven days; what names nobody stays."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.journal import Step
from data.state import State
from data.store import Store
from tests.samples import make

FILES = Path(make.FILES)
ADS, ORDERS, ASKING = (
    FILES / "google_one_bad_row.csv",
    FILES / "shopline_orders.csv",
    FILES / "tw_two_formats.csv",
)


def name(path: Path) -> str:
    """Return where a received file lies."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_only_what_may_name_people_goes_and_only_when_its_days_are_over(
    tmp_path: Path, call: Any
) -> None:
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as box:
        box.write(ORDERS, "orders.csv")
    store = Store.at(tmp_path / "store")
    call("import", ADS)
    call("import", packed)
    call("import", ASKING)
    raw = {p.name for p in store.raw.iterdir()}
    assert raw >= {name(ADS), name(ORDERS), name(ASKING)}
    for days, left in ((6, raw), (8, None)):
        for path in store.raw.iterdir():
            os.utime(path, (time.time() - days * 86_400,) * 2)
        call("publish")
        now = {p.name for p in store.raw.iterdir()}
        assert left is None or now == left
    gone = {name(ORDERS), name(ASKING)} | ({name(packed)} & raw)
    assert now == {name(ADS)} | {f"{sha256}.retired" for sha256 in gone}
    sizes = {p.name: p.stat().st_size for p in store.raw.glob("*.retired")}
    assert sizes[f"{name(ORDERS)}.retired"] and not sizes[f"{name(ASKING)}.retired"]
    states = {row.sha256: row.state for row in State.open(store.state_url).journal()}
    assert states[name(ASKING)] is Step.DISCARDED
    assert states[name(ORDERS)] is Step.PUBLISHED
    code, told = call("check")
    assert code == 0 and told["status"] == "ok"
