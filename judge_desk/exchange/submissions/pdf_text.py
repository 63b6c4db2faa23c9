"""The text of a PDF file, page by page, and a copy of it that names nobody in its properties."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader, PdfWriter

from judge_desk.exchange.submissions.old_text import Piece
from judge_desk.exchange.submissions.write_up_text import Passage, Place, WriteUpText, assemble

MOST_PAGES: Final = 300
_PEOPLE: Final = {"author": "/Author", "company": "/Company"}
_LIBRARIES: Final = frozenset({"anonymous", "(anonymous)", "unspecified", "untitled"})


def read_pdf(path: Path) -> WriteUpText:
    """Read the text of a PDF file.

    Raises:
        Exception: one of ``probe_pdf.FAULTS``, when it is damaged or locked.
    """
    with path.open("rb") as source:
        reader = _opened(source)
        passages = [
            Passage(number, _pieces(page)) for number, page in zip(range(1, MOST_PAGES + 1), reader.pages, strict=False)
        ]
        return assemble(Place.PAGE, passages, _properties(reader))


def _opened(source: Any) -> PdfReader:
    reader = PdfReader(source, strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def _pieces(page: Any) -> tuple[Piece, ...]:
    """Give the text of a page, cut where its font changes."""
    found: list[tuple[str, list[str]]] = []

    def take(text: str, _now: Any, _line: Any, font: Any, _size: Any) -> None:
        name = str(font.get("/BaseFont", "")) if font else (found[-1][0] if found else "")
        if found and found[-1][0] == name:
            found[-1][1].append(text)
        else:
            found.append((name, [text]))

    page.extract_text(visitor_text=take)
    return tuple(Piece("".join(texts), font) for font, texts in found)


def _properties(reader: PdfReader) -> Mapping[str, str]:
    stated: Mapping[str, Any] = reader.metadata or {}
    found = {key: " ".join(str(stated.get(name, "")).split())[:200] for key, name in _PEOPLE.items()}
    return {key: value for key, value in found.items() if value and value.casefold() not in _LIBRARIES}


def write_emptied_pdf(source: Path, target: Path) -> None:
    """Write a copy of a PDF file without its properties.

    Raises:
        Exception: one of ``probe_pdf.FAULTS``.
    """
    with source.open("rb") as opened, target.open("xb") as out:
        writer = PdfWriter()
        writer.append(_opened(opened))
        writer.metadata = None
        writer.root_object.pop("/Metadata", None)
        writer.write(out)
