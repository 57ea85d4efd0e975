"""GA4 reports, explorations and snapshots, plain and odd, each with its golden result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.samples import boxes, ga4, golden
from tests.samples.ga4 import BEFORE, Row, dated, explored, loads, rows, ruled, span, table

Made = Iterator[tuple[str, dict[str, Any]]]
TRAFFIC = (
    "sessions", "engaged_sessions", "rate", "average", "per_session", "events", "key_events",
    "web_revenue",
)  # fmt: skip
TITLES = (
    "Traffic acquisition: Session primary channel group (Default Channel Group)",
    "流量開發：工作階段主要管道群組 (預設管道群組)",
)


def files(out: Path) -> Made:
    """Write every one; yield each file name with its golden."""
    for make in (
        reports, older, comparison, resaved, workbook, explorations, off, snapshots, channels, none
    ):  # fmt: skip
        yield from make(out)


def write(path: Path, lines: Sequence[str], *parts: Sequence[Any], end: str = "\n") -> None:
    """Write `#` lines as they are, and tables as CSV, in the order given."""
    text = "".join(f"{line}{end}" for line in lines)
    for part in parts:
        rowed = bool(part) and isinstance(part[0], list)
        text += boxes.text(list(part), end=end) if rowed else "".join(f"{p}{end}" for p in part)
    path.write_bytes(text.encode())


def reports(out: Path) -> Made:
    """The traffic report with a date column, without one, and by test filter."""
    top = len(ruled("", 0)) + 3 + 1  # the lines above, the three of the table, its header
    for name, columns, lang, end in (
        ("ga4_report_day_en.csv", ("day", "channel", *TRAFFIC), 0, "\n"),
        ("ga4_report_range_zh.csv", ("channel", *TRAFFIC), 1, "\r\n"),
        ("ga4_report_media_en.csv", ("source_medium", "campaign", "device", *TRAFFIC), 0, "\r\n"),
        ("ga4_report_filter_zh.csv", ("day", "filter", "sessions", "views"), 1, "\n"),
    ):
        data = rows(name, span() if "day" in columns else [ga4.START])
        lines = [*ruled(TITLES[lang], lang), *dated(lang)]
        write(out / name, lines, table(columns, data, lang), end=end)
        yield name, loads("ga4.report", columns, data, lang=lang, preamble=top)


def older(out: Path) -> Made:
    """The words of 2023: default channel group, users, conversions; CRLF."""
    columns = ("old_channel", "users", "new_users", "sessions", "rate", "events", "conversions")
    data = rows("older", [ga4.START])
    lines = [*ruled("Traffic acquisition: Session default channel group", 0), *dated(0)]
    write(out / "ga4_report_2023.csv", lines, table(columns, data), end="\r\n")
    yield "ga4_report_2023.csv", loads("ga4.report", columns, data, preamble=10)


def comparison(out: Path) -> Made:
    """A comparison repeats the visits of all users below: only the first table is read."""
    columns = ("day", "channel", *TRAFFIC)
    data, some = rows("comparison", span()), rows("comparison mobile", span())[::3]
    lines = [*ruled(TITLES[0], 0), *dated(0)]
    second = ["# ", *dated(0, "Mobile traffic")]
    write(
        out / "ga4_report_comparison.csv", lines, table(columns, data), second, table(columns, some)
    )
    skipped = {"preamble": 10, "other_tables": 4 + 1 + len(some)}
    yield "ga4_report_comparison.csv", loads("ga4.report", columns, data, **skipped)


def resaved(out: Path) -> Made:
    """After a round through Excel in Taiwan: cp950, CRLF, every line padded with commas."""
    columns = ("day", "channel", *TRAFFIC)
    data = rows("resaved", span())
    lines = [[line] for line in (*ruled(TITLES[1], 1), *dated(1))]
    padded = [r + [""] * (len(columns) - len(r)) for r in lines]
    boxes.cp950(out / "ga4_report_resaved_cp950.csv", [*padded, *table(columns, data, 1)])
    wanted = loads("ga4.report", columns, data, lang=1, preamble=10)
    yield "ga4_report_resaved_cp950.csv", wanted


def workbook(out: Path) -> Made:
    """An exploration saved as a workbook: numbers for dates, the header padded to the total."""
    columns = ("day", "channel", "sessions", "views", "web_revenue")
    data = rows("workbook", span())
    own = ga4.total(data).numbers
    head, *body = table(columns, data)
    sheet: boxes.Table = [
        *([line] for line in explored(0)),
        head,
        ga4.grand_total(columns, data, 0),
        *body,
    ]
    native = [[_native(c) for c in r] for r in sheet]
    boxes.xlsx(out / "ga4_exploration_resaved.xlsx", [("download", native)])
    stated = {k: own[k] for k in ("sessions", "views", "web_revenue")}
    wanted = loads("ga4.exploration", columns, data, stated=stated, preamble=5, totals=1)
    yield "ga4_exploration_resaved.xlsx", wanted


def _native(text: str) -> Any:
    return float(text) if text.replace(".", "", 1).isdigit() else text


def explorations(out: Path) -> Made:
    """Free forms with their grand total at the top, one cell too long."""
    for name, columns, lang, estimated in (
        ("ga4_exploration_day_en.csv", ("day", "channel", *TRAFFIC), 0, 0),
        ("ga4_exploration_day_zh.csv", ("channel", "day", "active_users", *TRAFFIC), 1, 0),
        ("ga4_exploration_range_en.csv", ("campaign", "device", "sessions", "purchases"), 0, 0),
        ("ga4_exploration_estimated.csv", ("day", "sessions", "views", "web_revenue"), 0, 9),
    ):
        data = rows(name, span() if "day" in columns else [ga4.START])
        head, *body = table(columns, data, lang)
        grand = ga4.grand_total(columns, data, lang)
        own = ga4.total(data).numbers
        own["sessions"] += estimated  # GA4 estimates sessions anew for the total
        grand[columns.index("sessions")] = str(own["sessions"])
        write(out / name, explored(lang), [head, grand, *body], ["", ""])
        stated = {k: v for k, v in own.items() if k not in ga4.PEOPLE}
        wanted = loads(
            "ga4.exploration", columns, data, lang=lang, stated=stated,
            preamble=5, totals=1, blank=2,
        )  # fmt: skip
        yield name, wanted


def off(out: Path) -> Made:
    """A grand total of events that its rows do not add up to: rows are missing."""
    columns = ("day", "channel", "sessions", "events")
    data = rows("off", span())
    head, *body = table(columns, data)
    grand = ga4.grand_total(columns, [*data, data[0]], 0)
    write(out / "ga4_exploration_off.csv", explored(0), [head, grand, *body])
    refused = golden.refused("“Event count”: the file's own total is")
    yield (
        "ga4_exploration_off.csv",
        {**refused, "format": "ga4.exploration", "reconciled": False},
    )


def snapshots(out: Path) -> Made:
    """Cards one below the other; days count from each table's own start, -1 means not yet."""
    for name, lang, between in (("ga4_snapshot_en.csv", 0, []), ("ga4_snapshot_zh.csv", 1, [""])):
        own, before = ("nth", "sessions", "views"), span(*BEFORE)
        data, past = rows(name, span(), 1), rows(f"{name} before", before, 1)
        ways = rows(f"{name} ways", [ga4.START])
        question = ["# What are your top campaigns?"] if not lang else ["# 哪些廣告活動最熱門？"]
        days = table(own, data, lang)
        days[3][2] = "-1"
        parts = [
            table(("nth", "active_users"), data, lang),
            between, question, dated(lang), table(("campaign", "sessions"), ways, lang),
            between, dated(lang), days,
            between, dated(lang, start=BEFORE[0], end=BEFORE[1]),
            table(own, past, lang, BEFORE[0]),
            between, dated(lang), [["Item name", "Items viewed"]],
            between, dated(lang), retention(),
        ]  # fmt: skip
        write(out / name, [*ruled("Reports snapshot", lang), *dated(lang)], *parts)
        first, second = 1 + len(data), 1 + 3 + 1 + len(ways)
        later = 3 + 1 + len(past) + 3 + 1 + 3 + len(retention())
        wanted = loads(
            "ga4.snapshot", own, data, lang=lang, preamble=9 + 2 * len(between) + 3 + 1,
            other_tables=first + second + later, blank=3 * len(between),
        )  # fmt: skip
        wanted["nulls"]["views"] = 1
        wanted["sums"]["views"]["loaded"] = str(
            sum(r.numbers["views"] for r in data) - data[2].numbers["views"]
        )
        yield name, wanted


def retention() -> list[list[str]]:
    """Return a cohort table: days without a year, -1 where the week has not come yet."""
    return [
        ["Cohort", "Week 0", "Week 1"],
        ["Jan 19 - Jan 25", "210", "35"],
        ["Jan 26 - Feb 1", "190", "-1"],
    ]


def channels(out: Path) -> Made:
    """Without days beside sessions the channels are read, not the richer table of pages."""
    data: list[Row] = rows("channels", [ga4.START])
    pages = [
        ["Page title and screen class", "Views", "Active users", "Event count", "Total revenue"],
        ["Home | 北極星", "1200", "640", "4100", "0"],
    ]
    lines = [*ruled("Reports snapshot", 0), *dated(0)]
    columns = ("channel", "sessions")
    write(
        out / "ga4_snapshot_channels.csv", lines, pages, dated(0), table(columns, data), dated(0),
        table(("nth", "new_users"), rows("channels days", span(), 1)),
    )  # fmt: skip
    skipped = {"preamble": 9 + 3 + 1, "other_tables": 2 + 3 + 1 + len(span())}
    yield "ga4_snapshot_channels.csv", loads("ga4.snapshot", columns, data, **skipped)


def none(out: Path) -> Made:
    """Nothing that adds up to the site: brands of items, only a header, a file that says so."""
    lines = [*ruled("Ecommerce purchases: Item name", 0), *dated(0)]
    items = [["Item brand", "Items viewed", "Item revenue"], ["星空燈", "120", "9900.5"]]
    write(out / "ga4_items.csv", lines, items)
    yield "ga4_items.csv", golden.refused("none of its tables holds figures of the site")
    write(out / "ga4_header_only.csv", lines, [["Session campaign", "Sessions"]])
    yield "ga4_header_only.csv", golden.refused("a header and not one row")
    write(out / "ga4_no_data.csv", lines, ["No data available"])
    yield "ga4_no_data.csv", golden.refused("says “No data available”")
