"""Minutes: whole as Markdown, short as text, and no name in them comes alive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.state import Note
from data.text import LANGS, Text
from kpi.actions.action import Action
from kpi.actions.listed import actions
from kpi.review.deciding import decide
from kpi.review.markdown import plain, table
from kpi.review.minutes import LONGEST, minutes_markdown, minutes_text
from tests.kpi.review_world import Usual, usual_week  # noqa: F401

AT = datetime(2026, 11, 23, 2, 0)


def note(text: str, item: str = "cpa-google", by: str = "王") -> Note:
    """Return a note."""
    return Note(item, "pen", by, text, AT)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        ("# 標題", "\\# 標題"),
        ("- 一項", "\\- 一項"),
        ("12. 月", "12\\. 月"),
        ("a\n\n# b\r\nc", "a # b c"),
        ("<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("[LINE](http://x.y)", "\\[LINE\\](http\\://x.y)"),
        ("www.x.y", "www\\.x.y"),
        ("a@b.tw", "a\\@b.tw"),
        ("a|b", "a\\|b"),
        ("**粗**_斜_`碼`~~刪~~", "\\*\\*粗\\*\\*\\_斜\\_\\`碼\\`\\~\\~刪\\~\\~"),
        ("&lt;b&gt;", "\\&lt;b\\&gt;"),
        ("\\*", "\\\\\\*"),
        ("2.74 → 3.0", "2.74 → 3.0"),
        ("a\u202eb", "a b"),
    ],
)
def test_markdown_means_nothing_but_its_letters(typed: str, written: str) -> None:
    assert plain(typed) == written


@given(st.text(max_size=80))
def test_whatever_is_typed_stays_one_line_without_markup(typed: str) -> None:
    bare = plain(typed).replace("\\\\", "")
    assert len(bare.splitlines()) <= 1
    for n, letter in enumerate(bare):
        if letter in "*_[]<>|~`&":
            assert bare[n - 1] == "\\" and n > 0


def test_a_table_keeps_its_columns(usual: Usual) -> None:
    lines = list(table(["甲", "乙"], [["a|b", "-1"], ["<i>", "2"]]))
    assert lines == ["| 甲 | 乙 |", "| --- | --- |", "| a\\|b | -1 |", "| \\<i\\> | 2 |"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_minutes_tell_the_meeting(
    usual: Usual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-23")
    state = usual.copy(tmp_path)
    made = decide(state, usual.review, "cpa-google", "stop", why="連兩週", by="林")
    made = decide(state, made, "profit", "skip", by="林")
    extra = Action("a-x", "訂會議室", "小陳", d(2026, 11, 25), d(2026, 11, 23), "林",
                   review=made.id)  # fmt: skip
    told = (made, [note("先看素材\n再說")], [*actions(state), extra], lang)
    whole, short = minutes_markdown(*told), minutes_text(*told)  # type: ignore[arg-type]
    wanted = {
        "zh": ("# 週會紀錄 11/16–11/22", "停投・投放負責人・11/30 前（連兩週）", "本週不處理",
               "先看素材 再說（王）", "訂會議室・小陳・11/25 前", "下次週會檢討 11/23–11/29"),
        "en": ("# Weekly review 11/16–11/22",
               "Pause what does not convert・Ads lead・by 11/30 (連兩週)", "Not this week",
               "先看素材 再說 (王)", "訂會議室・小陳・by 11/25",
               "The next review is of 11/23–11/29"),
    }  # fmt: skip
    for said in wanted[lang]:
        assert said in whole, said
        assert said.removeprefix("# ") in short, said
    assert whole.count("停投" if lang == "zh" else "Pause what") == 1  # the action is not repeated
    assert len(short) <= LONGEST
    assert "## " in whole and "##" not in short
    for said in (whole, short):
        assert "  " not in said and "{" not in said


def test_a_long_meeting_still_fits_a_message(usual: Usual) -> None:
    notes = [note(f"第 {n} 則：" + "很長" * 40) for n in range(30)]
    short = minutes_text(usual.review, notes, [], "zh")
    assert len(short) <= LONGEST
    assert short.endswith("（其餘在看板的週會紀錄）\n下次週會檢討 11/23–11/29。")
    assert not short.splitlines()[-3].startswith("【")
    assert minutes_markdown(usual.review, notes, [], "zh").count("很長" * 40) == 30


def test_names_that_people_typed_do_not_come_alive(usual: Usual) -> None:
    evil = "<img src=x>![a](http://b.c)"
    frozen = tuple(replace(one, owner=Text(evil, evil)) for one in usual.review.frozen)
    made = replace(usual.review, opened_by=evil, frozen=frozen)
    told = minutes_markdown(made, [note(evil, by=evil), note("孤兒", item="gone")], [], "zh")
    assert "<img" not in told.replace("\\<img", "")
    assert "](" not in told.replace("\\](", "") and "://" not in told.replace("\\://", "")
    assert "gone：孤兒（王）" in told


def test_without_anything_decided_it_says_so(usual: Usual) -> None:
    assert "- 沒有決議。" in minutes_markdown(usual.review, [note("  ")], [], "zh")
    assert "【決議】\n・沒有決議。" in minutes_text(usual.review, [], [], "zh")
    assert "筆記" not in minutes_markdown(usual.review, [note("  ")], [], "zh")
