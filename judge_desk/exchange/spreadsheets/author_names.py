"""Authors out of one cell: ``Nguyễn Văn A (Chuyên viên, Sở Nội vụ); Trần Thị B``, or one on each line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from judge_desk.exchange.spreadsheets.cell_reading import items_of

_HONORIFIC: Final = re.compile(r"(?:Ông|Bà|Anh|Chị|Đồng chí|Đ/c)\s*:?\s+(?=\w)", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"(?P<name>[^()]+)\((?P<inside>[^()]*)\)\s*\Z")
_BODIES: Final = (
    "Sở|Ban|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|Hội|Văn phòng (?:UBND|Ủy ban|HĐND)|Phòng|Trung tâm|Chi cục|Cục|Công an|"
    "Bộ Chỉ huy|Bảo hiểm|Kho bạc|Trường|Bệnh viện|Liên đoàn|Tỉnh đoàn|Thanh tra|Đài|Công ty|Huyện|Thị|Thành|Xã|Phường"
)
_DASH_BEFORE_BODY: Final = re.compile(rf"\s+[-–]\s+(?=(?:{_BODIES})\b)", re.IGNORECASE)
_LEAST_WORDS, _MOST_WORDS = 2, 6


@dataclass(frozen=True, slots=True)
class WrittenAuthor:
    """An author as written: name, and what stands in brackets behind it (position, unit), empty if absent."""

    name: str
    position: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WrittenAuthors:
    """All authors of a cell; ``by_comma`` says that commas were taken as separators, which is a guess."""

    authors: tuple[WrittenAuthor, ...]
    by_comma: bool = False


def read_authors(text: str) -> WrittenAuthors:
    """Read the authors of one cell, in order; none for a blank cell.

    Semicolons and line ends separate. Commas do only when every piece looks like a name.
    """
    items = items_of(text)
    by_comma = False
    if len(items) == 1 and "(" not in text:
        pieces = tuple(piece.strip() for piece in items[0].split(","))
        by_comma = len(pieces) > 1 and all(_looks_like_name(piece) for piece in pieces)
        items = pieces if by_comma else items
    return WrittenAuthors(tuple(_author(item) for item in items), by_comma)


def bare_name(text: str) -> str:
    """Leave out Ông or Bà before a name."""
    return _HONORIFIC.sub("", text.strip(), count=1) if _HONORIFIC.match(text.strip()) else text.strip()


def _author(item: str) -> WrittenAuthor:
    found = _BRACKETED.match(item)
    if found is None:
        name, *rest = re.split(r"\s+[-–]\s+|,\s*", item, maxsplit=1)
        return WrittenAuthor(bare_name(name), *_position_and_unit(rest[0] if rest else ""))
    return WrittenAuthor(bare_name(found["name"]), *_position_and_unit(found["inside"]))


def _position_and_unit(text: str) -> tuple[str, str]:
    """Cut ``Phó Trưởng phòng, Sở Nội vụ`` at the first comma, or at a dash before a body's name.

    A dash inside a title of office parts nothing: ``Công chức Tư pháp - Hộ tịch`` is one position.
    """
    position, comma, unit = (part.strip() for part in text.partition(","))
    dash = _DASH_BEFORE_BODY.search(text)
    if dash is not None and (not comma or dash.start() < len(position)):
        return text[: dash.start()].strip(), text[dash.end() :].strip()
    return position, unit


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return _LEAST_WORDS <= len(words) <= _MOST_WORDS and all(word[0].isupper() and word.isalpha() for word in words)
