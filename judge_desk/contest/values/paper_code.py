"""The 30 digits that stand for a file on paper.

They are made slowly on purpose (scrypt, RFC 7914), so that nobody can search for a second file with the same digits:
10^30 codes at tens of milliseconds each. They are the same for ballots and for packages.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

from judge_desk.contest.values.identity import Digest

DIGITS: Final = 30
SALT: Final = b"judge-desk ma 30 so 1"
"""Fixed and public: the code must be computable by anyone who holds the file."""

_HEX: Final = re.compile(r"[0-9a-f]{64}\Z")


def is_digest(text: str) -> bool:
    """Say whether a text is 64 lower-case hexadecimal digits."""
    return _HEX.match(text) is not None


@lru_cache(maxsize=4096)
def code_of(digest: Digest) -> str:
    """Give the 30 digits of a digest, without blanks.

    The 32 bytes of the digest are the password, :data:`SALT` the salt, N = 2^14, r = 8, p = 1, 32 bytes out; these,
    as one big-endian number, modulo 10^30, with leading zeros.

    Raises:
        ValueError: not a digest.
    """
    if not is_digest(digest):
        raise ValueError(digest)
    derived = hashlib.scrypt(bytes.fromhex(digest), salt=SALT, n=2**14, r=8, p=1, dklen=32)
    return str(int.from_bytes(derived, "big") % 10**DIGITS).rjust(DIGITS, "0")
