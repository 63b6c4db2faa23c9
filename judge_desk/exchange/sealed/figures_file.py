"""Sheets of figures of the measured parts as a file (``.jdbang``), so that a recount needs only sealed files.

Each sheet stands in it as its one text, by which it is named in decisions; signed by the contest's key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.reviewing.sheets import FigureSheet, figure_text
from judge_desk.contest.values.identity import ContestId, Digest
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.plain_text import is_clean
from judge_desk.exchange.seal import is_digest
from judge_desk.exchange.sealed.notes import public_bytes
from judge_desk.exchange.sealed.signed_json import Form, read_signed, write_signed

EXTENSION: Final = ".jdbang"
LIMIT: Final = 128 * 1024 * 1024
_FIELDS: Final = 13


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """The content of the file.

    Attributes:
        contest: whose figures.
        key: the contest's public key (hex), which also signs.
        sheets: by ascending number.
    """

    contest: ContestId
    key: str
    sheets: tuple[FigureSheet, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    contest: ContestId
    key: str
    sheets: tuple[str, ...]


_FORM: Final = Form("judge-desk bang-so-lieu", 1, "judge-desk/bang-so-lieu", _Texts, LIMIT, lambda each: each.key)


def write_figures(contest: ContestId, sheets: tuple[FigureSheet, ...], key: Ed25519PrivateKey) -> bytes:
    """Make the bytes of the file; the same sheets and key always give the same bytes.

    Raises:
        BadInput: numbers that do not ascend, or a sheet that has no legal form.
    """
    if not _ascend(sheets) or not all(_sound(each) for each in sheets):
        raise BadInput("figures.form")
    texts = tuple(figure_text(each) for each in sheets)
    return write_signed(_FORM, _Texts(contest, public_bytes(key).hex(), texts), key)


def read_figures(data: bytes, where: str = "") -> FiguresFile:
    """Read such a file, its signature verified by the key that it names.

    Raises:
        NewerFormat, Altered, WrongContest, Unreadable: see :func:`~judge_desk.exchange.sealed.signed_json.read_signed`.
    """
    held = read_signed(_FORM, data, where)
    try:
        sheets = tuple(_read_text(each) for each in held.sheets)
    except (ValueError, TypeError, RecursionError) as error:
        raise Unreadable("figures.form", where) from error
    if not _ascend(sheets):
        raise Unreadable("figures.form", where)
    return FiguresFile(held.contest, held.key, sheets)


def _read_text(text: str) -> FigureSheet:
    """Read a sheet's one text; raises ValueError or TypeError for anything else."""
    fields = json.loads(text)
    if not isinstance(fields, list) or len(fields) != _FIELDS:
        raise ValueError(text[:80])
    _, number, part, period, columns, rows, source, sha256, titles, closed_by, closed_on, reason, stated_time = fields
    sheet = FigureSheet(
        number=number,
        part=_text(part),
        period=_text(period),
        columns=_texts(columns),
        rows=tuple(map(_texts, rows)),
        source=_text(source),
        sha256=Digest(_text(sha256)),
        titles=_texts(titles),
        closed_by=_text(closed_by),
        closed_on=_text(closed_on),
        reason=_text(reason),
        stated_time=_text(stated_time),
    )
    if figure_text(sheet) != text or not _sound(sheet):
        raise ValueError(text[:80])
    return sheet


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if type(values) is not list or any(type(each) is not str for each in values):
        raise TypeError(values)
    return tuple(values)


def _ascend(sheets: Iterable[FigureSheet]) -> bool:
    return all(first.number < second.number for first, second in pairwise(sheets))


def _sound(sheet: FigureSheet) -> bool:
    """Say whether a sheet is one that the desk would have kept."""
    width = len(sheet.columns)
    try:
        day = date.fromisoformat(sheet.closed_on).isoformat()
    except ValueError:
        return False
    said = (sheet.part, sheet.period, sheet.source, sheet.closed_by, sheet.stated_time)
    plain = (*said, *sheet.reason.split("\n"), *sheet.columns, *sheet.titles)
    return (
        type(sheet.number) is int
        and sheet.number >= 1
        and day == sheet.closed_on
        and bool(sheet.part and sheet.source and sheet.closed_by)
        and (not sheet.sha256 or is_digest(sheet.sha256))
        and len(sheet.titles) == width
        and all(len(row) == width for row in sheet.rows)
        and all(first <= second for first, second in pairwise(sheet.rows))
        and all(map(is_clean, chain(plain, *sheet.rows)))
    )
