"""The sealed ballot: every flipped bit and every truncation refused, and the right name for each refusal."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from judge_desk.contest.merge.ballots import Lines, SealedBallot
from judge_desk.contest.values.identity import Digest, entry_code
from judge_desk.contest.values.problems import Altered, BadInput, NewerFormat, Refusal, Unreadable, WrongContest
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed.ballot_columns import Columns
from judge_desk.exchange.sealed.ballot_file import KEY_NAME, file_name, peek, read_ballot, seal
from judge_desk.exchange.sealed.ballot_header import BallotHeader, header_of
from judge_desk.exchange.sealed.ballot_text import arranged, write_ballot
from judge_desk.exchange.sealed.notes import sign
from tests.exchange.ballot_samples import COLUMNS, KEY, OTHER_KEY, ballot

WHERE = "ghe-03.jdballot"


def columns_for(header: BallotHeader) -> Columns | None:
    """Know one definition."""
    return COLUMNS if header.definition == "ab" * 32 else None


def read(data: bytes) -> SealedBallot:
    """Read as the merge does."""
    return read_ballot(data, WHERE, columns_for)


def test_a_sealed_ballot_comes_back_with_digest_and_code() -> None:
    data = seal(ballot(), COLUMNS, KEY)
    sealed = read(data)
    assert sealed.ballot == arranged(ballot())
    assert sealed.digest == digest_of(data)
    assert sealed.code == code_of(sealed.digest)
    assert peek(data) == header_of(ballot())
    assert seal(sealed.ballot, COLUMNS, KEY) == data


def test_sealing_puts_lines_and_remarks_in_order() -> None:
    shuffled = replace(ballot(), lines=Lines.of(ballot().lines[::-1]), remarks=ballot().remarks[::-1])
    assert seal(shuffled, COLUMNS, KEY) == seal(ballot(), COLUMNS, KEY)


def test_every_single_bit_flip_of_a_sealed_ballot_is_refused() -> None:
    data = bytearray(seal(ballot(), COLUMNS, KEY))
    refused = 0
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            try:
                read(bytes(data))
            except Refusal:
                refused += 1
            data[place] ^= 1 << bit
    assert refused == 8 * len(data)
    assert read(bytes(data)).ballot == ballot()


def test_every_truncation_of_a_sealed_ballot_is_refused() -> None:
    data = seal(ballot(), COLUMNS, KEY)
    for length in range(len(data)):
        with pytest.raises(Refusal):
            read(data[:length])


def test_random_surgery_is_refused_by_a_named_refusal() -> None:
    data = seal(ballot(), COLUMNS, KEY)
    chance = random.Random(20241121)
    for _ in range(3000):
        first, second = sorted(chance.randrange(len(data)) for _ in range(2))
        piece = data[first:second]
        changed = chance.choice(
            (
                data[:first] + data[second:],
                data[:first] + piece + piece + data[second:],
                data[:first] + bytes(reversed(piece)) + data[second:],
                data[:first] + chance.randbytes(chance.randrange(1, 9)) + data[second:],
                data + piece,
                piece + data,
            )
        )
        if changed != data:
            with pytest.raises(Refusal):
                read(changed)


def _signed(text: str) -> bytes:
    return sign(text, KEY_NAME, KEY)


TEXT = write_ballot(ballot(), COLUMNS)


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (seal(ballot(), COLUMNS, KEY).replace("Ánh".encode(), b"Anh"), Altered, "note.signature"),
        (sign(TEXT, KEY_NAME, OTHER_KEY), Altered, "note.signature"),
        (sign(TEXT, "judge-desk/goi-bai-thi", KEY), WrongContest, "ballot.other_signer"),
        (_signed(TEXT.replace("phieu-cham 1", "phieu-cham 2")), NewerFormat, "ballot.newer"),
        (_signed("judge-desk goi-bai-thi 1\n{}\n"), Unreadable, "ballot.other_kind"),
        (_signed(TEXT.replace("ab" * 32, "ba" * 32)), WrongContest, "ballot.other_definition"),
        (_signed(TEXT[: TEXT.index("Lần")]), Unreadable, "ballot.cut_short"),
        (_signed(TEXT.replace(" 5,25 ", " 5,20 ")), Unreadable, "ballot.cell"),
        (_signed(TEXT.replace("Ghế: 3", "Ghế: 0")), Unreadable, "ballot.line"),
    ],
)
def test_each_fault_has_its_own_name(data: bytes, kind: type[Refusal], code: str) -> None:
    with pytest.raises(kind) as refused:
        read(data)
    assert (refused.value.problem.code, refused.value.problem.where) == (code, WHERE)


def test_a_ballot_of_another_contest_is_told_before_its_table_is_read() -> None:
    def other(header: BallotHeader) -> Columns | None:
        raise WrongContest("ballot.other_definition", header.contest, contest=header.contest, round=header.round)

    with pytest.raises(WrongContest, match="hau-giang-2024"):
        read_ballot(_signed(TEXT.replace("Mã bài", "Mã-bài")), WHERE, other)


def test_only_the_key_that_the_ballot_names_may_seal_it() -> None:
    with pytest.raises(BadInput, match="other_key"):
        seal(ballot(), COLUMNS, OTHER_KEY)


def test_names_of_files_are_unique_and_safe_everywhere() -> None:
    first, second = (replace(ballot(), nonce=nonce * 16) for nonce in ("0a", "0b"))
    names = {file_name(each, seal(each, COLUMNS, KEY)) for each in (first, second)}
    assert len(names) == 2
    start = "hau-giang-2024_so-khao_ghe-03_lan-2_"
    digest = digest_of(seal(first, COLUMNS, KEY))
    assert f"{start}{digest[:10]}.jdballot" in names
    assert all(name.isascii() and not set(name) & set('\\/:*?"<>| ') for name in names)


def test_equal_marks_with_other_nonces_give_other_digests() -> None:
    other = replace(ballot(), nonce="ff" * 16)
    assert digest_of(seal(other, COLUMNS, KEY)) != digest_of(seal(ballot(), COLUMNS, KEY))


def test_a_previous_ballot_is_named_by_digest_or_not_at_all() -> None:
    first = replace(ballot(1), previous="", revision=1, remarks=())
    second = replace(first, previous=digest_of(seal(first, COLUMNS, KEY)), revision=2)
    assert read(seal(first, COLUMNS, KEY)).ballot.previous == ""
    assert Digest(read(seal(second, COLUMNS, KEY)).ballot.previous) == digest_of(seal(first, COLUMNS, KEY))
    assert first.lines[0].code == entry_code(1)
