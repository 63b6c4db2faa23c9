"""Text in sealed files: what is brought into form, what is refused, how lines are escaped."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.exchange.plain_text import escaped, is_clean, is_line, is_remark, tidy_line, tidy_text, unescaped

anything = st.text(st.characters(exclude_categories=["Cs"]))
hostile = st.text(st.sampled_from(" \t\r\n\u200be\u0301\u202eA\u00ad\u2028\u0323Ệ\u1ec7\\n\ufeff\x85"))


@given(anything | hostile)
def test_tidied_text_may_stand_and_tidying_it_again_changes_nothing(text: str) -> None:
    line, remark = tidy_line(text), tidy_text(text)
    assert line == "" or is_line(line, len(line))
    assert remark == "" or is_remark(remark, len(remark))
    assert (tidy_line(line), tidy_text(remark)) == (line, remark)


@given(anything)
def test_escaping_makes_one_line_and_comes_back(text: str) -> None:
    assert "\n" not in escaped(text)
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["\\", "a\\", "\\x", "\\\\\\", "\\N"])
def test_a_backslash_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\\"):
        unescaped(text)


def test_vietnamese_typed_in_pieces_is_put_together() -> None:
    pieces = unicodedata.normalize("NFD", "Nguyễn Thị Ánh Tuyết")
    assert not is_clean(pieces)
    assert tidy_line(f"  {pieces}\t") == "Nguyễn Thị Ánh Tuyết"


def test_paragraphs_from_a_word_processor_keep_their_lines() -> None:
    assert tidy_text("Một\r\nHai\rBa\tbốn\u200b\n\n") == "Một\nHai\nBa bốn"


@pytest.mark.parametrize("character", "\x00\t\n\x7f\x85\u00ad\u200b\u200e\u202e\u2028\u2066\ufeff\U000e0041")
def test_invisible_and_turning_characters_are_refused(character: str) -> None:
    assert not is_clean(f"a{character}b")


@pytest.mark.parametrize("text", ["", " a", "a ", "\u00a0a", "ab"])
def test_a_line_has_no_blank_ends_and_a_longest_length(text: str) -> None:
    assert not is_line(text, 1)
