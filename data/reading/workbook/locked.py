"""A workbook locked with a password: opened here, inside the child, and nowhere else."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from data.reading.refusal import Unanswered, refuse
from data.report import Question
from data.text import Text

MOST_SPINS = 1_000_000
"""How often a password may be hashed before it opens a file; Excel does it 100,000 times."""

_WHICH = Text(
    "檔案以密碼保護，開啟的密碼是什麼？密碼只用這一次，不會保存。",
    "The file is locked with a password. Which? It is used this once and not kept.",
)
_WRONG = Text(
    "這個密碼打不開檔案，請再輸入一次（大小寫有別）。密碼只用這一次，不會保存。",
    "This password does not open the file; try again, minding capitals. It is not kept.",
)
_DAMAGED = Text(
    "檔案以密碼加密，但加密的部分已損壞，或是無法讀取的加密方式。",
    "The file is encrypted, but damaged or in a way that cannot be read.",
)
_WITHOUT = Text(
    "請用 Excel 開啟，在「檔案 → 資訊 → 保護活頁簿」移除密碼，存檔後再匯入。",
    "Open it in Excel, remove the password under File → Info → Protect Workbook, save, import.",
)
_DAMAGES = (
    OSError, ValueError, TypeError, AttributeError, LookupError, struct.error, ExpatError
)  # fmt: skip
"""What the decrypter raises on a file that only looks like a locked one."""


def unlocked(raw: Path, work: Path, password: str | None) -> Path:
    """Return the workbook without its lock, a file in `work`, which goes when reading ends.

    Raises
    ------
    Unanswered
        When no password was given, or it is not the right one.
    Refusal
        When the file is damaged.
    """
    from msoffcrypto.exceptions import (
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    plain = work / "unlocked.xlsx"
    try:
        with raw.open("rb") as file:
            book = _opened(file)
            if not password:
                raise Unanswered(Question("password", _WHICH))
            book.load_key(password=password, verify_password=True)
            with plain.open("wb") as out:
                book.decrypt(out)
    except InvalidKeyError as error:
        raise Unanswered(Question("password", _WRONG)) from error
    except (DecryptionError, FileFormatError, ParseError, *_DAMAGES) as error:
        raise refuse(_DAMAGED, _WITHOUT) from error
    return plain


def _opened(file: Any) -> Any:
    """Return the locked workbook, its way of encrypting understood."""
    from msoffcrypto import OfficeFile

    book = OfficeFile(file)
    if book.format != "ooxml" or int(book.info.get("spinValue", 0)) > MOST_SPINS:
        raise ValueError("no workbook, or made to keep a reader busy")
    return book
