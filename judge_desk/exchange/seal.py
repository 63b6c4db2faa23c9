"""The seal: a file's digest, and the 30 digits that stand for it on paper, as people write and type them."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.paper_code import DIGITS, SALT, code_of, is_digest
from judge_desk.contest.values.problems import BadInput

__all__ = ["DIGITS", "SALT", "code_of", "digest_of", "group_code", "is_digest", "read_code"]

_BLANKS: Final = re.compile(r"[ \u00a0\t\r\n]+")


def digest_of(data: bytes) -> Digest:
    """Give the SHA-256 of a file's bytes, in lower-case hexadecimal."""
    return Digest(hashlib.sha256(data).hexdigest())


def group_code(code: str) -> str:
    """Write 30 digits as six groups of five, parted by blanks, as they are printed."""
    return " ".join(code[start : start + 5] for start in range(0, len(code), 5))


def read_code(text: str) -> str:
    """Read 30 digits as a person typed them off the paper, with or without blanks.

    Raises:
        BadInput: not exactly 30 digits 0-9; the fact ``given`` counts the characters that were typed.
    """
    code = _BLANKS.sub("", text)
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        raise BadInput("seal.code", given=len(code), wanted=DIGITS)
    return code
