"""A stamp on a Word or Excel paper that was replaced: a copy that says so; the paper's own bytes stay what they are.

In Word the sentence stands at the head of every page, in the dark band's type. In Excel it stands above the words of
every sheet's first cell and at the head of every printed page. Both change the parts as they lie in the file, so that
nothing that an office program would read differently is written anew.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, unescape

from judge_desk.documents.packing import repacked
from judge_desk.documents.stamps import NotStamped

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_HEAD_OF_WORD: Final = re.compile(r"<w:hdr\b[^>]*>")
_FIRST_CELL: Final = re.compile(r'<c r="A1"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)', re.DOTALL)
_FIRST_ROW: Final = re.compile(r'(<row r="1"[^>]*? ht=")([\d.]+)"')
_ROOM: Final = 3
"""How much higher the first row becomes: two lines for the sentence above its own."""
_SHARED: Final = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_PRINT_HEAD: Final = re.compile(r"(<headerFooter[^>]*>)(?:<oddHeader>(.*?)</oddHeader>)?", re.DOTALL)
_LARGE: Final = '&C&"Times New Roman,Bold"&12 '
_LONGEST: Final = 255
"""Letters that Excel takes in the head of a printed page."""


def stamp_word(docx: bytes, sentence: str) -> bytes:
    """Give a copy of a Word paper whose every page says at its head that it was replaced.

    Raises:
        NotStamped: it is no Word paper with heads.
    """
    band = f'<w:p><w:pPr><w:pStyle w:val="PaperBanner"/></w:pPr><w:r><w:t>{escape(sentence)}</w:t></w:r></w:p>'
    return _changed(docx, "word/header", lambda part, _: _HEAD_OF_WORD.sub(lambda head: head[0] + band, part, 1))


def stamp_workbook(xlsx: bytes, sentence: str) -> bytes:
    """Give a copy of a workbook whose every sheet says on the screen and in print that it was replaced.

    Raises:
        NotStamped: it is no workbook of ours.
    """

    def sheet(part: str, strings: list[str]) -> str:
        room = _FIRST_ROW.sub(lambda row: f'{row[1]}{float(row[2]) * _ROOM:g}"', part, 1)
        marked = _FIRST_CELL.sub(lambda cell: _cell(cell, sentence, strings), room, 1)
        return _PRINT_HEAD.sub(lambda head: _head(head, sentence), marked, 1)

    return _changed(xlsx, "xl/worksheets/sheet", sheet)


def _cell(cell: re.Match[str], sentence: str, strings: list[str]) -> str:
    """Put the sentence above the words of a cell."""
    shared = re.search(r' t="s">\s*<v>(\d+)</v>', cell[0])
    said = "".join(re.findall(r"<t[^>]*>(.*?)</t>", strings[int(shared[1])] if shared else cell[0], re.DOTALL))
    text = "\n".join(filter(None, (escape(sentence), said)))
    return f'<c r="A1"{cell[1] or ""} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _head(head: re.Match[str], sentence: str) -> str:
    said = _LARGE + sentence.replace("&", "&&")
    both = f"{said}\n{unescape(head[2]).removeprefix('&C')}" if head[2] else said
    return f"{head[1]}<oddHeader>{escape(both if len(both) <= _LONGEST else said)}</oddHeader>"


def _changed(data: bytes, parts: str, change: Callable[[str, list[str]], str]) -> bytes:
    """Change the parts whose names begin so; gives the file packed again.

    Raises:
        NotStamped: it is none, or a part stayed as it was.
    """
    target = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            names = source.namelist()
            shared = source.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in names else ""
            strings, found = _SHARED.findall(shared), 0
            for name in names:
                part = source.read(name)
                if name.startswith(parts):
                    before, found = part.decode(), found + 1
                    part = change(before, strings).encode()
                    if part.decode() == before:
                        raise NotStamped(name)
                packed.writestr(name, part)
    except (zipfile.BadZipFile, KeyError, IndexError, UnicodeDecodeError) as fault:
        raise NotStamped(str(fault)) from fault
    if not found:
        raise NotStamped(parts)
    return repacked(target.getvalue(), _TIME)
