"""The parts of the page of channels: the way, the figures of a place, picture, table, ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.snapshot import Account, Snapshot
from data.text import Lang, Text
from kpi.channels.board import MAIN, ChannelBoard
from kpi.channels.place import Place
from kpi.definition import Kpi
from kpi.grid import Grid, Tile
from kpi.view import View
from pages.ui import cards, filters, grids, place, url, words
from pages.ui.bars import bars
from pages.ui.empty import to_data
from pages.ui.plain import plain
from pages.ui.table_files import files
from pages.ui.theme import CHIP_SLOT, palette

LOOK_AT = Text("與花費並排看", "Beside the cost, look at")
BY_CLASS = Text("依活動類別", "By campaign class")
BY_CLASS_HELP = Text(
    "用活動名稱裡的字分成品牌字、非品牌、再行銷、新客開發；規則在「資料」的「規則」。",
    "Sorts campaigns by words in their names: brand, non-brand, remarketing, prospecting. The rules"
    " are on the Data page.",
)
BELOW = Text("{level}明細", "By {level}")
CHOOSE = Text(
    "點名稱或勾一列（鍵盤：Shift＋空白鍵）往下看；點一個數字，表格下方會說它從哪裡來。",
    "Click a name or tick a row (keys: Shift+Space) to look inside; click a figure, and its source"
    " is told below.",
)
CHOOSE_FIGURE = Text(
    "點一個數字，表格下方會說它從哪裡來。",
    "Click a figure, and its source is told below the table.",
)
LEDGERS = Text("三本帳並排", "Three ledgers side by side")
NO_ADS = Text(
    "還沒有廣告平台的資料。到「資料」放入 Google Ads 或 Meta 的匯出檔，這裡就會出現各渠道的花費與"
    "成效。",
    "No ad platform yet. Drop a Google Ads or Meta export on the Data page, and this page shows"
    " what each channel costs and brings.",
)
NOTHING_HERE = Text(
    "「{place}」在這段期間沒有可以列出的資料。", "Nothing to list for {place} in this period."
)
BACK = Text("回到全部渠道", "Back to all channels")


def sentence(board: ChannelBoard) -> None:
    """Open the page: period, comparison and news in one sentence."""
    st.subheader(plain(board.sentence), anchor=False)


def freshness(board: ChannelBoard) -> None:
    """Draw the page's last line: how far each source reaches, and why the period ends there."""
    facts = "　".join(plain(x) for x in (board.freshness, board.period_note) if x)
    st.markdown(f":gray[:material/schedule: {facts}]")


def way(
    board: ChannelBoard, here: Place, main: Kpi, accounts: Sequence[Account], lang: Lang
) -> None:
    """Draw the way back on the left, what is looked at on the right."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            for n, (name, step) in enumerate(board.way[:-1]):
                st.button(
                    plain(name), key=f"way-{n}", type="tertiary", on_click=place.go,
                    args=(step, accounts),
                )  # fmt: skip
                st.markdown(":gray[›]", width="content")
            st.markdown(f"**{plain(board.way[-1][0])}**", width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            if board.classed:
                _by_class(here, lang)
            _main(main, lang)


def _by_class(here: Place, lang: Lang) -> None:
    st.session_state["by-class"] = here.by_class
    st.toggle(BY_CLASS.to(lang), key="by-class", help=BY_CLASS_HELP.to(lang), on_change=_classed)


def _classed() -> None:
    url.write({"by": place.BY_CLASS if st.session_state["by-class"] else ""})


def _main(main: Kpi, lang: Lang) -> None:
    st.session_state["main"] = main.key
    names = {kpi.key: kpi.name.to(lang) for kpi in MAIN}
    st.selectbox(
        LOOK_AT.to(lang), list(names), key="main", format_func=names.__getitem__,
        label_visibility="collapsed", on_change=_looked_at, width=220,
    )  # fmt: skip


def _looked_at() -> None:
    chosen = st.session_state["main"]
    url.write({"main": chosen if chosen != MAIN[0].key else ""})


def figures(board: ChannelBoard, seen: Snapshot, view: View, here: Place) -> None:
    """Draw the figures of the place itself."""
    grid = st.grid(len(board.tiles), min_column_width=200)
    for tile in board.tiles:
        with grid:
            _tile(tile, view.lang, partial(_ask, seen, view, here, tile.key))


def _tile(tile: Tile, lang: Lang, ask: partial[None]) -> None:
    """Draw one figure: name and verdict, figure, change, what it rests on."""
    with st.container(border=True, height="stretch", vertical_alignment="distribute", gap="xsmall"):
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(tile.name)}**　{_chip(tile)}".rstrip())
            with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall",
                              horizontal_alignment="distribute", wrap=True):  # fmt: skip
                st.metric(tile.name, tile.figure, label_visibility="collapsed", width="content")
                beside = [plain(tile.flag), f":gray[{plain(tile.target)}]" if tile.target else ""]
                text = "  \n".join(f":small[{x}]" for x in beside if x)
                if text:
                    st.markdown(text, width="content", text_alignment="right")
            changed = f"{tile.change.value} {tile.change.note}".rstrip()
            basis = f"  \n:gray[:small[{plain(tile.basis)}]]" if tile.basis else ""
            st.markdown(f":gray[{plain(tile.change.label)}] {plain(changed)}{basis}")
            for said in (tile.why_empty, tile.why_not):
                if said:
                    st.markdown(f":gray[:small[{plain(said)}]]")
        with st.container(horizontal=True, horizontal_alignment="right"):
            label, key = words.SOURCE.to(lang), f"origin-{tile.key}"
            if st.button(label, key=key, icon=":material/info:", type="tertiary"):
                ask()


def _chip(tile: Tile) -> str:
    if tile.chip is None:
        return ""
    slot, icon = CHIP_SLOT[tile.chip.verdict], tile.chip.icon
    return f":{slot}-badge[:material/{icon}: {plain(tile.chip.word)}]"


def picture(board: ChannelBoard) -> None:
    """Draw the greatest lines as bars."""
    with st.container(border=True):
        st.vega_lite_chart(bars(board.bars, palette()), theme=None, alt=board.bars.alt)


def lines(
    board: ChannelBoard, seen: Snapshot, view: View, here: Place, accounts: Sequence[Account]
) -> None:
    """Draw what lies below the place; a ticked row leads there, a figure says where it is from."""
    lang, grid = view.lang, board.grid
    title = BELOW.fill(level=grid.title).to(lang)
    leads = any(line.leads_to for line in grid.lines)
    _head(title, (CHOOSE if leads else CHOOSE_FIGURE).to(lang))
    go = partial(place.go, accounts=accounts) if leads else None
    chosen = grids.grid(grid, f"lines-{here!r}", lang, go)
    if chosen:
        _tell(seen, view, *chosen)
    _notes(grid)
    files(grid, words.CHANNELS, f"{board.first}–{board.last}", lang)


def ledgers(grid: Grid, seen: Snapshot, view: View, here: Place) -> None:
    """Draw the three ledgers side by side, and what their difference means."""
    _head(LEDGERS.to(view.lang), CHOOSE_FIGURE.to(view.lang))
    chosen = grids.grid(grid, f"ledgers-{here!r}", view.lang)
    if chosen:
        _tell(seen, view, *chosen)
    _notes(grid)
    files(grid, words.CHANNELS, LEDGERS.to(view.lang), view.lang)


def _head(title: str, hint: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f"#### {plain(title)}", anchors=False, width="content")
        st.markdown(f":gray[:small[{plain(hint)}]]", width="content")


def _notes(grid: Grid) -> None:
    st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in grid.notes))


def _ask(seen: Snapshot, view: View, here: Place, key: str) -> None:
    """Open where a figure comes from."""
    found = place.origin(seen, view, here, key)
    if found:
        cards.origin(found, view.lang)


def _tell(seen: Snapshot, view: View, here: Place, key: str) -> None:
    """Say below a table where the figure chosen in it comes from."""
    found = place.origin(seen, view, here, key)
    if found:
        with st.container(border=True):
            title = words.ORIGIN_OF.fill(name=plain(found.title))
            st.markdown(f"**{title.to(view.lang)}**")
            cards.origin_told(found, view.lang)


def no_ads(lang: Lang) -> None:
    """Say which files this page needs, and lead to where they go."""
    with st.container(border=True):
        st.markdown(NO_ADS.to(lang))
        to_data("to-data", lang)


def nothing_here(board: ChannelBoard, view: View, here: Place) -> None:
    """Say why this place has nothing to list, and lead back, or to where files go."""
    with st.container(border=True):
        nothing = NOTHING_HERE.fill(place=plain(board.way[-1][0])).to(view.lang)
        st.markdown("  \n".join((nothing, plain(board.tiles[0].why_empty))))
        if here == Place() and not filters.filtered(view):
            to_data("to-data", view.lang)
            return
        icon = ":material/filter_alt_off:"
        st.button(BACK.to(view.lang), key="clear", icon=icon, on_click=place.reset)
