"""The manifest of a submission package as a file: ``.jdpack``.

One and the same for every judge, signed by the contest's key; its SHA-256 gives the 30 digits on the wall. It has
no paths: where a file lies follows from the entry's code and the file's number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile
from judge_desk.contest.values.identity import BadCode, Digest, EntryCode, parse_code
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange import stored_names
from judge_desk.exchange.seal import code_of, digest_of, is_digest
from judge_desk.exchange.sealed.ballot_columns import code_order
from judge_desk.exchange.sealed.opening_key import is_public
from judge_desk.exchange.sealed.signed_json import Form, read_signed, write_signed

EXTENSION: Final = stored_names.MANIFEST
LIMIT: Final = 32 * 1024 * 1024
"""Bytes: room for 10,000 entries with ten files each."""

FILE_EXTENSIONS: Final = frozenset(
    (
        *("pdf", "docx", "doc", "odt", "rtf", "txt", "xlsx", "xls", "ods", "csv", "pptx", "ppt", "odp"),
        *("mp4", "m4v", "mov", "mkv", "webm", "avi", "wmv", "mpg", "mpeg", "3gp", "mp3", "m4a", "wav", "ogg"),
        *("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic"),
    )
)
"""What a file of an entry may be; nothing that a system starts by a double click."""

_FORM: Final = Form(
    "judge-desk goi-bai-thi",
    2,
    "judge-desk/goi-bai-thi",
    Manifest,
    LIMIT,
    lambda each: each.key,
    lambda each: 1 if each.opening is None else 2,
)
"""The second format has an opening key; a program that does not know it must not write ballots in the open."""
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+\Z")


def write_manifest(manifest: Manifest, key: Ed25519PrivateKey) -> bytes:
    """Make the bytes of a ``.jdpack``; the same manifest and key always give the same bytes.

    Raises:
        BadInput: the key is not ``manifest.key``, or a value has no legal form; the facts say where.
    """
    for place in _faults(manifest):
        raise BadInput("manifest.value", place=place)
    return write_signed(_FORM, manifest, key)


def read_manifest(data: bytes, where: str = "") -> Manifest:
    """Read a ``.jdpack``, its signature verified by the key that it names.

    Raises:
        NewerFormat, Altered, WrongContest, Unreadable: see :func:`~judge_desk.exchange.sealed.signed_json.read_signed`.
    """
    manifest = read_signed(_FORM, data, where)
    for place in _faults(manifest):
        raise Unreadable("manifest.value", where, place=place)
    return manifest


def digest_and_code(data: bytes) -> tuple[Digest, str]:
    """Give a manifest file's SHA-256 and the 30 digits that stand for it on the wall."""
    digest = digest_of(data)
    return digest, code_of(digest)


def manifest_name(manifest: Manifest) -> str:
    """Name the manifest's file."""
    return f"{manifest.contest}_{manifest.round}_ban-{manifest.version}{EXTENSION}"


def file_name(code: EntryCode, file: ManifestFile) -> str:
    """Name a file of an entry inside ``files/``: ``042-7`` with its second PDF gives ``0427_2.pdf``."""
    return f"{code.replace('-', '')}_{file.number}.{file.extension}"


def _faults(manifest: Manifest) -> Iterator[str]:
    """Name every place whose value a manifest may not have."""
    if not _ID.match(manifest.contest) or not _ID.match(manifest.round) or manifest.version < 1:
        yield "contest"
    if not is_digest(manifest.definition_digest) or not is_digest(manifest.previous or "0" * 64):
        yield "definition_digest"
    if digest_of(manifest.definition.encode("utf-8", "surrogatepass")) != manifest.definition_digest:
        yield "definition"
    seats = [holder.seat for holder in manifest.seats if holder.until is None]
    if len(set(seats)) != len(seats) or any(holder.seat < 1 for holder in manifest.seats):
        yield "seats"
    if any(not _HEX.match(lock.salt) or not _HEX.match(lock.hash) for lock in manifest.locks):
        yield "locks"
    if manifest.opening is not None and not is_public(manifest.opening):
        yield "opening"
    yield from _entry_faults(manifest)


def _entry_faults(manifest: Manifest) -> Iterator[str]:
    known = {holder.seat for holder in manifest.seats}
    before = (-1, "")
    for entry in manifest.entries:
        if not _is_code(entry.code) or code_order(entry.code) <= before:
            yield f"entries {entry.code[:20]}"
            return
        before = code_order(entry.code)
        if list(entry.seats) != sorted(set(entry.seats)) or not known.issuperset(entry.seats):
            yield f"{entry.code} seats"
        yield from _file_faults(entry)


def _file_faults(entry: ManifestEntry) -> Iterator[str]:
    numbers = [file.number for file in entry.files]
    if numbers != sorted(set(numbers)) or any(not 1 <= number <= 9999 for number in numbers):
        yield f"{entry.code} files"
    for file in entry.files:
        if file.extension not in FILE_EXTENSIONS or file.size < 0 or not is_digest(file.sha256):
            yield f"{entry.code} file {file.number}"


def _is_code(text: str) -> bool:
    try:
        return parse_code(text) == text
    except BadCode:
        return False
