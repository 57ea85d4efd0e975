"""The interface's words: both languages say the same, and each in its own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from data.schema import Measure
from data.text import Text
from pages.ui import words


def all_words() -> Iterator[tuple[str, Text]]:
    """Yield every Text of the interface by name."""
    for name, value in vars(words).items():
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict) and name.isupper():
            yield from ((f"{name}-{key}", text) for key, text in value.items())


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
