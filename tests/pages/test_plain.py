"""Hostile names: shown letter for letter, never as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.plain import plain

OPENERS = r"\`*_{}[]()<>#!|~$:&@^"


@pytest.mark.parametrize(
    "name",
    [
        ":red[x]",
        ":red-badge[:material/error: x]",
        ":material/error:",
        ":smile:",
        "$x$",
        "$$x$$",
        "<b>x</b>",
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![](http://example.com/x.png)",
        "https://example.com/x",
        "www.example.com",
        "someone@example.com",
        "**bold**",
        "`code`",
        "~~gone~~",
        "# 標題",
        "- list",
        "1. list",
        "> quote",
        "| a | b |",
        "&lt;b&gt;",
        "a -> b <- c -- d",
        "品牌字\n# 標題",
        "\\*x\\*",
    ],
)
def test_no_name_becomes_markup(name: str) -> None:
    shown = plain(name)
    for mark in OPENERS:
        at = [m.start() for m in re.finditer(re.escape(mark), shown) if mark != "\\"]
        assert all(shown[i - 1] == "\\" for i in at), f"{mark} is open in {shown}"
    assert "\n" not in shown
    seen = re.sub(r"\\(.)", r"\1", shown)
    assert not re.search(r":[\w+/-]|@\w|www\.|--|->|<-", seen), "a code survives the parser"


@given(st.text())
def test_nothing_is_lost(name: str) -> None:
    read = re.sub(r"\\(.)", r"\1", plain(name)).replace("\u2060", "")
    hidden = re.sub(r"U\+[0-9A-F]{4}", "", read)
    kept = [c for c in name if c.isprintable() and not c.isspace()]
    assert all(c in read for c in kept) and len(hidden) <= len(name)


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\x00", "\u2066"])
def test_what_cannot_be_seen_is_named(unseen: str) -> None:
    assert plain(f"a{unseen}b") == f"aU\\+{ord(unseen):04X}b"
