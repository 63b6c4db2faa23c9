"""Mã gói bài thi: one page for the wall of the room, with the code in digits that can be read across a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from judge_desk.documents.blocks import BigText, Block, CodeBlock, Document, Paragraph, Spacer, Style, Title
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.paper import make_document, organisers_head, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import code_groups, count, moment

_TEXTS: Final = open_texts("wall_code")
_LINE: Final = 15
"""Digits on one line: three groups of five."""


@dataclass(frozen=True, slots=True)
class WallCodeContent:
    """What the page says: version of the package, its 30 digits and digest, entries, files, when it was made (ISO).

    ``log_head`` is the beginning of the code that the secretary's log had then, in groups.
    """

    head: PaperHead
    version: int
    code: str
    digest: str
    entries: int
    files: int
    stated_time: str
    log_head: str = ""


def wall_code(content: WallCodeContent) -> Document:
    """Make the page."""
    entries, files = count(content.entries), count(content.files)
    lines = [content.code[start : start + _LINE] for start in range(0, len(content.code), _LINE)]
    blocks: list[Block] = [
        organisers_head(content.head),
        Title(_TEXTS.fill("title"), subject(content.head)),
        Paragraph(_TEXTS.fill("version", version=content.version, entries=entries, files=files), Style.CENTRED),
        Spacer(8),
        *(BigText(code_groups(line), 44) for line in lines),
        Spacer(8),
        Paragraph(_TEXTS.fill("rule_1"), Style.CENTRED),
        Paragraph(_TEXTS.fill("rule_2"), Style.CENTRED),
    ]
    if content.version > 1:
        replaced = _TEXTS.fill("replaces", before=content.version - 1, version=content.version)
        blocks += [Spacer(4), Paragraph(replaced, Style.CENTRED)]
    blocks += [
        Spacer(8),
        CodeBlock(_TEXTS.fill("qr"), content.code, content.digest),
        Paragraph(_TEXTS.fill("made", moment=moment(content.stated_time)), Style.NOTE),
    ]
    if content.log_head:
        blocks.append(Paragraph(_TEXTS.fill("log", log=content.log_head), Style.NOTE))
    return make_document(content.head, _TEXTS.fill("document_title"), blocks)
