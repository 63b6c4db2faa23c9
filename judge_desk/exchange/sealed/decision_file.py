"""Recorded decisions as a file (``.jdquyet``), so that a recount needs nothing but sealed files.

All decisions of a contest in the order of their numbers, signed by the contest's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import ContestId
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.sealed.canonical_json import write_json
from judge_desk.exchange.sealed.notes import public_bytes
from judge_desk.exchange.sealed.signed_json import Form, read_signed, write_signed

EXTENSION: Final = ".jdquyet"
LIMIT: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """The content of a decisions file.

    Attributes:
        contest: whose decisions.
        key: the contest's public key (hex), which also signs.
        decisions: by ascending number.
    """

    contest: ContestId
    key: str
    decisions: tuple[Decision, ...]


_FORM: Final = Form("judge-desk quyet-dinh", 1, "judge-desk/quyet-dinh", DecisionSheet, LIMIT, lambda each: each.key)


def write_decisions(contest: ContestId, decisions: tuple[Decision, ...], key: Ed25519PrivateKey) -> bytes:
    """Make the bytes of a decisions file.

    Raises:
        BadInput: numbers that do not ascend, or a value that has no legal form.
    """
    if not _ascend(decisions):
        raise BadInput("decisions.order")
    return write_signed(_FORM, DecisionSheet(contest, public_bytes(key).hex(), decisions), key)


def read_decisions(data: bytes, where: str = "") -> DecisionSheet:
    """Read a decisions file, its signature verified by the key that it names.

    Raises:
        NewerFormat, Altered, WrongContest, Unreadable: see :func:`~judge_desk.exchange.sealed.signed_json.read_signed`.
    """
    sheet = read_signed(_FORM, data, where)
    if not _ascend(sheet.decisions):
        raise Unreadable("decisions.order", where)
    return sheet


def canonical_text(decision: Decision) -> str:
    """Write one decision in its only form, as one line without a newline, for hashing."""
    return write_json(decision)


def _ascend(decisions: tuple[Decision, ...]) -> bool:
    numbers = [decision.number for decision in decisions]
    return all(number >= 1 for number in numbers) and all(first < second for first, second in pairwise(numbers))
