"""The closed ballot: a sealed ballot encrypted to the opening key of its round, inside a signed note of its own.

Its text has a first line with kind and format, nine head lines, and the ciphertext as base64 lines. The head says
whose ballot it is and what its plain file's SHA-256 is; it is signed by the key that signed the ballot. Encryption is
HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305; ``info`` binds contest, round,
seat and digest. There is one legal form: reading takes apart, writes again and compares every byte.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.closed_ballots import ClosedBallot
from judge_desk.contest.values.identity import ContestId, Digest, RoundId, Seat
from judge_desk.contest.values.problems import Altered, BadInput, NewerFormat, Unreadable, WrongContest
from judge_desk.exchange.plain_text import is_line
from judge_desk.exchange.seal import digest_of, is_digest
from judge_desk.exchange.sealed.ballot_columns import Columns
from judge_desk.exchange.sealed.ballot_file import EXTENSION, peek, read_ballot
from judge_desk.exchange.sealed.ballot_header import LONGEST_NAME, BallotHeader
from judge_desk.exchange.sealed.notes import Note, open_note, public_bytes, sign, verify
from judge_desk.exchange.sealed.opening_key import fits, is_public

KIND: Final = "judge-desk phieu-kin"
FORMAT: Final = 1
KEY_NAME: Final = "judge-desk/phieu-kin"
LIMIT: Final = 6 * 1024 * 1024
"""Bytes: room for the largest ballot in base64."""
MARK: Final = "_kin"
"""What parts the name of a closed ballot's file from that of the ballot itself."""

_LABELS: Final = ("Cuộc thi", "Vòng", "Gói", "Ghế", "Giám khảo", "Máy", "Lần", "Phiếu", "Khóa mở")
_HEAD: Final = len(_LABELS) + 1
_WIDTH: Final = 76
_OVERHEAD: Final = 48
"""Bytes that the encryption adds: an X25519 public key and a tag."""
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_FIRST: Final = re.compile(rf"{KIND} (?P<number>[1-9][0-9]{{0,8}})\Z")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}\Z")


def is_closed(data: bytes) -> bool:
    """Say whether a file calls itself a closed ballot; nothing of it is believed yet."""
    return data.startswith(KIND.encode() + b" ")


def close(data: bytes, opening: str, key: Ed25519PrivateKey) -> bytes:
    """Close a sealed ballot; every call gives other bytes, for the encryption draws fresh ones.

    Args:
        data: the ballot's file.
        opening: the public opening key (hex).
        key: the key that signed the ballot.

    Raises:
        BadInput: no opening key, another signing key, or a ballot too large to be closed.
        Refusal: the file is no whole, unaltered ballot.
    """
    header = peek(data)
    if public_bytes(key).hex() != header.device:
        raise BadInput("ballot.other_key")
    if not is_public(opening):
        raise BadInput("closed.no_key")
    digest = digest_of(data)
    info = _info(header.contest, header.round, header.seat, digest)
    secret = _SUITE.encrypt(data, X25519PublicKey.from_public_bytes(bytes.fromhex(opening)), info)
    head = _head_of(header, digest, opening)
    return sign(_text(head, secret), KEY_NAME, key, LIMIT)


def file_name(ballot_name: str) -> str:
    """Name the file of a closed ballot after that of the ballot itself."""
    return f"{ballot_name.removesuffix(EXTENSION)}{MARK}{EXTENSION}"


def peek_closed(data: bytes, where: str = "") -> ClosedBallot:
    """Read a closed ballot as far as anybody can: container, signature, head, form of the ciphertext.

    Raises:
        NewerFormat: closed by a newer program.
        Altered: the signature does not fit.
        WrongContest: signed as another kind of file.
        Unreadable: anything else that is not exactly what :func:`close` writes.
    """
    return _read(data, where)[0]


def open_closed(
    data: bytes, where: str, key: X25519PrivateKey, columns_for: Callable[[BallotHeader], Columns | None]
) -> tuple[SealedBallot, bytes]:
    """Open a closed ballot and read the ballot inside; gives it with the bytes of its file.

    Args:
        data: the closed file.
        where: how it is called, for the finding.
        key: the opening key of the round.
        columns_for: as for :func:`~judge_desk.exchange.sealed.ballot_file.read_ballot`.

    Raises:
        WrongContest: ``closed.other_key``: it was closed to another key.
        Altered: ``closed.cannot_open``: the key fits and the content does not open; ``closed.differs``: the ballot
            inside is not the one that the head names.
        Refusal: the ballot inside is not a whole, unaltered ballot.
    """
    closed, secret = _read(data, where)
    if not fits(key, closed.opening):
        raise WrongContest("closed.other_key", where)
    try:
        inner = _SUITE.decrypt(secret, key, _info(closed.contest, closed.round, closed.seat, closed.inner))
    except (InvalidTag, ValueError) as error:
        raise Altered("closed.cannot_open", where) from error
    if digest_of(inner) != closed.inner:
        raise Altered("closed.differs", where, field="Phiếu")
    named = _head_of(peek(inner, where), closed.inner, closed.opening)
    for label, outside, inside in zip(_LABELS, _values(closed), _values(named), strict=True):
        if outside != inside:
            raise Altered("closed.differs", where, field=label)
    return read_ballot(inner, where, columns_for), inner


def _info(contest: str, round_id: str, seat: int, digest: str) -> bytes:
    return f"{KIND} {FORMAT}\n{contest}\n{round_id}\n{seat}\n{digest}\n".encode()


def _head_of(header: BallotHeader, inner: Digest, opening: str) -> ClosedBallot:
    about = (header.contest, header.round, header.package, header.seat, header.name, header.device, header.revision)
    return ClosedBallot(Digest(""), *about, inner, opening)


def _values(head: ClosedBallot) -> tuple[str, ...]:
    who = (str(head.seat), head.name, head.device, str(head.revision))
    return (head.contest, head.round, head.package, *who, head.inner, head.opening)


def _text(head: ClosedBallot, secret: bytes) -> str:
    lines = [f"{KIND} {FORMAT}", *(f"{label}: {value}" for label, value in zip(_LABELS, _values(head), strict=True))]
    encoded = base64.b64encode(secret).decode()
    lines += [encoded[start : start + _WIDTH] for start in range(0, len(encoded), _WIDTH)]
    return "\n".join(lines) + "\n"


def _read(data: bytes, where: str) -> tuple[ClosedBallot, bytes]:
    note = open_note(data, where, LIMIT)
    lines = note.text.split("\n")[:-1]
    _check_kind(lines[0], where)
    values = _head(lines, where)
    if note.name != KEY_NAME:
        raise WrongContest("closed.other_signer", where)
    verify(note, bytes.fromhex(values["Máy"]), where)
    closed = ClosedBallot(
        digest_of(data),
        ContestId(values["Cuộc thi"]),
        RoundId(values["Vòng"]),
        Digest(values["Gói"]),
        Seat(int(values["Ghế"])),
        values["Giám khảo"],
        values["Máy"],
        int(values["Lần"]),
        Digest(values["Phiếu"]),
        values["Khóa mở"],
    )
    return closed, _secret(lines[_HEAD:], closed, note, where)


def _check_kind(first: str, where: str) -> None:
    found = _FIRST.match(first)
    if found is None:
        raise Unreadable("closed.other_kind", where)
    if int(found["number"]) > FORMAT:
        raise NewerFormat("closed.newer", where, found=int(found["number"]), known=FORMAT)


def _head(lines: list[str], where: str) -> dict[str, str]:
    if len(lines) <= _HEAD:
        raise Unreadable("closed.cut_short", where)
    values: dict[str, str] = {}
    for number, (label, line) in enumerate(zip(_LABELS, lines[1:_HEAD], strict=True), start=2):
        found, colon, value = line.partition(": ")
        if found != label or not colon or not _is_legal(label, value):
            raise Unreadable("closed.line", where, line=number, field=label)
        values[label] = value
    return values


def _is_legal(label: str, value: str) -> bool:
    match label:
        case "Cuộc thi" | "Vòng":
            return _ID.match(value) is not None
        case "Gói" | "Máy" | "Phiếu":
            return is_digest(value)
        case "Khóa mở":
            return is_public(value)
        case "Ghế" | "Lần":
            return _NUMBER.match(value) is not None
        case _:
            return is_line(value, LONGEST_NAME)


def _secret(lines: list[str], closed: ClosedBallot, note: Note, where: str) -> bytes:
    """Decode the ciphertext; only the lines that :func:`close` would write are legal."""
    try:
        secret = base64.b64decode("".join(lines), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("closed.form", where) from error
    if len(secret) <= _OVERHEAD or _text(closed, secret) != note.text:
        raise Unreadable("closed.form", where)
    return secret
