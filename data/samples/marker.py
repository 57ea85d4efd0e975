"""Whether a store holds the sample shop, so that it and somebody's own data never mix."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from data.state import State
from data.text import Text

SETTING = "sample_shop"
BY = "範例商店"
"""Who loads the sample, in journal and audit."""

OWN_DATA = Text(
    "這個資料庫已經有你自己的資料（{what}），範例商店不會加進來，以免兩邊的數字混在一起。"
    "想看範例，請用 --store 指定另一個資料夾。",
    "This store already holds data of your own ({what}); the sample shop is not added to it, so"
    " that the figures never mix. To see the sample, name another folder with --store.",
)
OTHER_DAY = Text(
    "這個資料庫裡的範例商店是 {held} 的，不會再加進 {asked} 的；請用 --store 指定另一個資料夾。",
    "This store holds the sample shop of {held}; that of {asked} is not added to it. Name another"
    " folder with --store.",
)
IN_SAMPLE = Text(
    "這個資料庫裝的是虛構的範例商店，自己的檔案不會匯入，以免兩邊的數字混在一起。"
    "請先從空白的資料庫開始，再匯入自己的檔案。",
    "This store holds the made-up sample shop; files of your own are not loaded into it, so that"
    " the figures never mix. Start with an empty store, then load them.",
)
IMPORTS = Text("{count} 個匯入", "{count} imports")
SETTINGS = Text("服務費規則、欄位對應或目標", "fee rules, column mappings or goals")


class SampleRefused(RuntimeError):
    """Sample and own data would mix; ``text`` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Marker:
    """What is written into the state of a store that holds the sample.

    Parameters
    ----------
    today : str
        The day for which it was made, ISO.
    filled : bool
        False while it is being filled, or where filling was cut short.
    """

    today: str
    seed: int
    filled: bool = False


def held(state: State) -> Marker | None:
    """Return what sample a store holds; None for a store of somebody's own."""
    kept = state.setting(SETTING)
    return Marker(**kept) if kept else None


def mark(state: State, marker: Marker) -> None:
    """Write down that the store holds the sample."""
    state.set_setting(SETTING, asdict(marker), BY, "the made-up shop")


def refuse_sample(state: State, today: date, seed: int) -> None:
    """Raise where the sample of a day may not be filled into a store.

    Raises
    ------
    SampleRefused
        When the store holds data of somebody's own, or the sample of another day.
    """
    marker = held(state)
    if marker is None:
        if what := _own(state):
            raise SampleRefused(OWN_DATA.fill(what=what))
    elif (marker.today, marker.seed) != (today.isoformat(), seed):
        raise SampleRefused(OTHER_DAY.fill(held=marker.today, asked=today))


def refuse_own(state: State) -> None:
    """Raise where somebody's own files may not be loaded; call it before receiving one.

    Raises
    ------
    SampleRefused
        When the store holds the sample, filled or only begun.
    """
    if held(state):
        raise SampleRefused(IN_SAMPLE)


def _own(state: State) -> Text | None:
    """Return what a store without the marker already holds, also undone or deleted."""
    if count := len(state.journal()):
        return IMPORTS.fill(count=count)
    if state.fee_rules() or state.mappings() or state.goals():
        return SETTINGS
    return None
