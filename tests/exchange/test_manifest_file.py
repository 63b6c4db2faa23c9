"""The manifest's file: comes back, one form, no paths, every flipped bit refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.register.packages import Manifest, SeatLock
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.identity import ContestId, Digest, EntryCode, Seat, entry_code
from judge_desk.contest.values.problems import Altered, BadInput, NewerFormat, Refusal, Unreadable, WrongContest
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed.ballot_file import seal
from judge_desk.exchange.sealed.manifest_file import (
    FILE_EXTENSIONS,
    digest_and_code,
    file_name,
    manifest_name,
    read_manifest,
    write_manifest,
)
from judge_desk.exchange.sealed.notes import sign
from tests.exchange.ballot_samples import COLUMNS, KEY, OTHER_KEY, ballot
from tests.exchange.package_samples import MANIFEST, entry

words = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_manifest_comes_back_and_gives_the_same_bytes_again() -> None:
    data = write_manifest(MANIFEST, KEY)
    assert read_manifest(data) == MANIFEST
    assert write_manifest(read_manifest(data), KEY) == data
    assert digest_and_code(data) == (digest_of(data), code_of(digest_of(data)))


def test_a_person_can_read_what_kind_it_is_and_whose_key_signed() -> None:
    first, second, third, *_ = write_manifest(MANIFEST, KEY).decode().split("\n")
    assert first == "judge-desk goi-bai-thi 1"
    assert second == f"Khóa: {MANIFEST.key}"
    assert third.startswith('{"contest":"hau-giang-2024","definition":"# Thể lệ\\n')


@given(words, words, words, st.lists(words, max_size=3).map(tuple))
def test_any_definition_and_names_come_back(definition: str, title: str, name: str, authors: tuple[str, ...]) -> None:
    drawn = replace(
        MANIFEST,
        definition=definition,
        definition_digest=digest_of(definition.encode()),
        seats=(*MANIFEST.seats, SeatHolder(Seat(9), MANIFEST.seats[0].judge, name)),
        entries=(replace(entry(7), title=title, authors=authors, units=authors),),
    )
    assert read_manifest(write_manifest(drawn, KEY)) == drawn


def test_every_single_bit_flip_and_every_truncation_is_refused() -> None:
    small = replace(MANIFEST, entries=(entry(42),), seats=MANIFEST.seats[::2], locks=())
    data = bytearray(write_manifest(small, KEY))
    refused = 0
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            try:
                read_manifest(bytes(data))
            except Refusal:
                refused += 1
            data[place] ^= 1 << bit
    assert refused == 8 * len(data)
    for length in range(len(data)):
        with pytest.raises(Refusal):
            read_manifest(bytes(data[:length]))
    assert read_manifest(bytes(data)) == small


FAULTY = {
    "another key": replace(MANIFEST, key="00" * 32),
    "a contest that could be a path": replace(MANIFEST, contest=ContestId("../x")),
    "version nought": replace(MANIFEST, version=0),
    "a previous version that is no digest": replace(MANIFEST, previous="x"),
    "a definition of another digest": replace(MANIFEST, definition=MANIFEST.definition + " "),
    "a seat taken twice": replace(MANIFEST, seats=(*MANIFEST.seats, MANIFEST.seats[0])),
    "seat nought": replace(MANIFEST, seats=(replace(MANIFEST.seats[0], seat=Seat(0)),)),
    "a lock that is no hex": replace(MANIFEST, locks=(SeatLock(Seat(1), "salt", "cd"),)),
    "entries out of order": replace(MANIFEST, entries=MANIFEST.entries[::-1]),
    "an entry twice": replace(MANIFEST, entries=(entry(7), entry(7))),
    "a code that is a path": replace(MANIFEST, entries=(replace(entry(7), code=EntryCode("../7")),)),
    "a code with a wrong check digit": replace(MANIFEST, entries=(replace(entry(7), code=EntryCode("007-0")),)),
    "a seat nobody holds": replace(MANIFEST, entries=(replace(entry(7), seats=(Seat(8),)),)),
    "seats out of order": replace(MANIFEST, entries=(replace(entry(7), seats=(Seat(3), Seat(1))),)),
    "half a surrogate": replace(MANIFEST, definition="\ud800"),
}


def _with_file(**change: object) -> Manifest:
    first = entry(42)
    return replace(MANIFEST, entries=(replace(first, files=(replace(first.files[0], **change),)),))  # type: ignore[arg-type]  # any field


FAULTY |= {
    "a program for a file": _with_file(extension="exe"),
    "a path for an extension": _with_file(extension="pdf/../../x"),
    "capitals in an extension": _with_file(extension="PDF"),
    "file nought": _with_file(number=0),
    "a negative size": _with_file(size=-1),
    "a hash that is none": _with_file(sha256=Digest("00")),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_manifest_that_must_not_be_is_neither_written_nor_read(name: str) -> None:
    with pytest.raises(BadInput):
        write_manifest(FAULTY[name], KEY)


def _signed(text: str, name: str = "judge-desk/goi-bai-thi") -> bytes:
    return sign(text, name, KEY)


TEXT = write_manifest(MANIFEST, KEY).decode().rpartition("\n\n")[0] + "\n"


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (write_manifest(MANIFEST, KEY).replace(b"cong-nghe", b"cong-nghi"), Altered, "note.signature"),
        (sign(TEXT, "judge-desk/goi-bai-thi", OTHER_KEY), Altered, "note.signature"),
        (_signed(TEXT, "judge-desk/quyet-dinh"), WrongContest, "signed.other_kind"),
        (_signed(TEXT.replace("thi 1\n", "thi 3\n", 1)), NewerFormat, "signed.newer"),
        (_signed(TEXT.replace("thi 1\n", "thi 2\n", 1)), Unreadable, "signed.form"),
        (seal(ballot(), COLUMNS, KEY), Unreadable, "signed.other_kind"),
        (_signed(TEXT.replace('"key":"03', '"key":"04')), Altered, "signed.other_key"),
        (_signed(TEXT.replace("Khóa: ", "Khoá: ")), Unreadable, "signed.form"),
        (_signed(TEXT + "{}\n"), Unreadable, "json.form"),
        (_signed(TEXT.replace('"pdf"', '"exe"')), Unreadable, "manifest.value"),
        (_signed(TEXT.replace('"size":15', '"path":"../../x","size":15')), Unreadable, "json.form"),
        (_signed("judge-desk goi-bai-thi 1\n"), Unreadable, "signed.form"),
    ],
)
def test_each_fault_has_its_own_name(data: bytes, kind: type[Refusal], code: str) -> None:
    with pytest.raises(kind) as refused:
        read_manifest(data, "a.jdpack")
    assert (refused.value.problem.code, refused.value.problem.where) == (code, "a.jdpack")


def test_names_on_the_stick_follow_from_code_and_number_alone() -> None:
    assert manifest_name(MANIFEST) == "hau-giang-2024_so-khao_ban-1.jdpack"
    assert file_name(entry_code(42), entry(42).files[0]) == f"{entry_code(42).replace('-', '')}_1.pdf"
    codes = [entry_code(number) for number in range(1, 12_000)]
    assert len({file_name(code, entry(42).files[0]) for code in codes}) == len(codes)


def test_no_file_of_an_entry_starts_a_program() -> None:
    starting = {
        "exe",
        "bat",
        "cmd",
        "com",
        "js",
        "vbs",
        "lnk",
        "html",
        "htm",
        "svg",
        "zip",
        "docm",
        "xlsm",
        "msi",
        "ps1",
    }
    assert not FILE_EXTENSIONS & starting


def test_ten_thousand_entries_fit() -> None:
    many = tuple(replace(entry(42), code=entry_code(number)) for number in range(1, 10_001))
    large = replace(MANIFEST, entries=many)
    assert len(read_manifest(write_manifest(large, KEY)).entries) == 10_000
