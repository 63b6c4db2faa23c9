"""The closed ballot: opened by its key alone, bound to contest, round, seat and ballot, and of one legal form."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from judge_desk.contest.merge.ballots import Ballot
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import Altered, BadInput, NewerFormat, Refusal, Unreadable, WrongContest
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import closed_file, opening_key
from judge_desk.exchange.sealed.ballot_file import file_name, seal
from judge_desk.exchange.sealed.ballot_header import LENGTH
from judge_desk.exchange.sealed.notes import open_note, sign
from tests.exchange.ballot_samples import COLUMNS, KEY, OTHER_KEY, ballot

OPENING = X25519PrivateKey.from_private_bytes(b"\x11" * 32)
PUBLIC = opening_key.public_hex(OPENING)
PLAIN = seal(ballot(), COLUMNS, KEY)
CLOSED = closed_file.close(PLAIN, PUBLIC, KEY)
TEXT = open_note(CLOSED).text


def _open(data: bytes, key: X25519PrivateKey = OPENING) -> bytes:
    return closed_file.open_closed(data, "x", key, lambda _: COLUMNS)[1]


def _signed(text: str, name: str = closed_file.KEY_NAME) -> bytes:
    return sign(text, name, KEY, closed_file.LIMIT)


def test_what_is_closed_opens_to_the_very_bytes_and_its_head_says_whose_it_is() -> None:
    assert _open(CLOSED) == PLAIN
    head = closed_file.peek_closed(CLOSED)
    assert (head.seat, head.name, head.revision) == (ballot().seat, ballot().name, ballot().revision)
    assert (head.inner, head.opening, head.digest) == (digest_of(PLAIN), PUBLIC, digest_of(CLOSED))
    assert [closed_file.is_closed(each) for each in (CLOSED, PLAIN)] == [True, False]
    assert closed_file.file_name(file_name(ballot(), PLAIN)).endswith(f"_{digest_of(PLAIN)[:10]}_kin.jdballot")
    assert closed_file.close(PLAIN, PUBLIC, KEY) != CLOSED, "every closing draws its own key pair"


def test_nothing_of_the_table_stands_in_the_closed_file() -> None:
    table = open_note(PLAIN).text.split("\n")[LENGTH:]
    assert len(table) > 60
    assert not {line for line in table if line} & set(TEXT.split("\n"))


def test_digits_make_a_key_for_one_round_of_one_contest() -> None:
    digits = "012345678901234567890123456789"
    key = opening_key.private_key(digits, "thi", "vong-1")
    assert opening_key.public_hex(key) == "efbf62d3e56c98bc014aa11a1b387f953ec6bc723f1ff62de072f7cebbd6aa50"
    assert not opening_key.fits(key, opening_key.public_hex(opening_key.private_key(digits, "thi", "vong-2")))
    assert opening_key.new_digits(lambda count: b"\x00" * count) == "0" * 30
    for weak in ("00" * 32, "01" + "00" * 31, "ed" + "ff" * 30 + "7f"):
        assert not opening_key.is_public(weak)


def test_another_key_and_another_signer_are_refused_by_name() -> None:
    other = X25519PrivateKey.from_private_bytes(b"\x12" * 32)
    with pytest.raises(WrongContest, match=r"closed\.other_key"):
        _open(CLOSED, other)
    with pytest.raises(BadInput, match=r"ballot\.other_key"):
        closed_file.close(PLAIN, PUBLIC, OTHER_KEY)
    with pytest.raises(BadInput, match=r"closed\.no_key"):
        closed_file.close(PLAIN, "00" * 32, KEY)


def _line(number: int, change: Callable[[str], str]) -> bytes:
    lines = TEXT.split("\n")
    lines[number] = change(lines[number])
    return _signed("\n".join(lines))


@pytest.mark.parametrize(
    ("data", "refusal", "code"),
    [
        (_signed(TEXT.replace("phieu-kin 1", "phieu-kin 2", 1)), NewerFormat, "closed.newer"),
        (_signed(TEXT.replace("phieu-kin 1", "phieu-kin 01", 1)), Unreadable, "closed.other_kind"),
        (_signed(TEXT, "judge-desk/phieu-cham"), WrongContest, "closed.other_signer"),
        (_signed("\n".join(TEXT.split("\n")[:10]) + "\n"), Unreadable, "closed.cut_short"),
        (_line(4, lambda line: line.replace("3", "03")), Unreadable, "closed.line"),
        (_line(9, lambda _: f"Khóa mở: {'00' * 32}"), Unreadable, "closed.line"),
        (_line(10, lambda line: line[:40] + "\n" + line[40:]), Unreadable, "closed.form"),
        (_line(10, lambda line: "*" + line[1:]), Unreadable, "closed.form"),
        (_signed("\n".join(TEXT.split("\n")[:10]) + "\nAAAA\n"), Unreadable, "closed.form"),
        (sign(TEXT, closed_file.KEY_NAME, OTHER_KEY, closed_file.LIMIT), Altered, "note.signature"),
        (CLOSED[:-10], Unreadable, "note.form"),
    ],
)
def test_each_fault_has_its_own_name(data: bytes, refusal: type[Refusal], code: str) -> None:
    with pytest.raises(refusal) as caught:
        closed_file.peek_closed(data, "x")
    assert caught.value.problem.code == code


@pytest.mark.parametrize("number", [1, 2, 4, 8])
def test_contest_round_seat_and_ballot_are_bound_into_the_encryption(number: int) -> None:
    """A head that says something else, signed anew by the same judge, no longer opens."""
    other = {1: "Cuộc thi: hau-giang-2025", 2: "Vòng: chung-khao", 4: "Ghế: 4", 8: f"Phiếu: {'ef' * 32}"}
    with pytest.raises(Altered, match=r"closed\.cannot_open"):
        _open(_line(number, lambda _: other[number]))


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (replace(ballot(), name="Người Khác"), "Giám khảo"),
        (replace(ballot(), package=Digest("ce" * 32)), "Gói"),
        (replace(ballot(), revision=7, previous="ab" * 32), "Lần"),
        (replace(ballot(), seat=Seat(5)), "Ghế"),
    ],
)
def test_a_ballot_inside_that_differs_from_the_head_is_refused(other: Ballot, field: str) -> None:
    """Whoever has the judge's key can encrypt anything under any head: then the head is the lie, and it is named."""
    inner = seal(other, COLUMNS, KEY)
    head = closed_file.peek_closed(CLOSED)
    info = f"{closed_file.KIND} 1\n{head.contest}\n{head.round}\n{head.seat}\n{digest_of(inner)}\n".encode()
    secret = closed_file._SUITE.encrypt(inner, X25519PublicKey.from_public_bytes(bytes.fromhex(PUBLIC)), info)
    lines = [*TEXT.split("\n")[:8], f"Phiếu: {digest_of(inner)}", f"Khóa mở: {PUBLIC}"]
    encoded = base64.b64encode(secret).decode()
    lines += [encoded[start : start + 76] for start in range(0, len(encoded), 76)]
    with pytest.raises(Altered) as caught:
        _open(_signed("\n".join(lines) + "\n"))
    assert (caught.value.problem.code, caught.value.problem.facts["field"]) == ("closed.differs", field)
