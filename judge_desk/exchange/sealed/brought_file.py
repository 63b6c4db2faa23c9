"""What the organisers brought to the rounds as a file (``.jdsolieu``), so that a recount needs only sealed files.

Every sheet of a contest in the order of the numbers, superseded ones among them, signed by the contest's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.values.identity import ContestId
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.sealed.canonical_json import write_json
from judge_desk.exchange.sealed.notes import public_bytes
from judge_desk.exchange.sealed.signed_json import Form, read_signed, write_signed

EXTENSION: Final = ".jdsolieu"
LIMIT: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """The content of the file.

    Attributes:
        contest: whose rounds.
        key: the contest's public key (hex), which also signs.
        sheets: by ascending number.
    """

    contest: ContestId
    key: str
    sheets: tuple[BroughtSheet, ...]


_FORM: Final = Form("judge-desk so-lieu", 1, "judge-desk/so-lieu", BroughtFile, LIMIT, lambda each: each.key)


def write_brought(contest: ContestId, sheets: tuple[BroughtSheet, ...], key: Ed25519PrivateKey) -> bytes:
    """Make the bytes of the file.

    Raises:
        BadInput: numbers that do not ascend, or a value that has no legal form.
    """
    if not _sound(sheets):
        raise BadInput("brought.form")
    return write_signed(_FORM, BroughtFile(contest, public_bytes(key).hex(), sheets), key)


def read_brought(data: bytes, where: str = "") -> BroughtFile:
    """Read such a file, its signature verified by the key that it names.

    Raises:
        NewerFormat, Altered, WrongContest, Unreadable: see :func:`~judge_desk.exchange.sealed.signed_json.read_signed`.
    """
    file = read_signed(_FORM, data, where)
    if not _sound(file.sheets):
        raise Unreadable("brought.form", where)
    return file


def canonical_text(sheet: BroughtSheet) -> str:
    """Write one sheet in its only form, as one line without a newline, for hashing."""
    return write_json(sheet)


def _sound(sheets: tuple[BroughtSheet, ...]) -> bool:
    numbers = [sheet.number for sheet in sheets]
    ascending = all(number >= 1 for number in numbers) and all(first < second for first, second in pairwise(numbers))
    return ascending and all(_in_order(sheet) for sheet in sheets)


def _in_order(sheet: BroughtSheet) -> bool:
    codes = [code for code, _ in sheet.rows]
    try:
        legal = all(parse_decimal(value) >= 0 for _, value in sheet.rows)
    except NotANumber:
        return False
    return legal and all(first < second for first, second in pairwise(codes))
