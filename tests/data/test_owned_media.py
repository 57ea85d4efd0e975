"""Newsletters, the LINE account and pages: recognised or mapped, then in figures."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from data.mapping import guess, mappings
from data.mapping.mapping import OF_BOOK, ColumnMapping, MappedColumn, choices
from data.mapping.sketch import Sketch
from data.schema import OWNED, OwnedMeasure
from data.state import State
from data.store import Store
from kpi.__main__ import main as kpi

pytestmark = pytest.mark.slow

KLAVIYO = (
    "Campaign Name,Tags,Subject,List,Send Time,Send Weekday,Total Recipients,Unique Placed Order,"
    "Placed Order Rate,Revenue,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,"
    "Total Clicks,Unsubscribes,Spam Complaints,Spam Complaints Rate,Successful Deliveries,Bounces,"
    "Bounce Rate,Campaign ID,Campaign Channel"
)
SENT = "{name},,Hello,All,{at},Monday,{n}.0,3.0,0.3%,100.0,{opens},{rate},500.0,{clicks}.0,2.00%,"
SENT += "30.0,1.0,0.0,0.00%,{n}.0,10.0,1.0%,{id},{channel}"


def sent(name: str, at: str, n: int, opens: str, clicks: int, channel: str = "email") -> str:
    """Return a row; its rates are wrong on purpose, for nobody should read them."""
    told = {"name": name, "at": at, "n": n, "opens": opens, "clicks": clicks, "id": f"id-{name}"}
    return SENT.format(rate="99.99%", channel=channel, **told)


def show(store: Path, *words: str) -> dict[str, Any]:
    """Return rows of ``python -m kpi show`` by KPI."""
    with redirect_stdout(io.StringIO()) as out:
        assert kpi(["show", *words, "--store", str(store), "--json"]) == 0
    return {row["kpi"]: row for row in json.loads(out.getvalue())["rows"]}


def test_a_klaviyo_file_is_known_by_itself(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    rows = [
        sent("Spring", "2026-11-02 23:30:00", 1_000, "300.0", 20),
        sent("Again", "2026-11-02 10:00:00", 500, "100.0", 10),
        sent("Autumn", "2026-11-09 10:00:00", 2_000, "500.0", 60),
    ]
    path = tmp_path / "campaigns.csv"
    path.write_text("\n".join([KLAVIYO, *rows]) + "\n", "utf-8")
    code, said = call("import", path)
    (file,) = said["files"]
    told = [file[k] for k in ("status", "format", "platform", "account")]
    assert (code, told) == (0, ["loaded", "klaviyo.campaigns", "klaviyo", "Klaviyo"])
    found = show(tmp_path / "store", "--from", "2026-11-01", "--to", "2026-11-09")
    assert found["email_open"]["value"] == 900 / 3_500
    assert found["email_ctr"]["value"] == 90 / 3_500
    assert (found["email_open"]["ledger"], found["email_open"]["flags"]) == ("platform", [])
    day = show(tmp_path / "store", "email_open", "--from", "2026-11-02", "--to", "2026-11-02")
    assert day["email_open"]["denominator"] == 1_500


def test_text_messages_of_the_list_are_no_e_mails(call: Any, tmp_path: Path) -> None:
    rows = [sent("Spring", "2026-11-02 10:00:00", 1_000, "300.0", 20) for _ in range(30)]
    rows.append(sent("Text", "2026-11-03 10:00:00", 900, "", 20, "sms"))
    path = tmp_path / "campaigns.csv"
    path.write_text("\n".join([KLAVIYO, *rows]) + "\n", "utf-8")
    (file,) = call("import", path, "--dry-run")[1]["files"]
    assert (file["rows"]["loaded"], file["rows"]["quarantined"]) == (30, 1)
    assert file["problems"][0]["value"] == "sms"


LINE = "日期,好友數,封鎖數,群發訊息傳送數,開封數,點擊人數"
PAGE = "日期,貼文篇數,互動總數,追蹤者"
MAIL = "電子報名稱,寄送日期,成功送達,不重複開信,不重複點擊"
TABLES: list[tuple[str, str, list[str], dict[str, str], dict[str, float]]] = [
    ("line_oa", LINE, ["2026/11/02,5000,900,2000,1200,100", "2026/11/09,5200,1040,0,0,0"],
     {"好友數": "line_friends", "封鎖數": "line_blocks", "群發訊息傳送數": "line_deliveries",
      "開封數": "line_opens", "點擊人數": "line_clicks"},
     {"line_friends": 4160, "line_block_rate": 0.2, "line_open": 0.6, "line_click": 0.05}),
    ("social", PAGE, ["2026/11/02,2,100,900", "2026/11/09,3,150,1000"],
     {"貼文篇數": "posts", "互動總數": "interactions", "追蹤者": "followers"},
     {"interactions_per_post": 50, "social_engagement_followers": 0.25}),
    ("edm", MAIL, ["雙11,2026/11/02,1000,250,30", "母親節,2026/11/09,3000,750,90"],
     {"電子報名稱": "campaign", "寄送日期": "day", "成功送達": "email_deliveries",
      "不重複開信": "email_opens", "不重複點擊": "email_clicks"},
     {"email_open": 0.25, "email_ctr": 0.03}),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "header", "rows", "fills", "values"), TABLES)
def test_a_table_is_guessed_mapped_and_read(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    platform: str, header: str, rows: list[str], fills: dict[str, str], values: dict[str, float],
) -> None:  # fmt: skip
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    path = tmp_path / "own.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    (file,) = call("import", path)[1]["files"]
    assert file["status"] == "rejected"
    state = State.open(Store.at(tmp_path / "store").state_url)
    (row,) = state.journal()
    sketch = Sketch.from_json(row.report.sketch) if row.report and row.report.sketch else None
    assert sketch
    heading = sketch.headings[0]
    headers, found = header.split(","), guess.guesses(heading, "owned")
    guessed = {headers[at]: fills_ for at, fills_ in found.items()}
    assert guess.book(heading) == "owned"
    assert guessed == {"日期": "day", **fills} if "日期" in headers else guessed == fills
    columns = tuple(MappedColumn(h, f) for h, f in guessed.items())
    mappings.save(
        state, ColumnMapping("new", "自有", "owned", platform, columns, "示範"), "ann", "x"
    )
    (file,) = call("import", path)[1]["files"]
    assert (file["status"], file["platform"], file["account"]) == ("loaded", platform, "示範")
    told = show(tmp_path / "store", "--from", "2026-11-01", "--to", "2026-11-09")
    assert {k: told[k]["value"] for k in values} == values
    assert set(told) == set(values), "a table feeds what it tells and nothing else"


def test_everything_they_count_can_be_chosen() -> None:
    assert set(map(str, OwnedMeasure)) <= set(choices(OWNED))
    assert {p.key for p in OF_BOOK["owned"]} >= {"edm", "line_oa", "social", "mailchimp"}


SITE = "第一次造訪日,新使用者數,七日內回訪,文章造訪,到試用頁,試用數,廣告收入"
FILLS = ("day", "cohort_users", "cohort_back_d7", "content_visits", "trial_page_visits",
         "content_trials", "ad_revenue")  # fmt: skip


def test_what_no_export_of_the_site_says_can_be_mapped(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    path = tmp_path / "site.csv"
    rows = ["2026/11/02,200,70,1000,35,28,90.5", "2026/11/03,100,35,1000,35,28,9.5"]
    path.write_text("\n".join([SITE, *rows]) + "\n", "utf-8")
    state = State.open(Store.at(tmp_path / "store").state_url)
    columns = tuple(map(MappedColumn, SITE.split(","), FILLS))
    mapped = ColumnMapping("new", "內容成效", "web", "other_web", columns, "部落格")
    mappings.save(state, mapped, "ann", "x")
    (file,) = call("import", path, "--answer", "currency=TWD")[1]["files"]
    assert (file["status"], file["account"]) == ("loaded", "部落格")
    state.set_setting("currency", "TWD", "ann")
    told = show(tmp_path / "store", "--from", "2026-11-01", "--to", "2026-11-03")
    assert {k: row["value"] for k, row in told.items()} == {
        "retention_d7": 0.35, "content_to_trial_ctr": 0.035, "content_to_trial": 0.028,
        "ad_revenue": 100,
    }  # fmt: skip
    assert "immature" in show(tmp_path / "store", "--from", "2026-11-03", "--to", "2026-11-17")[
        "retention_d7"]["flags"]  # fmt: skip
