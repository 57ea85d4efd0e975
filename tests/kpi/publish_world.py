"""A review of fifteen items made by hand, with names that would like to be more than names."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from data.text import Lang, Text
from kpi.card import Chip, Flag, Verdict
from kpi.definition import Unit
from kpi.format import figure
from kpi.period import Span
from kpi.publish.meta import Meta, meta_of
from kpi.review.frozen import Driver, Frozen, Week
from kpi.review.record import Decision, Item, Line, Review, Table
from kpi.review.slide import Bar, Choice, Slide, Spark
from kpi.verdict import FLAGS, VERDICTS

MONDAY = date(2026, 11, 16)
WEEK = Span(MONDAY, date(2026, 11, 22))
OPENED = datetime(2026, 11, 23, 1, 30)
HOSTILE = (
    "=HYPERLINK(\"http://evil.example/\",\"x\")", "+1+1", "@SUM(A1)", "-2+3", "https://evil.example/",
    "#import \"x.typ\"", "$x^2$ #panic() \\ [*_`", "<w:t>&amp;</w:t>", "\x00\x0b控制\x1f字元",
    "小組😀ñ\ud83d", "2026_Q4_TW_Meta_Prospecting_Lookalike1pct_Video15s_Version03_Final",
)  # fmt: skip
"""Names of campaigns and people as they come in files: each stays a name."""
VERDICT = (Verdict.ACT, Verdict.WATCH, Verdict.GOOD, Verdict.UNKNOWN)


def odd(n: int) -> str:
    return HOSTILE[n % len(HOSTILE)]


def both(text: str) -> Text:
    return Text(text, text)


def frozen(n: int, *, margin: bool = False, platform: str = "") -> Frozen:
    """Return the n-th frozen KPI."""
    value = None if VERDICT[n % 4] is Verdict.UNKNOWN else Decimal("2.74") + n
    return Frozen(
        goal=f"goal-{n}", kpi="contribution" if margin else "blended_roas", rank="core",
        name=Text("行銷後毛利", "Contribution") if margin else Text(f"整體 ROAS {n}", f"ROAS {n}"),
        scope=both(odd(n)) if platform else None,
        unit=(Unit.MULTIPLE, Unit.MONEY, Unit.RATIO, Unit.SECONDS)[n % 4], currency="TWD",
        start=MONDAY, end=WEEK.end, verdict=VERDICT[n % 4], flags=(Flag.IMMATURE,),
        figure=both(figure(value, Unit.MULTIPLE, "zh")),
        limits=Text("目標 3.0｜護欄 2.8", "Target 3.0 | guardrail 2.8"),
        changes=(Text("較上期 −0.31（3.05）", "vs previous −0.31 (3.05)"),),
        formula=Text("營收 ÷ 廣告花費", "revenue ÷ media cost"), basis=Text("未稅", "tax excluded"),
        complete=Text("Google Ads 11/22、Meta 11/21", "Google Ads 11/22, Meta 11/21"),
        owner=Text("黃子維", "Zi-Wei"), agreed=Text("調整受眾", "Adjust the audience"),
        weeks=tuple(Week(MONDAY - timedelta(7 * k), Decimal(3) + Decimal(k % 5) / 10,
                         None if k == 4 else Decimal(3)) for k in range(12, -1, -1)),
        drivers=(Driver(both("Meta 新客開發"), Decimal("-0.22"), "meta_ads"),),
        value=value, previous=Decimal("3.05"), target=Decimal(3), guardrail=Decimal("2.8"),
        numerator=Decimal(274000), denominator=Decimal(100000), weight=Decimal(20 - n),
        platforms=(platform,) if platform else (), margin=margin,
    )  # fmt: skip


def review() -> Review:
    """Return a closed review of fifteen items."""
    kpis = [frozen(n, platform=("", "meta_ads", "google_ads")[n % 3]) for n in range(9)]
    kpis.append(frozen(9, margin=True))
    past = Table(
        (Text("指標", "KPI"), Text("上週說", "Said"), Text("現在", "Now"), Text("因為", "Why")),
        tuple((both(f"ROAS {n}"), both("3.2"), both("3.6"), both(HOSTILE[n])) for n in range(6)),
        ("",) * 5 + ("google_ads",), (False,) * 4 + (True, False),
    )  # fmt: skip
    items = (
        Item("actions", "actions", Text("上週的行動", "Last week's actions"), 2),
        Item("past", "past", Text("過去變了什麼", "What changed in the past"), 2, table=past),
        *(Item(k.goal, "kpi", k.name, 1, goal=k.goal) for k in kpis),
        Item("pacing", "pacing", Text("預算進度", "Pacing"), 1,
             lines=(Line(Text("毛利率 31.7% 之前的進度", "Margin of 31.7%"), margin=True),)),
        Item("highlights", "highlights", Text("本週亮點", "Highlights"), 1),
        Item("unsaid", "unsaid", Text("資料說不了的", "What the data cannot say"), 1),
        Item("close", "close", Text("決議", "Decisions"), 1),
    )  # fmt: skip
    decided = tuple(
        Decision(k.goal, "stop" if n else "skip", HOSTILE[n], "黃子維", date(2026, 11, 27),
                 f"action-{n}", "Mei", OPENED) for n, k in enumerate(kpis[:4])
    )  # fmt: skip
    return Review(
        MONDAY.isoformat(), WEEK, 12, OPENED - timedelta(hours=1), OPENED, "Mei", "TWD",
        Text("整體 ROAS 2.74，低於護欄 2.8。", "Blended ROAS is 2.74, below its guardrail of 2.8."),
        (Text("新臺幣，未稅", "TWD, tax excluded"),), tuple(kpis), items, decided,
        OPENED + timedelta(minutes=15), "Mei", 3,
    )  # fmt: skip


def meta(lang: Lang = "zh") -> Meta:
    return meta_of(review(), lang, ZoneInfo("Asia/Taipei"))


def chip(verdict: Verdict, lang: Lang) -> Chip:
    word, icon = VERDICTS[verdict]
    return Chip(verdict, word.to(lang), icon)


def kpi_slide(n: int, lang: Lang) -> Slide:
    """Return the slide of a KPI, with a long message, drivers and weeks; every odd name once."""
    zh = lang == "zh"
    weeks = 13
    values = tuple(None if k == 3 else 2.6 + (k * 7 + n) % 5 / 10 for k in range(weeks))
    return Slide(
        key=f"goal-{n}", kind="star" if n == 0 else "kpi", minutes=2,
        title=f"整體 ROAS {n}" if zh else f"Blended ROAS {n}",
        note="11/16–11/22 與 11/9–11/15 相比" if zh else "11/16–11/22 against 11/9–11/15",
        figure=("2.74", "128.5 萬", "1.52%", "–")[n % 4], chip=chip(VERDICT[n % 4], lang),
        flag=FLAGS[Flag.IMMATURE][0].to(lang) if n % 2 else "",
        limits="目標 3.0｜護欄 2.8" if zh else "Target 3.0 | guardrail 2.8",
        facts=("較上期 −0.31（3.05）", "較去年同期 −0.18（2.92）") if zh
        else ("vs previous −0.31 (3.05)", "vs last year −0.18 (2.92)"),
        bars_title="為什麼少了 0.31" if zh else "Why it lost 0.31",
        bars=() if n % 4 == 3 else (
            Bar("Meta 新客開發", -0.22, "−0.22"), Bar(odd(n), -0.11, "−0.11"),
            Bar("Meta 再行銷", -0.04, "−0.04"), Bar("搜尋 品牌字", 0.06, "+0.06")),
        spark=Spark(tuple(f"{8 + k // 4}/{k % 4 * 7 + 3}" for k in range(weeks)), values,
                    (2.9,) * weeks, tuple("–" if v is None else f"{v:.2f}" for v in values),
                    "近 13 週", 3.0, "目標 3.0", 2.8, "護欄 2.8"),
        sentences=("花費 +21%，帶來的營收沒有跟上：Meta 新客開發 −0.22，是最大的一項。" if zh
                   else "Spend rose 21% and revenue did not follow: Meta prospecting took 0.22.",
                   "資料完整至 11/22，最近 3 天還會變。" if zh
                   else "Complete to 11/22; the last 3 days still move."),
        choices=(Choice("stop", "1", "停投", True),),
        decided="停投・黃子維・11/27 前" if n % 2 else "",
        speaker=("定義：營收 ÷ 廣告花費" if zh else "Defined as revenue ÷ media cost", odd(n)),
    )  # fmt: skip


def slides(lang: Lang = "zh") -> tuple[Slide, ...]:
    """Return fifteen slides of every kind."""
    zh = lang == "zh"
    head = (
        ("行動", "指標", "負責人", "期限", "狀態")
        if zh
        else ("Action", "KPI", "Owner", "Due", "State")
    )
    rows = tuple(
        (f"{n}. 停投 {odd(n)}", "整體 ROAS", odd(n + 3) if n == 2 else "黃子維", "11/27", "進行中")
        for n in range(17)
    )  # fmt: skip
    note = "11/16–11/22"
    return (
        Slide("actions", "actions", "上週的行動" if zh else "Last week's actions", note, 2,
              sentences=("5 項中 3 項完成、1 項延遲" if zh else "3 of 5 done, 1 late",),
              titles=head, rows=rows),
        Slide("past", "past", "過去變了什麼" if zh else "What changed in the past", note, 2,
              sentences=("上週 ROAS 3.2 → 3.6，因為 Meta 補進 41 筆轉換" if zh
                         else "Last week's ROAS 3.2 → 3.6: Meta brought 41 more conversions",
                         "Meta：1 天後知道 62%，7 天後 93%。" if zh
                         else "Meta: 62% after a day, 93% after 7."),
              titles=("KPI", "3.2", "3.6", "%"),
              rows=tuple((HOSTILE[n], "3.20", "3.60", "+12.5%") for n in range(4))),
        *(kpi_slide(n, lang) for n in range(9)),
        Slide("pacing", "pacing", "預算進度" if zh else "Pacing", note, 1,
              titles=("渠道", "花費", "應達", "進度"),
              sentences=("本月花費 62%，時間 71%" if zh else "62% spent in 71% of the time",),
              rows=(("Google Ads", "1,240,000", "1,410,000", "88%"),
                    ("Meta", "810,500", "792,000", "102%"))),
        Slide("highlights", "highlights", "本週亮點" if zh else "Highlights", note, 1,
              sentences=("自然搜尋訂單創新高" if zh else "A record of organic orders",
                         *(f"第 {n} 項亮點：{odd(n)}。" * (1 + n % 3) for n in range(14)))),
        Slide("unsaid", "unsaid", "資料說不了的" if zh else "What the data cannot say", note, 1,
              sentences=("LINE 的費用還沒有進來" if zh else "Costs of LINE are missing",)),
        Slide("close", "close", "決議" if zh else "Decisions", note, 1,
              sentences=("4 項決議" if zh else "4 decisions",), titles=head, rows=rows[:5]),
    )  # fmt: skip
