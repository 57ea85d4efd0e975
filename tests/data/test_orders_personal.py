"""No buyer leaves the sandbox: keys in their place, and nothing of them on disk after an import."""

from __future__ import annotations

import csv
import hashlib
import hmac
import os
import re
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.reading.reader import read
from data.reading.shop.identity import customer_key
from data.store import Store
from tests.samples import boxes, shop_shopify, shop_taiwan
from tests.samples.shop import Buyer, Order, orders

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KEY = b"\x00\xff" * 40
TODAY = date(2026, 11, 21)
PEOPLE = 1_000
TRACE = re.compile(r"測試人\d+號|0900-?\d{6}|buyer\d+@example\.com|範例市不存在路\d+巷\d+號")
"""What the traces of every buyer look like: one pass instead of five thousand."""


def keyed(identity: str, key: bytes = KEY) -> str:
    """Return a customer's key as the standard library makes it."""
    return hmac.new(key, identity.encode(), hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("member", "mobile", "email", "identity"),
    [
        ("", "", "", None),
        ("訪客", "0912***678", "a***@example.com", None),
        ("0", "02-2345-6789", "no address", None),
        ("", "9.12E+08", "", None),
        (" m001 ", "0912345678", "a@example.com", "member/shopline:M001"),
        ("Ｍ00１", "", "", "member/shopline:Ｍ001"),
        ("", "0912-345-678", "a@example.com", "mobile:0912345678"),
        ("", "'912345678", "", "mobile:0912345678"),
        ("", "+886 912 345 678", "", "mobile:0912345678"),
        ("", "００８８６-９１２３４５６７８", "", "mobile:0912345678"),
        ("", "886912345678", "", "mobile:0912345678"),
        ("guest", "+85291234567", "", "mobile:+85291234567"),
        ("-", "無", " A.B@Example.COM ", "email:a.b@example.com"),
    ],
)
def test_the_best_identity_becomes_a_key(
    tmp_path: Path, member: str, mobile: str, email: str, identity: str | None
) -> None:
    path, out = tmp_path / "file", tmp_path / "1.parquet"
    header = ["訂單號碼", "訂單日期", "訂單合計", "付款狀態", "會員編號", "手機", "電郵"]
    line = ["1", "2026-09-02", "1", "已付款", member, mobile, email]
    boxes.utf8(path, [header, line])
    assert read(path, "any", out, {}, today=TODAY, key=KEY).status == "parsed"
    (got,) = duckdb.read_parquet(str(out)).project("customer").fetchall()[0]
    assert got == (None if identity is None else keyed(identity))


def test_the_key_of_a_store_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LODESTAR_CUSTOMER_KEY", raising=False)
    store = Store.at(tmp_path / "store")
    key = customer_key(store)
    assert len(key) >= 32 and customer_key(store) == key
    assert stat.S_IMODE(store.customer_key.stat().st_mode) == 0o600
    assert customer_key(Store.at(tmp_path / "other")) != key
    monkeypatch.setenv("LODESTAR_CUSTOMER_KEY", "0" * 32)
    assert customer_key(store) == b"0" * 32
    monkeypatch.setenv("LODESTAR_CUSTOMER_KEY", "short")
    with pytest.raises(ValueError, match="at least 16 characters"):
        customer_key(store)


BAD = {
    "a cell too few": (2, lambda cells: cells[:-9]),
    "a cell too many": (3, lambda cells: [*cells, "buyer0001@example.com"]),
    "shifted by one": (4, lambda cells: ["", *cells[:-1]]),
    "a name for a number": (5, lambda cells: [*cells[:16], "測試人0001號", *cells[17:]]),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_held_back_names_nobody(tmp_path: Path, kind: str) -> None:
    row, harm = BAD[kind]
    table = shop_shopify.table(orders("held", 60, ("discount", "shipping", "order_tax")))
    table[row - 1] = harm(table[row - 1])
    path, out = tmp_path / "file", tmp_path / "1.parquet"
    boxes.utf8(path, table)
    report = read(path, "any", out, {"quarantine": "load"}, today=TODAY, key=KEY)
    aside = out.with_suffix(".quarantine.csv")
    said = repr(report.to_json()) + (aside.read_text("utf-8") if aside.exists() else "")
    assert report.problems
    assert [w for b in map(Buyer, range(1, 61)) for w in traces(b) if w in said] == []


def traces(buyer: Buyer) -> tuple[str, ...]:
    """Return every value that would give a person away."""
    mobile = buyer.mobile
    return (buyer.name, mobile, f"{mobile[:4]}-{mobile[4:]}", buyer.email, buyer.address)


def people(seed: str) -> list[Order]:
    """Return orders of a thousand people, one each."""
    made = orders(seed, PEOPLE, ("discount", "shipping", "order_tax"))
    return [replace(o, buyer=Buyer(o.number), said="paid") for o in made]


def files(folder: Path) -> Iterator[Path]:
    """Write order files of a thousand people, each with rows that cannot be read."""
    table = shop_shopify.table(people("shopify"))
    for row, (_, harm) in zip((50, 90, 130, 170), BAD.values(), strict=True):
        if harm is not BAD["a name for a number"][1]:
            table[row] = harm(table[row])
    boxes.utf8(folder / "shopify.csv", table)
    yield folder / "shopify.csv"
    made = [replace(o, said="已完成") for o in people("tw")]
    chosen = shop_taiwan.layout(made, shop_taiwan.LAYOUTS["shopline"])
    chosen[40][2] = chosen[40][6]  # a name where the status stands
    chosen[41][10] = chosen[41][7]  # a mobile number where the total stands
    chosen[41][10] += " 元整"
    boxes.cp950(folder / "shopline.csv", chosen)
    yield folder / "shopline.csv"
    boxes.xlsx(folder / "shopline.xlsx", [("訂單", chosen[:200])])
    yield folder / "shopline.xlsx"
    boxes.utf8(folder / "unknown.csv", [[str(c) for c in r] for r in chosen[1:]])
    yield folder / "unknown.csv"


def everything(root: Path, but: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield every file under a folder as text; tables as their rows, which lie compressed."""
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        if but and path.parent == but:
            continue
        yield path, path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            yield path, repr(duckdb.read_parquet(str(path)).fetchall())
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as con:
                for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                    yield path, repr(con.table(name).fetchall())


def found(root: Path, but: Path | None = None) -> dict[str, list[str]]:
    """Return the people found in each file."""
    every = {w for n in range(1, PEOPLE + 1) for w in traces(Buyer(n))}
    hits = {str(p): every.intersection(TRACE.findall(text)) for p, text in everything(root, but)}
    return {path: sorted(words)[:3] for path, words in hits.items() if words}


def run(*words: object, store: Path, temp: Path) -> str:
    """Run the terminal door with a log and a temporary folder of its own; return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, words), "--store", str(store)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"TMPDIR": str(temp), "LODESTAR_TODAY": str(TODAY)},
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_thousand_people_are_nowhere_on_disk(tmp_path: Path) -> None:
    store, temp, given = (tmp_path / n for n in ("store", "temp", "given"))
    temp.mkdir()
    given.mkdir()
    for path in files(given):
        answers = ("--answer", "quarantine=load", "--answer", "currency=TWD")
        said = run("import", path, *answers, "--json", store=store, temp=temp)
        (temp / f"{path.name}.log").write_text(said, "utf-8")
        assert ('"loaded", "import_id"' in said) == (path.name != "unknown.csv"), said[-2000:]
    assert list(Store.at(store).parsed.glob("*.quarantine.csv"))
    assert found(store, but=store / "raw") == found(temp) == {}
    kept = {p.name for p in (store / "raw").iterdir()}
    assert found(store / "raw")  # the files themselves, for their seven days
    age(store / "raw", days=6)
    run("imports", store=store, temp=temp)
    run("publish", store=store, temp=temp)
    assert {p.name for p in (store / "raw").iterdir()} == kept
    age(store / "raw", days=8)
    run("publish", store=store, temp=temp)
    assert {p.name for p in (store / "raw").iterdir()} == {f"{name}.retired" for name in kept}
    assert found(store) == {}
    for rows in Store.at(store).parsed.glob("*.parquet"):
        rows.unlink()
    Store.at(store).master.unlink()
    run("publish", store=store, temp=temp)  # built again from what took their place
    checked = run("check", "--json", store=store, temp=temp)
    assert '"ok": false' not in checked and len(list(Store.at(store).parsed.glob("*.parquet"))) == 3


def age(folder: Path, days: int) -> None:
    """Make the files of a folder some days older than they are."""
    for path in folder.iterdir():
        os.utime(path, (time.time() - days * 86_400,) * 2)


def test_a_quarantine_file_still_says_what_is_wrong(tmp_path: Path) -> None:
    table = shop_shopify.table(orders("words", 60, ("discount", "shipping", "order_tax")))
    at = shop_shopify.HEADER.index("Financial Status")
    table[1][at] = "=cmd()"
    path, out = tmp_path / "file", tmp_path / "1.parquet"
    boxes.utf8(path, table)
    read(path, "any", out, {"quarantine": "load"}, today=TODAY, key=KEY)
    with out.with_suffix(".quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    kept = (first["row"], first["column"], first["Financial Status"], first["Name"])
    assert kept == ("2", "Financial Status", "'=cmd()", "#1001")
    assert (first["Email"], first["Billing Name"], first["Notes"]) == ("***",) * 3


def test_every_trace_of_a_person_would_be_found() -> None:
    for number in (1, PEOPLE):
        person = traces(Buyer(number))
        assert TRACE.findall(f"a{'b'.join(person)}c") == list(person)
