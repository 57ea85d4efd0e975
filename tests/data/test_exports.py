"""The declared formats: what they know, what they do not take for theirs, and that they differ."""

from __future__ import annotations

import re

import pytest

from data.exports import EXPORTS
from data.exports.base import Export, header_key
from data.reading.table import recognise
from data.reading.totals import label_key
from data.reading.unknown import refusal
from data.schema import Measure


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("\ufeffImpr.", "impr."),
        ("  Amount  spent (TWD) ", "amount spent"),
        ("花費金額（TWD）", "花費金額"),
        ("Clicks (all)", "clicks (all)"),
        ("點擊次數（全部）", "點擊次數(全部)"),
        ("ＣＰＣ", "cpc"),
        ("* COST/ Follow (IDR)", "* cost/ follow"),
        ("", ""),
    ],
)
def test_headers_meet_in_one_key(header: str, key: str) -> None:
    assert header_key(header) == key


@pytest.mark.parametrize("export", EXPORTS, ids=lambda e: e.name)
def test_no_spelling_names_two_fields(export: Export) -> None:
    keys = [header_key(s) for f in export.fields for s in set(f.spellings)]
    fields = [id(f) for f in export.fields for _ in set(f.spellings)]
    owners: dict[str, set[int]] = {}
    for key, field in zip(keys, fields, strict=True):
        owners.setdefault(key, set()).add(field)
    assert {k for k, v in owners.items() if len(v) > 1} == set()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda e: e.name)
def test_every_measure_has_both_languages(export: Export) -> None:
    for field in export.fields:
        if isinstance(field.fills, Measure) and field.fills is not Measure.ENGAGEMENTS:
            assert any(s.isascii() for s in field.spellings), field
            assert any(re.search("[一-鿿]", s) for s in field.spellings), field


@pytest.mark.parametrize("export", EXPORTS, ids=lambda e: e.name)
def test_needs_and_lacks_are_declared_fields(export: Export) -> None:
    fills = {f.fills for f in export.fields}
    assert fills.issuperset((*export.needs, *export.lacks))
    assert not set(export.needs) & set(export.lacks)


HEADERS = [
    ("Campaign,Currency code,Clicks,Impr.,Cost,Currency code", "google_ads.campaign"),
    ("廣告活動狀態,廣告活動,日期,點擊,曝光,費用", "google_ads.campaign"),
    ("Ad group status,Ad group,Campaign,Clicks,Impr.,Cost", "google_ads.ad_group"),
    ("廣告群組,廣告活動,點擊,曝光,費用", "google_ads.ad_group"),
    ("Campaign,Optimization score,Impr.,Cost", "google_ads.campaign"),
    ("Campaign,Optimisation score,Impr.,Cost", "google_ads.campaign"),
    ("Campaign,Device,Impr.,Cost", "google_ads.campaign"),
    ("Keyword,Campaign,Ad group,Impr.,Cost", None),
    ("Search term,Match type,Campaign,Impr.,Cost", None),
    ("Location,Campaign,Impr.,Cost", None),
    ("Campaign,Ad group", None),
    ("Date,Clicks,Impressions,Cost", None),
    ("Campaign name,Reporting starts,Reporting ends,Amount spent (TWD)", "meta_ads.campaign"),
    ("行銷活動名稱,分析報告開始,分析報告結束,花費金額 (TWD)", "meta_ads.campaign"),
    ("行銷活動名稱,廣告組合名稱,天數,花費金額（TWD）", "meta_ads.ad_set"),
    ("Ad set name,Day,Amount spent (USD)", "meta_ads.ad_set"),
    ("Campaign name,Ad set name,Ads,Amount spent (USD)", "meta_ads.ad"),
    ("廣告,廣告組合名稱,消化金額 (TWD)", "meta_ads.ad"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "name"), HEADERS)
def test_a_header_is_one_format_or_none(header: str, name: str | None) -> None:
    cells = header.split(",")
    fitting = [e.name for e in EXPORTS if e.wrote(cells) and e.fits(e.columns(cells))]
    assert fitting == ([name] if name else [])


OTHERS = [
    ("Start Date (in UTC),Account Name,Campaign Group Name,Campaign Name,Campaign ID,Currency,"
     "Total Spent,Reach,Impressions,Clicks,Conversions,Leads", "LinkedIn"),
    ("Day,Account Name,Campaign Group Name,Campaign Name,Campaign ID,Currency,Total Spent,"
     "Impressions,Clicks,Leads", "LinkedIn"),
    ("Campaign name,By Day,Currency,Cost,CPC (destination),Impressions,Clicks (destination),Reach",
     "TikTok"),
    ("Gregorian date,Account name,Campaign,Ad group,Impressions,Clicks,Avg. CPC,Spend,Conv.",
     "Microsoft"),
    ("Campaign,Time period,Spend,Impressions,Billed engagements,Clicks,Currency", "X 廣告"),
    ("Day,Ad account name,Ad account ID,Campaign name,Campaign ID,Ad group name,Impressions,Clicks,"
     "CTR,CV,Cost", "看不出是哪個平台"),
    ("日期,帳號名稱,行銷活動名稱,曝光次數,點擊次數,點擊率,花費,轉換", "看不出是哪個平台"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "whose"), OTHERS)
def test_another_platforms_table_is_nobody_elses(header: str, whose: str) -> None:
    """Campaigns, impressions and clicks all of them have."""
    rows = [header.split(","), ["1"] * len(header.split(","))]
    assert recognise(rows, ",", {}) is None
    found = refusal(rows)
    assert whose in found.problems[0].rule.zh
    assert found.mappable


def test_of_two_columns_with_one_name_the_first_counts() -> None:
    export = next(e for e in EXPORTS if e.name == "meta_ads.campaign")
    columns = export.columns(["Campaign name", "Impressions", "Campaign name", "Age", "Gender"])
    assert [(c.index, c.field.fills) for c in columns] == [
        (0, "campaign"), (1, Measure.IMPRESSIONS), (3, "breakdown"), (4, "breakdown"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("總計：廣告活動", "總計: 廣告活動"), ("Total: Campaigns", " total:campaigns ")],
)
def test_labels_of_totals_meet_in_one_key(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)
