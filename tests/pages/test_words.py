"""The interface's words: both languages say the same, and each in its own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from data import handwritten, problems
from data.schema import Measure
from data.text import Text
from kpi import rules
from kpi.calendar import back, chosen, fields, news, occasion, seasons, table
from kpi.closing import month
from pages.ui import calendar, downloads, parts, typed_costs, words
from pages.ui.occasions import closing_words
from pages.ui.occasions import words as calendar_words
from pages.ui.rules import words as rules_words

MODULES = (
    words,
    calendar,
    problems,
    parts,
    rules_words,
    typed_costs,
    downloads,
    handwritten,
    rules,
    calendar_words,
    closing_words,
    seasons,
    fields,
    table,
    occasion,
    back,
    chosen,
    news,
    month,
)


def all_words() -> Iterator[tuple[str, Text]]:
    """Yield every Text of the interface by name."""
    for module, (name, value) in ((m, item) for m in MODULES for item in vars(m).items()):
        own = "" if module is words else f"{module.__name__}."
        if isinstance(value, Text):
            yield f"{own}{name}", value
        elif isinstance(value, dict) and name.isupper():
            texts = {key: text for key, text in value.items() if isinstance(text, Text)}
            yield from ((f"{own}{name}-{key}", text) for key, text in texts.items())


WORDS = dict(all_words()) | {f"measure-{m}": m.label for m in Measure}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_translated(name: str) -> None:
    text = WORDS[name]
    marks = [sorted(re.findall(r"{(\w+)}", side)) for side in (text.zh, text.en)]
    assert marks[0] == marks[1]
    if name not in ("OTHER_LANGUAGE", "SWITCH_LANGUAGE"):
        assert not re.search(
            r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text.en.replace("・", "")
        )


@pytest.mark.parametrize("name", WORDS)
def test_chinese_keeps_one_space_to_latin_and_its_own_punctuation(name: str) -> None:
    zh = re.sub(r"\*\*|{\w+}", "", WORDS[name].zh)
    assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", zh), zh
    assert not re.search(r"[\u4e00-\u9fff][,;:!?()]", zh), zh
