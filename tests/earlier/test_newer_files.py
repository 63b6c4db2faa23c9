"""Files that a later version of the program wrote: refused with both numbers, whatever their kind, and left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from judge_desk.contest.values.problems import NewerFormat
from judge_desk.exchange.form_numbers import refuse_newer
from judge_desk.exchange.spreadsheets.marks_sheet import SHEET_MARK, read_marks
from judge_desk.exchange.typing_draft import KIND as DRAFT
from judge_desk.exchange.typing_draft import DraftHead, begin_draft, read_draft
from tests.earlier.test_earlier_files import Earlier, unpacked
from tests.journeys.terminal import call

CHECKS = (("recount", "{folder}"), ("package", "check"), ("contest", "check"))
"""Commands that look through files: what they find is a finding, and the process gives 1."""


def renumbered(path: Path, pattern: bytes, number: int) -> None:
    """Write another number where a file says its form; nothing else changes."""
    data, times = re.subn(pattern, rb"\g<1>%d" % number, path.read_bytes(), count=1)
    assert times == 1, path.name
    path.write_bytes(data)


def store(path: Path, number: int) -> None:
    """Write another form into the head of a database."""
    data = bytearray(path.read_bytes())
    data[60:64] = number.to_bytes(4, "big")
    path.write_bytes(data)


def first_line(path: Path, number: int) -> None:
    renumbered(path, rb"\A(judge-desk [a-z-]+ )[0-9]+", number)


def field(path: Path, number: int) -> None:
    renumbered(path, rb"(?m)^(format = |.*\"kind\": ?\"judge-desk [a-z-]+ )[0-9]+", number)


CASES: tuple[tuple[str, str, Callable[[Path, int], None], tuple[str, ...], int], ...] = (
    ("form-6", "cuoc-thi/contest.jdesk", store, ("contest", "show", "{folder}"), 6),
    ("form-6", "may/giam-khao-2/vong-1.jdscore", store, ("ballot", "show", "{file}"), 1),
    ("form-6", "usb/phieu/*ghe-02_lan-1*.jdballot", first_line, ("ballot", "check", "{file}"), 1),
    ("form-6", "kin/usb/phieu/*ghe-02*_kin.jdballot", first_line, ("ballot", "check", "{file}"), 1),
    ("form-6", "usb-2/*/*.jdpack", first_line, ("package", "check", "{folder}"), 2),
    ("form-6", "kin/usb-2/*/*.jdpack", first_line, ("package", "check", "{folder}"), 2),
    ("form-6", "thi-nho.toml", field, ("contest", "check", "{file}"), 1),
    ("form-6", "cuoc-thi/documents/vong-1/*/quyet-dinh.jdquyet", first_line, ("recount", "{folder}"), 1),
    ("form-4", "them-1/cuoc-thi/documents/*/*/*.jdsolieu", first_line, ("recount", "{folder}"), 1),
    ("form-6", "xet/cuoc-thi/documents/*/*/*.jdbang", first_line, ("recount", "{folder}"), 1),
    ("form-6", "cuoc-thi/documents/vong-1/*/ket-qua-vong-1.json", field, ("recount", "{folder}"), 1),
    ("form-6", "xet/cuoc-thi/documents/*/*/ket-qua-*.json", field, ("recount", "{folder}"), 1),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Earlier]:
    """The versions whose files are made newer, unpacked once."""
    return {name: unpacked(name, tmp_path_factory.mktemp(name)) for name in ("form-4", "form-6")}


@pytest.mark.parametrize("case", CASES, ids=[each[1].rpartition(".")[2] + str(n) for n, each in enumerate(CASES)])
def test_a_file_of_a_newer_version_is_refused_with_both_numbers_and_left_alone(
    case: tuple[str, str, Callable[[Path, int], None], tuple[str, ...], int], kept: dict[str, Earlier]
) -> None:
    version, pattern, write, words, known = case
    earlier = kept[version]
    file = sorted(earlier.place.glob(pattern))[0]
    before = file.read_bytes()
    write(file, known + 41)
    newer = {each.name: each.read_bytes() for each in file.parent.iterdir() if each.is_file()}
    try:
        given = [word.format(file=file, folder=file.parent) for word in words]
        if words[0] == "recount":
            given += ["--definition", str(next(iter(sorted(file.parent.glob("*.toml")))))]
        for language in ("vi", "en"):
            said = call(earlier.place / "home", *given, "--json", "--lang", language)
            told = [each for each in said.data["findings"] if each["code"].rpartition(".")[2].startswith("newer")]
            assert told, said.out
            assert {str(known), str(known + 41)} <= set(re.findall(r"[0-9]+", told[0]["sentence"]))
            assert said.code == (1 if words[:2] in CHECKS else NewerFormat.exit_code)
        assert {each.name: each.read_bytes() for each in file.parent.iterdir() if each.is_file()} == newer
    finally:
        file.write_bytes(before)


def test_what_stays_on_one_machine_is_refused_with_both_numbers_too(tmp_path: Path) -> None:
    draft = tmp_path / "vong-1-ghe-04-lan-1.jsonl"
    begin_draft(draft, DraftHead("thi-nho", "vong-1", "0" * 64, 4, 1, "Ngô Thư Ký", "2026-11-22T08:00:00"))
    renumbered(draft, rb"(judge-desk [a-z-]+ )[0-9]+", 42)
    with pytest.raises(NewerFormat) as refused:
        read_draft(draft)
    assert refused.value.problem.facts == {"found": 42, "known": int(DRAFT[-1])}
    sheet = tmp_path / "phieu-diem.xlsx"
    book = openpyxl.Workbook()
    filled: Any = book.active
    filled.append([SHEET_MARK[:-1] + "7", "thi-nho", "vong-1", "0" * 64, "4"])
    book.save(sheet)
    with pytest.raises(NewerFormat) as refused:
        read_marks(sheet, (), ())
    assert refused.value.problem.facts == {"found": 7, "known": int(SHEET_MARK[-1])}


@pytest.mark.parametrize("found", ["judge-desk khac 9", "judge-desk ket-qua 1", "judge-desk ket-qua 02", 7, None, {}])
def test_what_is_not_a_higher_number_of_the_same_kind_is_left_to_the_reader(found: object) -> None:
    refuse_newer("judge-desk ket-qua 1", found, "a.json")
    assert json.dumps(found)
