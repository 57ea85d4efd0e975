"""A published snapshot that cannot be shown: another version wrote it, or it is damaged."""

from __future__ import annotations

from data.text import Text


class Outdated(Exception):
    """The published snapshot was written by another version; ``data publish`` writes it anew."""

    text = Text(
        "這份資料是另一個版本寫的，要先轉成現在的格式：伺服器啟動後會自動轉好並顯示，"
        "也可以執行 python -m data publish。原始檔與設定都在，不會遺失。",
        "These data were written by another version and are converted first: the server does so by"
        " itself once it has started, or run python -m data publish. Nothing is lost.",
    )


class Damaged(Outdated):
    """The published snapshot does not open; it is written anew in the same way.

    Parameters
    ----------
    name : str
        Its file name.
    """

    _text = Text(
        "目前發布的版本 snapshots/{name} 打不開，檔案可能已損壞。數字都還在倉儲裡："
        "重新啟動伺服器，或執行 python -m data publish，就會重新產生一份；"
        "python -m data check 會說明還有什麼損壞。",
        "The published version snapshots/{name} does not open; the file may be damaged. The figures"
        " are still in the warehouse: start the server again, or run python -m data publish, and it"
        " is written anew; python -m data check says what else is damaged.",
    )

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.text = self._text.fill(name=name)
