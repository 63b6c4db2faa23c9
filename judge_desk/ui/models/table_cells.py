"""What tables of the window share: how cells stand, and words made plain for searching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt

from judge_desk.ui.models.letters import in_letters

RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MARKS: Final = re.compile("[\u0300-\u036f]+")


def plain(text: str) -> str:
    """Give a text without marks and in small letters, for searching: ``Đề án`` is found by ``de an``."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))


def plain_all(texts: Sequence[str]) -> list[str]:
    """Give what :func:`plain` gives for each of many texts."""
    return in_letters(texts, plain)
