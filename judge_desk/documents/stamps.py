"""Stamps on copies of replaced papers, by format; what stamps one format is loaded with the first such copy."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Final, cast

from judge_desk.documents.formats import Format


class NotStamped(ValueError):
    """The bytes are no paper that can be read; the message says why."""


def _stamp(module: str, function: str) -> Callable[[bytes, str], bytes]:
    def stamped(paper: bytes, sentence: str) -> bytes:
        found = importlib.import_module(f"judge_desk.documents.{module}")
        return cast(bytes, getattr(found, function)(paper, sentence))

    return stamped


STAMPS: Final[Mapping[str, Callable[[bytes, str], bytes]]] = {
    Format.PDF: _stamp("stamping", "stamp_replaced"),
    Format.DOCX: _stamp("stamping_office", "stamp_word"),
    Format.XLSX: _stamp("stamping_office", "stamp_workbook"),
}
"""What marks a copy with a sentence, or raises :class:`NotStamped`; what is no paper bears no mark."""
