from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from judge_desk.exchange.sealed import ballot_file
from tests.exchange.ballot_samples import COLUMNS, KEY, ballot
from tests.faults.command_line import check_vietnamese, done, refused, run, snapshot
from tests.faults.conftest import Copied
from tests.faults.small_world import SmallWorld

ACCEPT = ("--accept", "--reason", "Thử", "--operator", "Thư ký")


def _flipped(data: bytes) -> bytes:
    half = len(data) // 2
    return data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]


Fault = tuple[str, Callable[[bytes], bytes], str, str, int]
FAULTS: list[Fault] = [
    ("lat-bit", _flipped, "bad_signature", "note.signature", 5),
    ("dut", lambda data: data[:300], "altered", "note.form", 4),
    ("them", lambda data: data + b"\n", "altered", "note.form", 4),
    ("crlf", lambda data: data.replace(b"\n", b"\r\n"), "altered", "note.not_text", 4),
    ("chu", lambda data: "Xin chào\n".encode(), "unreadable", "note.form", 4),
    ("rong", lambda data: b"", "unreadable", "note.form", 4),
    ("sqlite", lambda data: b"SQLite format 3\0" + bytes(4096), "unreadable", "note.database", 4),
    ("nen", lambda data: b"PK\x03\x04" + data, "unreadable", "note.archive", 4),
    ("lon", lambda data: b"a" * 5_000_000, "unreadable", "note.too_long", 4),
    ("nhi-phan", lambda data: bytes(range(256)) * 9, "unreadable", "note.not_text", 4),
]


@pytest.mark.parametrize(("name", "spoil", "condition", "why", "exit_code"), FAULTS, ids=[each[0] for each in FAULTS])
def test_a_file_that_is_no_whole_ballot_is_named_and_never_kept(
    small: SmallWorld,
    copied: Copied,
    tmp_path: Path,
    name: str,
    spoil: Callable[[bytes], bytes],
    condition: str,
    why: str,
    exit_code: int,
) -> None:
    folder, file = copied(small.contest), tmp_path / f"{name}.jdballot"
    file.write_bytes(spoil(small.ballots[1].read_bytes()))
    refused(["ballot", "check", file], exit_code, [why], [tmp_path])
    before = snapshot(folder)
    _one_row(run("merge", folder, "--round", "vong-1", file, "--json").data, condition, kept=False)
    assert snapshot(folder) == before, "a plan writes nothing"
    _one_row(done("merge", folder, "--round", "vong-1", file, *ACCEPT, "--json").data, condition, kept=False)
    assert not list((folder / "ballots").iterdir())
    assert done("contest", "show", folder, "--json").data["rounds"][0]["ballots"] == 0
    for language in ("vi", "en"):
        told = run("merge", folder, "--round", "vong-1", file, "--lang", language)
        assert "Traceback" not in told.out + told.err
        assert (told.out + told.err).count(file.name) == 1


def _one_row(data: dict[str, object], condition: str, kept: bool) -> None:
    rows = data["files"]
    assert isinstance(rows, list)
    assert [(each["condition"], each["kept"]) for each in rows] == [(condition, kept)]
    finding = {"sentence": rows[0]["sentence"], "where": rows[0]["file"], "facts": {}, "code": condition}
    check_vietnamese(rows[0]["sentence"], finding)


def test_links_folders_and_missing_files_are_named(small: SmallWorld, copied: Copied, tmp_path: Path) -> None:
    folder = copied(small.contest)
    link, directory, missing = (tmp_path / f"{name}.jdballot" for name in ("noi", "thu-muc", "mat"))
    link.symlink_to(small.ballots[1])
    directory.mkdir()
    for file, code in ((link, "disk.link"), (directory, "disk.not_file"), (missing, "disk.missing")):
        refused(["ballot", "check", file], 4, [code], [tmp_path])
        _one_row(done("merge", folder, "--round", "vong-1", file, *ACCEPT, "--json").data, "unreadable", kept=False)


def test_another_contests_and_another_rounds_ballot_are_called_that(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder = copied(small.contest)
    stranger = tmp_path / "la.jdballot"
    stranger.write_bytes(ballot_file.seal(ballot(5), COLUMNS, KEY))
    for file, condition in ((small.other_round, "other_round"), (stranger, "other_contest")):
        done("ballot", "check", file)
        _one_row(done("merge", folder, "--round", "vong-1", file, *ACCEPT, "--json").data, condition, kept=False)
    assert not list((folder / "ballots").iterdir())


def test_the_same_ballot_twice_and_under_two_names_counts_once(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder, first = copied(small.contest), small.ballots[1]
    again = Path(shutil.copy(first, tmp_path / "ten-khac.jdballot"))
    told = done("merge", folder, "--round", "vong-1", first, first, again, *ACCEPT, "--json").data
    assert [each["condition"] for each in told["files"]] == ["counted", "same_again", "same_again"]
    assert told["counted"] == 1
    assert len(list((folder / "ballots").iterdir())) == 1
    once_more = done("merge", folder, "--round", "vong-1", again, *ACCEPT, "--json").data
    assert [each["condition"] for each in once_more["files"]] == ["same_again"]
    assert done("results", folder, "--round", "vong-1", "--json").data["entries"][0]["ballots"] == 1


def test_a_merge_without_reason_round_or_package_is_refused(small: SmallWorld, copied: Copied) -> None:
    folder, first = copied(small.contest), small.ballots[1]
    merge = ["merge", folder, "--round", "vong-1", first, "--accept"]
    refused(merge, 3, ["merge.no_reason"], [folder])
    refused([*merge, "--reason", "\u200b", "--operator", " "], 3, ["merge.no_reason"], [folder])
    refused(["merge", folder, "--round", "vong-9", first], 3, ["contest.no_round"], [folder], about=["vong-9"])
    drawn = copied(small.drawn)
    refused(["merge", drawn, "--round", "vong-1", first], 10, ["contest.not_issued"], [drawn])
