"""Campaign links: what was there stays, values are encoded, placeholders are not."""

from __future__ import annotations

import time

import pytest

from data.text import LANGS
from kpi.uploads import WrongTable
from kpi.utm.link_table import MOST, of_lines, of_table, rows, told
from kpi.utm.links import PARTS, link
from kpi.utm.rules import Rules

META = {"source": "facebook", "medium": "paid_social", "campaign": "a"}
TAIL = "utm_source=facebook&utm_medium=paid_social&utm_campaign=a"
BASES = [
    ("https://x.tw/茶 葉?q=茶&b=%E8%8C%B6#頂",
     "https://x.tw/%E8%8C%B6%20%E8%91%89?q=%E8%8C%B6&b=%E8%8C%B6&{}#%E9%A0%82"),
    ("https://x.tw/p?a=1&&b=c+d&e", "https://x.tw/p?a=1&b=c+d&e&{}"),
    ("https://x.tw/p?utm_Source=old&utm_term=t", "https://x.tw/p?utm_term=t&{}"),
    ("https://x.tw/p?gclid={gclid}&x={{ad.id}}", "https://x.tw/p?gclid={{gclid}}&x={{{{ad.id}}}}&{}"),
    ("https://x.tw#/shop?a=1", "https://x.tw/?{}#/shop?a=1"),
    (" x.tw/p ", "https://x.tw/p?{}"),
    ("x.tw:8080", "https://x.tw:8080/?{}"),
    ("http://localhost:8000/a%2Fb", "http://localhost:8000/a%2Fb?{}"),
    ("HTTPS://x.tw/P", "https://x.tw/P?{}"),
    ("//x.tw/p", "https://x.tw/p?{}"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "wanted"), BASES)
def test_what_the_address_says_stays(base: str, wanted: str) -> None:
    assert link(base, META, Rules()).url == wanted.format(TAIL)


VALUES = [
    ("雙11 全館", "%E9%9B%9911%20%E5%85%A8%E9%A4%A8"),
    ("a&b=c#d?e+f%", "a%26b%3Dc%23d%3Fe%2Bf%25"),
    ("{{campaign.name}}", "{{campaign.name}}"),
    ("茶_{{campaign.name}}_{campaignid}", "%E8%8C%B6_{{campaign.name}}_{campaignid}"),
    ("{ifmobile:m}", "{ifmobile:m}"),
    ("__CAMPAIGN_NAME__", "__CAMPAIGN_NAME__"),
    ("{not one}", "%7Bnot%20one%7D"),
    ("  edges  ", "edges"),
    ("２０２６", "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96"),
]


@pytest.mark.parametrize(("campaign", "written"), VALUES)
def test_values_are_encoded_and_placeholders_are_not(campaign: str, written: str) -> None:
    made = link("https://x.tw/", META | {"campaign": campaign}, Rules())
    assert made.url.endswith(f"&utm_campaign={written}")


REFUSED = [
    ("", "請貼上"),
    ("   ", "請貼上"),
    ("mailto:a@b.tw", "mailto:"),
    ("javascript:alert(1)", "javascript:"),
    ("ftp://x.tw", "ftp:"),
    ("https://", "不是網址"),
    ("https://[::1", "不是網址"),
    ("not a link", "不是網址"),
    ("茶", "不是網址"),
]


@pytest.mark.parametrize(("base", "why"), REFUSED)
def test_what_is_no_web_page_is_refused_with_a_reason(base: str, why: str) -> None:
    made = link(base, META, Rules())
    assert (made.url, made.group) == ("", "") and made.refused and why in made.refused.zh


OWN = Rules(own_sites=("www.shop.tw",))
NOTES = [
    ("x.tw", META, "補上了 https://"),
    ("https://x.tw/?utm_source=a", META, "utm_source"),
    ("https://x.tw/#/a", META, "# 前面"),
    ("https://x.tw/#top", META, None),
    ("https://x.tw/", META | {"source": "shop.tw"}, "站內連結不要加"),
    ("https://x.tw/", META | {"medium": "internal"}, "站內連結不要加"),
    ("https://shop.tw/", META, None),  # where an ad leads to is one's own site
    ("https://x.tw/", META | {"content": "a@b.tw"}, "個人資料"),
    ("https://x.tw/", META | {"campaign": "{{campaign.name}}"}, "活動由平台填入"),
    ("https://x.tw/" + "a" * 2000, META, "超過 2,000"),
    ("https://x.tw/", META, None),
]


@pytest.mark.parametrize(("base", "values", "said"), NOTES)
def test_what_else_to_know_is_said(base: str, values: dict[str, str], said: str | None) -> None:
    notes = [note.zh for note in link(base, values, OWN).notes]
    assert len(notes) == bool(said), notes
    assert not said or said in notes[0]


def test_a_link_says_where_it_lands_and_what_it_breaks() -> None:
    good, bad = (link("https://x.tw", META | more, Rules()) for more in ({}, {"medium": "ad"}))
    assert (good.group, good.breaches) == ("Paid Social", ())
    assert bad.group == "Organic Social" and "媒介「ad」" in bad.breaches[0].zh
    filled = link("https://x.tw", META | {"source": "{{site_source_name}}"}, Rules())
    assert (filled.group, filled.breaches) == ("", ()), "nobody knows what Meta fills in"
    strict = Rules(pattern="{year}_{theme}")
    assert link("https://x.tw", META, strict).breaches
    assert not link("https://x.tw", META | {"campaign": "{{campaign.name}}"}, strict).breaches


def test_lines_become_links_up_to_a_limit() -> None:
    made = of_lines("https://a.tw\n\n  b.tw \nnot a link", META, Rules())
    assert [bool(one.refused) for one in made] == [False, False, True]
    begun = time.perf_counter()
    assert len(of_lines("a.tw\n" * (MOST + 5), META, Rules())) == MOST
    assert time.perf_counter() - begun < 2


def test_a_table_has_values_of_its_own_and_takes_the_rest() -> None:
    table = [["", ""], ["目標網址", "Source", "utm_campaign", "備註"],
             ["a.tw", "line", "", "x"], ["", "", "", ""], ["b.tw", "", "'=1+1", ""]]  # fmt: skip
    one, other = of_table(table, META, Rules())
    assert (one.values["source"], one.values["campaign"]) == ("line", "a")
    assert (other.values["source"], other.values["campaign"]) == ("facebook", "=1+1")


@pytest.mark.parametrize("table", [[], [["來源"], ["a"]], [["網址", "URL"], ["a.tw", "b.tw"]]])
def test_a_table_without_one_column_of_addresses_is_refused(table: list[list[str]]) -> None:
    with pytest.raises(WrongTable):
        of_table(table, META, Rules())


@pytest.mark.parametrize("lang", LANGS)
def test_links_go_out_as_a_table_that_runs_nothing_and_comes_back(lang: str) -> None:
    made = of_lines("a.tw\n=cmd\n茶.tw", META | {"content": "=1+1"}, Rules())
    out = rows(made, lang)  # type: ignore[arg-type]
    assert len(out) == 4 and all(len(row) == len(PARTS) + 4 for row in out)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in out for cell in row)
    again = of_table(out, {}, Rules())
    assert [one.url for one in again] == [one.url for one in made]
    assert told(made[1], "en").startswith("“=cmd” is no address")
