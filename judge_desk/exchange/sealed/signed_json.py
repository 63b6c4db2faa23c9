"""A record as one line of canonical JSON, below a line that names kind and format and one that names the key.

Manifests and decisions share this form, inside a signed note. The key that signed must be the one that the record
itself names; whether that key is the contest's is settled by the code on paper, or by the caller who knows the key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.values.problems import Altered, BadInput, NewerFormat, Unreadable, WrongContest
from judge_desk.exchange.seal import is_digest
from judge_desk.exchange.sealed.canonical_json import read_json, write_json
from judge_desk.exchange.sealed.notes import Note, open_note, public_bytes, sign, verify

Record = TypeVar("Record")

_KEY: Final = "Khóa: "


@dataclass(frozen=True, slots=True)
class Form(Generic[Record]):
    """One kind of signed record.

    Attributes:
        kind: first words of the text, e.g. ``judge-desk goi-bai-thi``; format: the highest number that is known.
        signer: name of the key on the signature line.
        record: the dataclass.
        limit: largest file in bytes.
        key_of: gives the public key (hex) that the record names.
        format_of: gives the number of the format that a record needs, the lowest that can say it; None: always the
            same.
    """

    kind: str
    format: int
    signer: str
    record: type[Record]
    limit: int
    key_of: Callable[[Record], str]
    format_of: Callable[[Record], int] | None = None

    def number_of(self, record: Record) -> int:
        """Give the number of the format that a record is written in."""
        return self.format if self.format_of is None else self.format_of(record)


def write_signed(form: Form[Record], record: Record, key: Ed25519PrivateKey) -> bytes:
    """Write and sign a record; the same record and key always give the same bytes.

    Raises:
        BadInput: the key is not the one that the record names, or the record has no legal form.
    """
    if form.key_of(record) != public_bytes(key).hex():
        raise BadInput("signed.other_key")
    text = f"{form.kind} {form.number_of(record)}\n{_KEY}{form.key_of(record)}\n{write_json(record)}\n"
    return sign(text, form.signer, key, form.limit)


def read_signed(form: Form[Record], data: bytes, where: str = "") -> Record:
    """Read a signed record.

    Raises:
        NewerFormat: written by a newer program.
        Altered: the signature does not fit the key that the record names.
        WrongContest: signed as another kind of file.
        Unreadable: anything else that :func:`write_signed` would not write.
    """
    note = open_note(data, where, form.limit)
    first, second, body = _three_lines(note, where)
    number = _check_kind(form, first, where)
    key = second.removeprefix(_KEY)
    if second == key or not is_digest(key):
        raise Unreadable("signed.form", where)
    if note.name != form.signer:
        raise WrongContest("signed.other_kind", where)
    verify(note, bytes.fromhex(key), where)
    record = read_json(form.record, body, where)
    if form.key_of(record) != key:
        raise Altered("signed.other_key", where)
    if form.number_of(record) != number:
        raise Unreadable("signed.form", where)
    return record


def _three_lines(note: Note, where: str) -> tuple[str, str, str]:
    lines = note.text.split("\n")
    if len(lines) < 2:
        raise Unreadable("signed.form", where)
    return lines[0], lines[1], "\n".join(lines[2:-1])


def _check_kind(form: Form[Record], first: str, where: str) -> int:
    found = re.fullmatch(rf"{re.escape(form.kind)} ([1-9][0-9]{{0,8}})", first)
    if found is None:
        raise Unreadable("signed.other_kind", where)
    if int(found[1]) > form.format:
        raise NewerFormat("signed.newer", where, found=int(found[1]), known=form.format)
    return int(found[1])
