from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.faults.command_line import done, refused, run
from tests.faults.conftest import Copied
from tests.faults.small_world import DEFINITION, SmallWorld

BY = ("--reason", "Thử", "--by", "Vũ Văn Em (Ban Tổ chức)")
ROUND_1, ROUND_2 = ("--round", "vong-1"), ("--round", "vong-2")


@pytest.mark.parametrize(
    ("asked", "exit_code", "code"),
    [
        (("--point", "x.y", "1"), 3, "definition.ruling_not_open"),
        (("--point", "rounds.vong-1.cut", "{"), 3, "definition.ruling_not_open"),
        (("--withdraw", "99"), 3, "decide.no_entry"),
        (("--entry", "1", "maybe"), 3, "decide.accept_or_refuse"),
        (("--entry", "1", "refuse"), 10, "decide.already_drawn"),
        (("--ballot", "1", "none"), 3, "decide.no_round"),
        ((*ROUND_1, "--ballot", "9", "none"), 3, "decide.no_seat"),
        ((*ROUND_1, "--ballot", "1", "zz"), 3, "decide.no_ballot"),
        ((*ROUND_1, "--ignore", "zz"), 3, "decide.no_ballot"),
        ((*ROUND_1, "--score", "001-0", "5"), 3, "decide.bad_code"),
        ((*ROUND_1, "--score", "099-1", "5"), 3, "decide.bad_code"),
        ((*ROUND_1, "--score", "006-8", "5"), 3, "decide.no_code"),
        ((*ROUND_1, "--score", "001-3", "năm"), 3, "decide.bad_mark"),
        ((*ROUND_1, "--score", "001-3", "1e400"), 3, "decide.bad_mark"),
        ((*ROUND_1, "--score", "001-3", "1.000"), 3, "decide.bad_mark"),
        ((*ROUND_1, "--tie", "001-3", "002-1"), 10, "decide.no_tie"),
        ((*ROUND_2, "--cut", "001-3"), 10, "decide.no_cut"),
        ((*ROUND_2, "--prize", "giai/khong", "001-3"), 3, "decide.no_prize"),
        ((*ROUND_2, "--prize", "giai", "001-3"), 3, "decide.no_prize"),
        ((*ROUND_1, "--paper", "1", "123"), 3, "seal.code"),
        ((*ROUND_1, "--paper", "1", "1" * 30), 3, "decide.other_code"),
        ((*ROUND_1, "--paper", "3", "1" * 30), 10, "decide.nothing_counted"),
        ((*ROUND_1, "--reopen", "9"), 10, "decide.nothing_counted"),
        ((*ROUND_1, "--close-seat", "9"), 3, "decide.no_seat"),
        ((*ROUND_1, "--unseal"), 3, "decide.two_people"),
        ((*ROUND_2, "--final"), 10, "decide.still_open"),
        (("--round", "vong-9", "--final"), 3, "contest.no_round"),
    ],
)
def test_a_decision_that_answers_nothing_is_not_recorded(
    small: SmallWorld, asked: tuple[str, ...], exit_code: int, code: str
) -> None:
    refused(["decide", small.marked, *asked, *BY], exit_code, [code], [small.marked])


def test_a_decision_needs_a_reason_and_names(small: SmallWorld) -> None:
    for rest in ((), ("--reason", "Thử"), ("--by", "A"), ("--reason", "\u200b", "--by", "A")):
        refused(["decide", small.marked, "--withdraw", "1", *rest], 3, ["decide.no_reason"], [small.marked])


def test_acts_out_of_their_time_are_refused(small: SmallWorld, tmp_path: Path) -> None:
    to = ("--to", tmp_path / "ra")
    refused(["assign", small.contest, *ROUND_1], 10, ["assign.issued"], [small.contest])
    refused(["assign", small.contest, *ROUND_2], 11, ["assign.shortlist_open"], [small.contest])
    refused(["assign", small.founded, *ROUND_1], 10, ["assign.nothing"], [small.founded])
    refused(["issue", small.founded, *ROUND_1, *to], 10, ["issue.not_drawn"], [small.founded])
    refused(["results", small.drawn, *ROUND_1], 10, ["contest.not_issued"], [small.drawn])
    refused(["publish", small.contest, *ROUND_1, *to], 10, ["publish.open"], [small.contest], about=["Còn"])
    refused(["publish", small.contest, *ROUND_1, *to, "--format", "odt"], 3, ["publish.format"], [small.contest])
    sheet = ["publish", small.contest, *ROUND_1, *to, "--draft", "--format", "xlsx", "--only", "minutes"]
    refused(sheet, 3, ["publish.no_format"], [small.contest], about=["pdf, docx"])
    refused(["restore", small.contest, "--copy", "../x"], 3, ["store.no-such-copy"], [small.contest])
    assert not (tmp_path / "ra").exists()


def test_another_contest_file_in_the_folder_is_refused_unopened(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder = copied(small.contest)
    (folder / "contest.jdesk").unlink()
    with sqlite3.connect(folder / "contest.jdesk") as foreign:
        foreign.execute("CREATE TABLE x (y)")
    foreign.close()
    refused(["contest", "show", folder], 4, ["store.foreign"], [folder])
    refused(["merge", folder, *ROUND_1, small.ballots[1]], 4, ["store.foreign"], [folder])
    shutil.copy(small.score(1), folder / "contest.jdesk")
    refused(["contest", "show", folder], 4, ["store.foreign"], [folder])


def test_a_damaged_altered_or_newer_contest_file_says_so_and_a_copy_brings_it_back(
    small: SmallWorld, copied: Copied
) -> None:
    folder = copied(small.contest)
    copy = done("backup", folder, "--json").data["copy"]
    file = folder / "contest.jdesk"
    whole = file.read_bytes()
    newer = bytearray(whole)
    newer[60:64] = (7).to_bytes(4, "big")
    altered = whole.replace("Giải pháp thử số 3".encode(), "Giải pháp thử số 8".encode())
    for data, exit_code, code in (
        (bytes(newer), 7, "store.newer"),
        (whole[: len(whole) // 2], 4, "store.damaged"),
        (altered, 5, "store.act-altered"),
    ):
        assert data != whole
        file.write_bytes(data)
        refused(["contest", "show", folder], exit_code, [code], [folder])
        refused(["decide", folder, "--withdraw", "1", *BY], exit_code, [code], [folder])
    done("restore", folder, "--copy", copy)
    assert done("contest", "show", folder, "--json").data["entries"]["eligible"] == 5
    assert any("ban-hong" in path.name for path in (folder / "backups").iterdir()), "the damaged file is kept"


def test_a_kept_file_that_changed_is_found_by_the_doctor_and_not_issued(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder = copied(small.drawn)
    stored = min((folder / "submissions").glob("*.docx"))
    stored.write_bytes(stored.read_bytes() + b"x")
    refused(["issue", folder, *ROUND_1, "--to", tmp_path / "usb"], 5, ["package.source_changed"], [])
    told = run("doctor", folder, "--json")
    assert (told.code, [each["where"] for each in told.data["findings"]]) == (1, [stored.name])
    stored.unlink()
    assert run("doctor", folder, "--json").codes == ["disk.missing"]


def test_recounting_without_files_or_with_another_definition_says_so(small: SmallWorld, tmp_path: Path) -> None:
    other = tmp_path / "khac.toml"
    text = DEFINITION.read_text(encoding="utf-8")
    other.write_text(text.replace("Kế hoạch thử", "Kế hoạch khác"), encoding="utf-8")
    empty = tmp_path / "rong"
    empty.mkdir()
    refused(["recount", empty, "--definition", other], 4, ["recount.no_package"], [tmp_path])
    refused(["recount", tmp_path / "mat", "--definition", other], 4, ["recount.missing"], [tmp_path])
    refused(["recount", small.marked, "--definition", tmp_path / "x.toml"], 4, ["disk.missing"], [tmp_path])
    told = run("recount", small.marked, "--definition", other, "--json")
    assert told.code == 1
    assert set(told.codes) == {"recount.other_definition", "recount.not_published"}
