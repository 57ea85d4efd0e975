"""Every word of the product: both languages say the same, and each in its own letters."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import data
import kpi
import pages.ui
from data.schema import Measure
from data.text import Text

CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]")
QUOTING = {
    "pages.ui.words.OTHER_LANGUAGE": "names the other language in its own letters",
    "pages.ui.words.SWITCH_LANGUAGE": "names the other language in its own letters",
    "pages.ui.goals.contract_words.NAME_ZH": "names the other language in its own letters",
    "data.reading.unknown._READ_HERE": "names the language to export in",
    "data.reading.unknown._WHAT_TO_EXPORT": "names the language to export in",
    "kpi.goals.table.NO_HEADER": "headers as they stand in the table",
    "data.reading.sheets.restate._ADD_DAYS": "a month as it stands in a title",
    "kpi.alerts.addresses.EXAMPLES": "lines of a settings file",
}
"""Which texts repeat what stands elsewhere as it stands there."""


def modules() -> Iterator[ModuleType]:
    """Yield every module that may hold words; those that only run are no modules."""
    for package in (data, kpi, pages.ui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(("__main__", ".frame")):
                yield import_module(found.name)


def texts(value: Any) -> Iterator[Text]:
    """Yield the texts of a value, also those within lists and tables."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each)


def all_words() -> Iterator[tuple[str, Text]]:
    """Yield every text with the name it has first."""
    seen = set()
    for module in modules():
        for name, value in vars(module).items():
            for text in texts(value):
                if id(text) not in seen:
                    seen.add(id(text))
                    yield f"{module.__name__}.{name}", text
    yield from ((f"measure {m}", m.label) for m in Measure)


WORDS = list(all_words())


def in_their_letters(text: Text) -> bool:
    """Whether English has no Chinese letter, and Chinese its own punctuation and spaces."""
    bare = re.sub(r"\*\*|{\w+}", "", text.zh)
    wrong = (
        CJK.search(text.en.replace("・", "")) or TOUCHING.search(bare) or HALF_WIDTH.search(bare)
    )
    return not wrong


def test_both_languages_fill_in_the_same() -> None:
    marks = [
        (name, *(sorted(set(re.findall(r"{(\w+)}", side))) for side in (text.zh, text.en)))
        for name, text in WORDS
    ]
    assert len(marks) > 2000
    assert [each for each in marks if each[1] != each[2]] == []


def test_each_language_is_in_its_own_letters() -> None:
    odd = {name: text for name, text in WORDS if not in_their_letters(text)}
    assert {name: text for name, text in odd.items() if name not in QUOTING} == {}
    assert QUOTING.keys() <= odd.keys(), "an excuse that nobody needs"
