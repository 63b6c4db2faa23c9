"""The thirty digits: documented derivation, printing, typing."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.seal import code_of, digest_of, group_code, is_digest, read_code

EMPTY = Digest(hashlib.sha256(b"").hexdigest())


def test_the_digits_are_what_the_documented_derivation_gives() -> None:
    kdf = Scrypt(salt=b"judge-desk ma 30 so 1", length=32, n=16384, r=8, p=1)
    number = int.from_bytes(kdf.derive(bytes.fromhex(EMPTY)), "big")
    assert code_of(EMPTY) == f"{number % 10**30:030d}"


def test_the_digits_never_change_between_versions() -> None:
    assert group_code(code_of(digest_of(b""))) == "80352 76184 17674 88457 81981 02193"


def test_digits_are_printed_in_six_groups_and_read_with_any_blanks() -> None:
    code = "012345678901234567890123456789"
    assert group_code(code) == "01234 56789 01234 56789 01234 56789"
    assert read_code(group_code(code)) == code
    assert read_code("  01234\u00a056789\n0123456789 0123456789") == code


@pytest.mark.parametrize("text", ["", "1" * 29, "1" * 31, "１" * 30, "a" * 30, "-" + "1" * 29])
def test_anything_but_thirty_digits_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_code(text)
    assert refused.value.problem.code == "seal.code"
    assert refused.value.problem.facts["given"] == len(text)


@pytest.mark.parametrize("text", ["", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "zz" * 32])
def test_a_code_is_made_of_a_digest_only(text: str) -> None:
    assert not is_digest(text)
    with pytest.raises(ValueError, match=r"^"):
        code_of(Digest(text))
