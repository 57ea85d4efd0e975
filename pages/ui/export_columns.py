"""Which columns an export needs, as a picture of the list in which people tick them."""

from __future__ import annotations

from dataclasses import dataclass

from data.text import Lang, Text
from pages.ui.canvas import CONFIG, NO_PADDING, Spec, layer
from pages.ui.theme import Palette

ROW, HEAD, EDGE = 32, 40, 12
"""Pixels: a line of the list, its title, the room at its sides."""
ALT = Text(
    "{platform} 要勾選的欄位：{wanted}；原本就有：{there}。",
    "Columns to tick at {platform}: {wanted}. There already: {there}.",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export.

    Parameters
    ----------
    where : Text or None
        Where it is ticked; None for one that is there by itself.
    """

    name: Text
    where: Text | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The list of one platform: where it is found, and its columns."""

    platform: str
    way: Text
    columns: tuple[Column, ...]


_ASKED = Text("免得之後再問", "saves a question later")
_RESULT = Text("自訂欄位", "Customise")
_CHANGED = Text("修改欄", "Columns")
PICTURES = (
    Picture(
        "Google Ads",
        Text("報表 → 廣告活動", "Reports → Campaigns"),
        (
            Column(Text("廣告活動", "Campaign")),
            Column(Text("曝光", "Impr.")),
            Column(Text("點擊", "Clicks")),
            Column(Text("費用", "Cost")),
            Column(Text("天", "Day"), Text("區隔 → 時間", "Segment → Time")),
            Column(Text("轉換", "Conversions"), _CHANGED),
            Column(Text("轉換價值", "Conv. value"), _CHANGED),
            Column(Text("貨幣代碼", "Currency code"), _ASKED),
            Column(Text("客戶 ID", "Customer ID"), _ASKED),
        ),
    ),
    Picture(
        "Meta",
        Text("廣告管理員 → 報告", "Ads Manager → Reports"),
        (
            Column(Text("行銷活動名稱", "Campaign name")),
            Column(Text("曝光次數", "Impressions")),
            Column(Text("花費金額", "Amount spent")),
            Column(Text("天數", "Day"), Text("細分 → 依時間", "Breakdown → Time")),
            Column(Text("連結點擊次數", "Link clicks"), _RESULT),
            Column(Text("連結頁面瀏覽次數", "Landing page views"), _RESULT),
            Column(Text("購買次數", "Purchases"), _RESULT),
            Column(Text("購買轉換值", "Purchases conversion value"), _RESULT),
            Column(Text("帳號編號", "Account ID"), _ASKED),
        ),
    ),
)


def drawing(picture: Picture, lang: Lang, ink: Palette) -> Spec:
    """Draw the list; what has to be ticked stands on a tint, with the way to it at the right."""
    height = HEAD + ROW * len(picture.columns) + 8
    rows = [_row(n, column, lang) for n, column in enumerate(picture.columns)]
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": [*_frame(picture, height, lang, ink), *_lines(rows, height, ink)],
        "config": CONFIG,
    }


def alt(picture: Picture, lang: Lang) -> str:
    """Say in words what the picture shows."""
    joint = "、" if lang == "zh" else ", "
    wanted, there = (
        joint.join(c.name.to(lang) for c in picture.columns if bool(c.where) is ticked)
        for ticked in (True, False)
    )
    return ALT.fill(platform=picture.platform, wanted=wanted, there=there).to(lang)


def _row(n: int, column: Column, lang: Lang) -> Spec:
    top = HEAD + ROW * n
    return {
        "word": column.name.to(lang), "where": column.where.to(lang) if column.where else "",
        "tick": "add_box" if column.where else "check_box",
        "top": top + 2, "foot": top + ROW - 2, "middle": top + ROW / 2,
    }  # fmt: skip


def _frame(picture: Picture, height: int, lang: Lang, ink: Palette) -> list[Spec]:
    """Draw the border of the list and its title: the platform, and where the list is found."""
    border = {"type": "rect", "fill": None, "stroke": ink.line, "strokeWidth": 1, "cornerRadius": 6}
    title = {"type": "text", "align": "left", "baseline": "middle", "color": ink.text}
    way = {"type": "text", "align": "right", "baseline": "middle", "color": ink.muted}
    across: dict[str, Spec] = {"x": {"value": 1}, "x2": {"value": {"expr": "width-1"}}}
    under = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    line = {"value": HEAD - 4}
    return [
        layer(border, [{}], **across, y={"value": 1}, y2={"value": height - 1}),
        layer({**title, "fontWeight": 600}, [{"word": picture.platform}], text=_text("word"),
              x={"value": EDGE}, y={"value": HEAD / 2 - 2}),
        layer(way, [{"word": picture.way.to(lang)}], text=_text("word"),
              x={"value": {"expr": f"width-{EDGE}"}}, y={"value": HEAD / 2 - 2}),
        layer(under, [{}], **across, y=line),
    ]  # fmt: skip


def _lines(rows: list[Spec], height: int, ink: Palette) -> list[Spec]:
    wanted = [row for row in rows if row["where"]]
    there = [row for row in rows if not row["where"]]
    tint = {"type": "rect", "color": ink.band, "cornerRadius": 4}
    ends: dict[str, Spec] = {"x": {"value": 5}, "x2": {"value": {"expr": "width-5"}}}
    text = {"type": "text", "align": "left", "baseline": "middle"}
    right = {"type": "text", "align": "right", "baseline": "middle", "color": ink.ink}
    icon = {**text, "font": "Material Symbols Rounded", "fontSize": 20, "dy": 3}
    layers = [layer(tint, wanted, **ends, y=_y("top", height), y2={"field": "foot"})]
    for told, colour, weight in ((there, ink.muted, 400), (wanted, ink.text, 600)):
        mark = {**icon, "color": ink.ink if told is wanted else colour}
        word = {**text, "color": colour, "fontWeight": weight}
        layers.append(layer(mark, told, x=_at(EDGE), y=_y("middle", height), text=_text("tick")))
        layers.append(
            layer(word, told, x=_at(EDGE + 28), y=_y("middle", height), text=_text("word"))
        )
    end = {"value": {"expr": f"width-{EDGE}"}}
    layers.append(layer(right, wanted, x=end, y=_y("middle", height), text=_text("where")))
    return layers


def _text(field: str) -> Spec:
    return {"field": field, "type": "nominal"}


def _at(pixel: int) -> Spec:
    return {"value": pixel}


def _y(field: str, height: int) -> Spec:
    """Return the encoding of heights that are pixels already."""
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}
