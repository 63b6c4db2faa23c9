"""The one container of everything signed that travels: the C2SP signed note (https://c2sp.org/signed-note).

A note is UTF-8 text, an empty line, and here exactly one signature line by an Ed25519 key. The container is
checked as bytes before any of its text is believed: it is taken apart, put together again and compared, so that
no second spelling of the same signature is left. What the text says is the business of other modules.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from judge_desk.contest.values.problems import Altered, BadInput, Unreadable

MAXIMUM: Final = 4 * 1024 * 1024
"""Largest note in bytes unless the caller says otherwise."""

_ED25519: Final = b"\x01"
_DASH: Final = "\u2014 "
_CONTROL: Final = bytes(each for each in range(0x20) if each != 0x0A)
_SIGNATURE: Final = re.compile(r"\u2014 (?P<name>[^\s+]+) (?P<blob>[A-Za-z0-9+/]{91}=)\n\Z")
_WEAK_KEYS: Final = frozenset(
    bytes.fromhex(text)
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""Public keys of small order, without the sign bit: under them one signature fits every text."""

_OTHER_KINDS: Final = ((b"SQLite format 3\0", "note.database"), (b"PK\x03\x04", "note.archive"))


@dataclass(frozen=True, slots=True)
class Note:
    """A note in its only legal form, its signature not yet verified.

    Attributes:
        text: what is signed, with its last newline; body: the same as bytes.
        name: name of the signing key as written on the signature line.
        key_id: 4 bytes that tell keys of one name apart.
        signature: 64 bytes.
    """

    text: str
    body: bytes = field(repr=False)
    name: str
    key_id: bytes
    signature: bytes


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Give the 32 bytes of the public half of a key (RFC 8032)."""
    return key.public_key().public_bytes_raw()


def key_id(name: str, public_key: bytes) -> bytes:
    """Compute the 4 bytes that C2SP writes before a signature, from the key's name and its 32 public bytes."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def sign(text: str, name: str, key: Ed25519PrivateKey, limit: int = MAXIMUM) -> bytes:
    """Sign a text that ends in a newline; the same text, name and key always give the same bytes.

    Raises:
        BadInput: the text cannot stand in a note: empty, no newline at the end, a control character, lone
            surrogates, or longer than ``limit`` bytes.
    """
    body = _encoded(text)
    signature = key.sign(body)
    data = _joined(Note(text, body, name, key_id(name, public_bytes(key)), signature))
    if len(data) > limit:
        raise BadInput("note.too_long", name, bytes=len(data), limit=limit)
    return data


def open_note(data: bytes, where: str = "", limit: int = MAXIMUM) -> Note:
    """Take a note apart, strictly; the signature is not verified here.

    Args:
        data: the file's bytes.
        where: how the file is called, for the finding.
        limit: largest size in bytes.

    Raises:
        Unreadable: too long, not UTF-8, a control character, no or several signature lines, or any byte that
            would not be written by :func:`sign`.
    """
    for start, code in _OTHER_KINDS:
        if data.startswith(start):
            raise Unreadable(code, where)
    if len(data) > limit:
        raise Unreadable("note.too_long", where, bytes=len(data), limit=limit)
    note = _taken_apart(data, where)
    if _joined(note) != data:
        raise Unreadable("note.form", where)
    return note


def verify(note: Note, public_key: bytes, where: str = "") -> None:
    """Verify the signature of a note by a public key of 32 bytes.

    Raises:
        Altered: the key did not sign this text under this name, or is one under which anybody can sign.
    """
    if public_key[:-1] + bytes(byte & 0x7F for byte in public_key[-1:]) in _WEAK_KEYS:
        raise Altered("note.signature", where)
    if note.key_id != key_id(note.name, public_key):
        raise Altered("note.signature", where)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(note.signature, note.body)
    except (InvalidSignature, ValueError) as error:
        raise Altered("note.signature", where) from error


def _encoded(text: str) -> bytes:
    try:
        body = text.encode()
    except UnicodeEncodeError as error:
        raise BadInput("note.text") from error
    if len(text) < 2 or not text.endswith("\n") or text.endswith("\n\n") or _has_control(body):
        raise BadInput("note.text")
    return body


def _has_control(data: bytes) -> bool:
    return len(data.translate(None, _CONTROL)) < len(data)


def _taken_apart(data: bytes, where: str) -> Note:
    end = data.rfind(b"\n\n")
    try:
        text, last = data[: end + 1].decode(), data[end + 2 :].decode()
    except UnicodeDecodeError as error:
        raise Unreadable("note.not_text", where) from error
    if _has_control(data):
        raise Unreadable("note.not_text", where)
    found = _SIGNATURE.match(last)
    if end < 1 or text.endswith("\n\n") or found is None:
        raise Unreadable("note.form", where)
    try:
        blob = base64.b64decode(found["blob"], validate=True)
    except binascii.Error as error:
        raise Unreadable("note.form", where) from error
    return Note(text, data[: end + 1], found["name"], blob[:4], blob[4:])


def _joined(note: Note) -> bytes:
    blob = base64.b64encode(note.key_id + note.signature).decode()
    return note.body + f"\n{_DASH}{note.name} {blob}\n".encode()
