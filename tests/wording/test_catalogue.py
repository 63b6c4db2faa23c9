"""Sentences with what people wrote in them."""

from __future__ import annotations

import pytest

from judge_desk.wording.catalogue import Catalogue

BOOK = Catalogue(
    "vi", [("thu.toml", lambda: '[a]\nb = "Lý do: {reason}. Người quyết định: {people}."\nc = "{reason} xong"')]
)


@pytest.mark.parametrize(
    ("written", "said"),
    [("Đã họp", "Đã họp."), ("Đã họp.", "Đã họp."), ("Còn chờ...", "Còn chờ..."), ("", ".")],
)
def test_a_reason_that_is_a_sentence_brings_no_second_full_stop(written: str, said: str) -> None:
    assert BOOK.say("a.b", reason=written, people="A (Chủ tịch)") == f"Lý do: {said} Người quyết định: A (Chủ tịch)."


def test_what_stands_within_a_sentence_keeps_its_full_stop() -> None:
    assert BOOK.say("a.c", reason="UBND TP.") == "UBND TP. xong"
