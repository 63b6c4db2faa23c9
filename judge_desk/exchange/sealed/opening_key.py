"""The opening key of a round whose ballots travel closed: 30 digits on paper, and the key pair that follows from them.

The digits are random (99.7 bits) and are kept nowhere but on the chair's sheet. Scrypt (RFC 7914) makes 32 bytes of
them, which are an X25519 private key (RFC 7748); only the public half stands in files. Whoever has the digits opens
every closed ballot of the round, whoever has not opens none.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from judge_desk.exchange.seal import DIGITS

SALT: Final = "judge-desk ma mo phieu 1"
"""First line of the salt; the contest's and the round's id follow, each on a line."""
_N = 2**17
_R, _P = 8, 1
_MEMORY: Final = 256 * 1024 * 1024
_RANDOM: Final = 32
_PUBLIC: Final = re.compile(r"[0-9a-f]{64}\Z")
_PROBE: Final = X25519PrivateKey.from_private_bytes(b"\x08" * 32)
"""Any key: with a public key of small order it agrees on nothing."""


def new_digits(token: Callable[[int], bytes]) -> str:
    """Make 30 digits from fresh random bytes; the remainder's bias is below 1 in 10^46."""
    return str(int.from_bytes(token(_RANDOM), "big") % 10**DIGITS).rjust(DIGITS, "0")


def private_key(digits: str, contest: str, round_id: str) -> X25519PrivateKey:
    """Derive the private key of a round from its 30 digits; this takes a good part of a second on purpose.

    Password: the digits as ASCII without blanks. Salt: :data:`SALT`, contest and round, each ended by one line feed.
    N = 2^17, r = 8, p = 1, 32 bytes out.
    """
    salt = f"{SALT}\n{contest}\n{round_id}\n".encode()
    seed = hashlib.scrypt(digits.encode("ascii"), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=32)
    return X25519PrivateKey.from_private_bytes(seed)


def public_hex(key: X25519PrivateKey) -> str:
    """Give the public half as 64 lower-case hexadecimal digits, as it stands in manifests and closed ballots."""
    return key.public_key().public_bytes_raw().hex()


def fits(key: X25519PrivateKey, public: str) -> bool:
    """Say whether a private key belongs to a public one."""
    return hmac.compare_digest(public_hex(key), public)


def is_public(text: str) -> bool:
    """Say whether a text is a public key that can close something: 64 hexadecimal digits, not of small order."""
    if not _PUBLIC.match(text):
        return False
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(text)))
    except ValueError:
        return False
    return True
