"""A look into a PDF without drawing it: pages, locks, and what could act by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from judge_desk.contest.values.problems import Severity
from judge_desk.exchange.submissions.insight import Look

MOST_PAGES: Final = 1_000
_PAGES_LOOKED_AT: Final = 200
_ACTING: Final = {"/JavaScript": "probe.pdf_script", "/Launch": "probe.pdf_launch"}
# What pypdf's readers let through on damaged files, besides errors of its own.
FAULTS: Final = (
    PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError,
    NotImplementedError, OverflowError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfLook:
    """Pages (None if unknown), codes of findings that stop, and codes of findings that ask."""

    pages: int | None
    stops: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def look_at_pdf(path: Path, look: Look) -> None:
    """Look at a PDF file and note what was found."""
    found = look_into_pdf(path)
    look.pages = found.pages
    for code in found.stops:
        look.find(code)
    for code in found.asks:
        look.find(code, Severity.ASK)


def look_into_pdf(path: Path) -> PdfLook:
    """Look into a PDF file; nothing is raised for a damaged one."""
    try:
        with path.open("rb") as source:
            reader = PdfReader(source, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return PdfLook(None, ("probe.locked",))
            pages = len(reader.pages)
            if pages == 0:
                return PdfLook(0, ("probe.damaged",))
            asks = dict.fromkeys(_acting(reader))
            if pages > MOST_PAGES:
                asks["probe.pdf_long"] = None
            return PdfLook(pages, (), tuple(asks))
    except FAULTS:
        return PdfLook(None, ("probe.damaged",))


def _acting(reader: PdfReader) -> Iterator[str]:
    root = _plain(reader.trailer["/Root"])
    names = _plain(root.get("/Names"))
    if isinstance(names, DictionaryObject):
        if "/JavaScript" in names:
            yield "probe.pdf_script"
        if "/EmbeddedFiles" in names:
            yield "probe.pdf_attachment"
    yield from _of_actions(root)
    for page, _ in zip(reader.pages, range(_PAGES_LOOKED_AT), strict=False):
        yield from _of_actions(page)
        annotations = _plain(page.get("/Annots"))
        for each in annotations if isinstance(annotations, ArrayObject) else ():
            yield from _of_annotation(_plain(each))


def _of_annotation(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, DictionaryObject):
        if annotation.get("/Subtype") == "/FileAttachment":
            yield "probe.pdf_attachment"
        yield from _of_action(annotation.get("/A"))
        yield from _of_actions(annotation)


def _of_actions(holder: Any) -> Iterator[str]:
    if isinstance(holder, DictionaryObject):
        yield from _of_action(holder.get("/OpenAction"))
        additional = _plain(holder.get("/AA"))
        for action in additional.values() if isinstance(additional, DictionaryObject) else ():
            yield from _of_action(action)


def _of_action(action: Any) -> Iterator[str]:
    action = _plain(action)
    if isinstance(action, DictionaryObject):
        code = _ACTING.get(str(action.get("/S")))
        if code:
            yield code


def _plain(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
