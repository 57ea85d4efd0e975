"""How campaigns are to be named: placeholders that people read, and an example of them."""

from __future__ import annotations

import re
from functools import cache

from data.text import Text

PLACEHOLDERS: dict[str, tuple[str, str, Text]] = {
    "year": (r"20\d\d", "2026", Text("西元年", "year")),
    "month": (r"(?:0[1-9]|1[0-2])", "11", Text("月份", "month")),
    "day": (r"(?:0[1-9]|[12]\d|3[01])", "05", Text("日", "day")),
    "platform": (r"[^\W\d_]+", "meta", Text("平台", "platform")),
    "theme": (r".+?", "雙11", Text("主題", "theme")),
    "id": (r"[0-9A-Za-z]+", "07", Text("編號", "number or code")),
}
"""What may stand in braces: what it stands for as a regular expression, an example, its meaning."""
_BRACES = re.compile(r"\{([^{}]*)\}")

UNKNOWN = Text(
    "格式裡的 {{{name}}} 不認得；可以用：{names}。",
    "{{{name}}} in the pattern is not known; there are: {names}.",
)
UNEVEN = Text(
    "格式的大括號沒有成對：{pattern}。", "The braces of the pattern do not pair up: {pattern}."
)


class WrongPattern(ValueError):
    """A pattern that says nothing; ``text`` says why and what there is."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def check(pattern: str) -> None:
    """Raise :class:`WrongPattern` where a pattern names what there is not."""
    names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for name in _BRACES.findall(pattern):
        if name not in PLACEHOLDERS:
            raise WrongPattern(UNKNOWN.fill(name=name, names=names))
    if "{" in (rest := _BRACES.sub("", pattern)) or "}" in rest:
        raise WrongPattern(UNEVEN.fill(pattern=pattern))


def example(pattern: str) -> str:
    """Return a campaign name of a pattern.

    Examples
    --------
    >>> example("{year}{month}_{platform}_{theme}_{id}")
    '202611_meta_雙11_07'
    """
    return _BRACES.sub(lambda m: PLACEHOLDERS[m[1]][1], pattern)


def fits(pattern: str, campaign: str) -> bool:
    """Whether a campaign is named by a pattern; an empty one asks for nothing."""
    return not pattern or bool(_compiled(pattern).fullmatch(campaign))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = _BRACES.split(pattern)  # what is written as it is, a placeholder, and so on
    return re.compile(
        "".join(PLACEHOLDERS[p][0] if n % 2 else re.escape(p) for n, p in enumerate(pieces)),
        re.IGNORECASE,
    )
