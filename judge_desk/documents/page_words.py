"""Words that the program itself puts on every paper, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from judge_desk.documents.blocks import Document
from judge_desk.documents.texts import OwnTexts, open_texts

_WORDS: Final = open_texts("page")
NATION: Final = _WORDS.template("nation")
MOTTO: Final = _WORDS.template("motto")
SUPERSEDED_MARK: Final = _WORDS.template("superseded_mark")


def page_word(document: Document) -> str:
    """Give the word before the number of a page, in the language of the document."""
    return open_texts("page", document.language[:2]).template("page")


def code_word(document: Document) -> str:
    """Give the word before the code of the data, in the language of the document."""
    return open_texts("page", document.language[:2]).template("data_code")


def with_own_texts(footer: str, copies: Iterable[OwnTexts]) -> str:
    """Add to a foot which copies of an office's own words a paper took: number and beginning of the digest."""
    named = [_WORDS.fill("own_copy", number=each.number, code=each.digest[:8]) for each in copies]
    return _WORDS.fill("own_texts", footer=footer, copies=", ".join(named)) if named else footer


def watermark_of(document: Document) -> str:
    """Give the words across every page, empty for none; a superseded paper has some without being asked."""
    return document.watermark or (SUPERSEDED_MARK if document.superseded else "")
