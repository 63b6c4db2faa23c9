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
_STATES: Final = (
    ("watermark_rehearsal", "banner_rehearsal"),
    ("watermark_sample", "banner_sample"),
    ("watermark_draft", "banner_draft"),
)
"""Of each state that a paper can be in: the words across the page and the sentence of the band."""


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


def state_words(rehearsal: bool, sample: bool, draft: bool) -> tuple[str, str]:
    """Give what a paper says about its own worth: the words across its pages, a line each, and those of the band."""
    states = [each for each, holds in zip(_STATES, (rehearsal, sample, draft), strict=True) if holds]
    across = "\n".join(_WORDS.template(words) for words, _ in states)
    return across, ". ".join(_WORDS.template(sentence) for _, sentence in states)


def draft_mark(across: str) -> str:
    """Give the words across a paper that is a draft by its nature, below those that it has already."""
    draft = _WORDS.template("watermark_draft")
    return across if draft in across.split("\n") else "\n".join(filter(None, (across, draft)))


def is_committee(organiser: str) -> bool:
    """Say whether the organisers as printed are a committee, so that its head decides and signs."""
    return organiser.startswith(_WORDS.template("committee"))


def event_of(contest: str) -> str:
    """Say what a contest calls itself at the beginning of its title, e.g. Hội thi; else the usual word."""
    words = _WORDS.template("events").split("|")
    return next((each for each in words if contest.startswith(each)), words[0])


def office_and_body(signer: str) -> tuple[str, str]:
    """Part who signs into the office and the body that it heads; the whole where it is not known."""
    for office in sorted(_WORDS.template("offices").split("|"), key=len, reverse=True):
        if signer.startswith(f"{office} "):
            return office, signer.removeprefix(office).strip()
    return signer, ""


def watermark_of(document: Document) -> str:
    """Give the words across every page, a line for each state; a superseded paper has some without being asked."""
    return "\n".join(filter(None, (SUPERSEDED_MARK if document.superseded else "", document.watermark)))
