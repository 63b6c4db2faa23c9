"""The PIN of a seat: a screen lock and a "this is really you", no protection of data.

Six digits from the seat's sealed letter. Whoever holds the file can try all of them in hours, so nothing is ever
encrypted with a PIN and nothing says so.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import scrypt

from judge_desk.contest.register.packages import SeatLock
from judge_desk.contest.values.identity import Seat

DIGITS = 6


def new_pin(token: Callable[[int], bytes]) -> str:
    """Make a PIN of six digits from fresh random bytes; the remainder's bias is below 1 in 10^13."""
    return f"{int.from_bytes(token(8), 'big') % 10**DIGITS:0{DIGITS}d}"


def _hash(pin: str, salt: bytes) -> str:
    return scrypt(pin.encode("utf-8", "surrogatepass"), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def lock(seat: Seat, pin: str, token: Callable[[int], bytes]) -> SeatLock:
    """Give the lock that only this PIN opens."""
    salt = token(16)
    return SeatLock(seat, salt.hex(), _hash(pin, salt))


def opens(seat_lock: SeatLock, pin: str) -> bool:
    """Say whether a PIN opens the lock; whatever was typed, also what is no text, only opens it or does not."""
    return hmac.compare_digest(_hash(pin, bytes.fromhex(seat_lock.salt)), seat_lock.hash)
