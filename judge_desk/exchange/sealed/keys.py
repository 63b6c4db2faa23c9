"""Signing keys: 32 secret bytes in a small file on the local disk, made once and never changed.

Random bytes come from the caller, so that a rehearsal is repeatable. The key tells installations apart; it is not a
legal digital signature, and whoever can read the user's files can read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.values.problems import CannotWrite, Unreadable
from judge_desk.exchange.disk import create_safely, make_folder, read_bytes
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.form_numbers import refuse_newer
from judge_desk.exchange.sealed.notes import public_bytes

KEY_BYTES: Final = 32
_LONGEST: Final = 1000
_KIND: Final = "judge-desk khoa 1"
_FORM: Final = re.compile(rb"(?P<kind>[a-z -]+ [0-9]+)\n(?P<seed>[0-9a-f]{64})\n\Z")


def key_from(seed: bytes) -> Ed25519PrivateKey:
    """Make the key of 32 secret bytes (RFC 8032); the same bytes give the same key.

    Raises:
        ValueError: not 32 bytes.
    """
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_hex(key: Ed25519PrivateKey) -> str:
    """Give the public half as 64 lower-case hexadecimal digits, as it stands in ballots and manifests."""
    return public_bytes(key).hex()


def load_or_create(folder: Path, name: str, token: Callable[[int], bytes]) -> Ed25519PrivateKey:
    """Load the key ``<name>.khoa`` of a folder; make folder and key where there is none.

    Args:
        folder: on the local disk.
        name: of our own making, e.g. ``may-nay``.
        token: gives fresh random bytes; asked only when a key is made.

    Raises:
        NewerFormat: a newer program wrote the key.
        Unreadable: the key's file is damaged; it stays as it is.
        CannotWrite: the key cannot be kept.
    """
    path = folder / f"{name}.khoa"
    with reading(path):
        there = path.exists()
    if not there:
        make_folder(folder, private=True)
        try:
            create_safely(path, _written(token(KEY_BYTES)), private=True)
        except CannotWrite as refusal:
            if refusal.problem.code != "disk.exists":
                raise
    return _load(path)


def _written(seed: bytes) -> bytes:
    if len(seed) != KEY_BYTES:
        raise ValueError(len(seed))
    return f"{_KIND}\n{seed.hex()}\n".encode()


def _load(path: Path) -> Ed25519PrivateKey:
    content = read_bytes(path, _LONGEST)
    refuse_newer(_KIND, content.partition(b"\n")[0].decode("utf-8", "replace"), path.name)
    found = _FORM.match(content)
    if found is None or found["kind"] != _KIND.encode():
        raise Unreadable("key.damaged", path.name, folder=str(path.parent))
    return key_from(bytes.fromhex(found["seed"].decode()))
