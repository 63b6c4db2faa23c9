"""What a line of running text must not part: a number and its unit, ``Điều 1``, ``năm 2024``, a word and its dash.

The blanks between them become blanks that do not break. Only running text is joined: a cell of a table is too narrow
for it, and its column is as wide as its longest word. The text itself stays as it is, so that it can be compared.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from judge_desk.documents.blocks import Block, Document, Fields, KeepTogether, Paragraph, Title
from judge_desk.documents.texts import open_texts

_FIXED: Final = "\u00a0"
_WORDS: Final = open_texts("joining")


def _either(key: str) -> str:
    return "|".join(sorted(map(re.escape, _WORDS.template(key).split()), key=len, reverse=True))


_NUMBER: Final = r"[0-9][0-9.,/-]*"
_BEFORE, _BEHIND = _either("before"), _either("behind")
_RANKED, _RANKS = _either("ranks_before"), _either("ranks")
_PATTERNS: Final = (
    re.compile(rf"(?i:\b(?:{_BEFORE})) (?={_NUMBER}|[IVXLC]+\b)"),
    re.compile(rf"(?<=[0-9%]) (?=(?:{_BEHIND})\b)"),
    re.compile(rf"(?i:\b(?:{_RANKED})) (?=(?:{_RANKS})\b)"),
    re.compile(r" (?=[\u2013\u2014] )"),
)


@lru_cache(maxsize=16384)
def joined(text: str) -> str:
    """Join what a line must not part."""
    for pattern in _PATTERNS:
        text = pattern.sub(lambda found: found[0].replace(" ", _FIXED), text)
    return text


def _joined_block(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=joined(block.text), lead=joined(block.lead))
        case Fields():
            return replace(block, rows=tuple((label, joined(value)) for label, value in block.rows))
        case Title():
            return replace(block, subject=tuple(map(joined, block.subject)), note=joined(block.note))
        case KeepTogether():
            return replace(block, blocks=tuple(map(_joined_block, block.blocks)))
    return block


def joined_document(document: Document) -> Document:
    """Join the running text of a document in Vietnamese."""
    if not document.language.startswith("vi"):
        return document
    return replace(document, blocks=tuple(map(_joined_block, document.blocks)))
