"""Papers in all three formats, printed, printed again, cut off in the middle, printed by two at once."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks.papers.inspection_folder import FOLDER, LISTED
from judge_desk.desks.print_places import REPLACED
from judge_desk.paths import USER_FOLDER_VARIABLE
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE
from tests.journeys.terminal import PATIENCE_SECONDS, ROOT, Said, call

FORMATS: Final = ("docx", "pdf", "xlsx")
_STAMP: Final = "BẢN NÀY ĐÃ ĐƯỢC THAY THẾ"
SUMMARY: Final = "bang-tong-hop-diem"
BUSY: Final = 9


def _publish(small: Small, target: Path, *more: str) -> list[str]:
    asked = ("--round", ONE, "--to", str(target), "--format", "pdf,docx,xlsx", "--json", *more)
    return ["publish", str(small.contest), *asked]


def _call(small: Small, *arguments: str) -> Said:
    return call(small.place / "may" / "thu-ky", *arguments)


def _files(folder: Path) -> dict[str, bytes]:
    """Give the files of a print that its index lists; the others of the inspection folder stand in its own list."""
    listed = [*folder.glob("*"), *(folder / FOLDER / name for name in LISTED)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in listed if path.is_file()}


def _index(small: Small) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((small.contest / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    return rows


def test_after_a_correction_the_old_prints_say_that_they_were_replaced_in_every_format(
    issued: Small, tmp_path: Path
) -> None:
    small, stick = issued, tmp_path / "usb"
    ballots = [small.seal(seat, small.levels()) for seat in range(1, 6)]
    small.merge(*ballots[:4])
    first = _call(small, *_publish(small, stick, "--draft")).data
    before = _files(stick)
    assert {name.rpartition(".")[2] for name in before} >= set(FORMATS)
    small.merge(ballots[4])
    second = _call(small, *_publish(small, stick)).data
    assert [each["code"] for each in second["findings"]] == ["publish.beside"]
    now = _files(Path(second["folder"]))
    note = {name: data for name, data in _files(stick).items() if name not in before}
    assert {name: _files(stick)[name] for name in before} == before, "nothing was written over"
    assert list(note) == [REPLACED]
    for ending in FORMATS:
        name = f"{SUMMARY}.{ending}"
        assert now[name] != before[name]
        assert f"- {name}\n" in note[REPLACED].decode()
    rows = {row["number"]: row for row in _index(small)}
    old = {row["file"]: row for row in rows.values() if row["superseded_by"] is not None}
    for ending in FORMATS:
        row = old[f"{SUMMARY}.{ending}"]
        assert row["data_code"] == first["data_code"]
        assert rows[row["superseded_by"]]["data_code"] == second["data_code"]
    own = small.contest / "documents" / ONE / first["data_code"]
    assert second["data_code"] in (own / REPLACED).read_text(encoding="utf-8")
    assert {name: (own / name).read_bytes() for name in before} == before
    listed = _call(small, "papers", str(small.contest), "--round", ONE, "--json").data
    states = {(each["file"], each["state"]) for each in listed["papers"]}
    for ending in FORMATS:
        assert {(f"{SUMMARY}.{ending}", "final"), (f"{SUMMARY}.{ending}", "replaced")} <= states
        asked = ("--copy", str(old[f"{SUMMARY}.{ending}"]["number"]), "--stamped", "--to", str(tmp_path / "cu"))
        assert _call(small, "papers", str(small.contest), "--round", ONE, *asked, "--json").code == 0
    copies = _files(tmp_path / "cu")
    assert set(copies) == {
        f"{SUMMARY}-da-thay-{old[f'{SUMMARY}.{ending}']['number']}.{ending}" for ending in FORMATS
    }, "none is called like the paper in force"
    by_ending = {name.rpartition(".")[2]: data for name, data in copies.items()}
    for page in PdfReader(BytesIO(by_ending["pdf"])).pages:
        assert _STAMP in page.extract_text()
    section = docx.Document(BytesIO(by_ending["docx"])).sections[0]
    for head in (section.header, section.first_page_header):
        assert _STAMP in head.paragraphs[0].text
    book = openpyxl.load_workbook(BytesIO(by_ending["xlsx"]))
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        assert _STAMP in str(sheet.oddHeader.center.text)
        assert _STAMP in str(sheet["A1"].value)
    other = CalamineWorkbook.from_filelike(BytesIO(by_ending["xlsx"])).get_sheet_by_index(0).to_python()
    assert [str(each) for each in other[0] if each] == [str(book.worksheets[0]["A1"].value)]


def test_a_stick_that_is_pulled_while_papers_are_written_leaves_nothing_half_recorded(
    counted: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, stick = counted, tmp_path / "usb"
    small.decide(DecisionKind.FINAL, (ONE,))
    opened, really = [], os.open

    def pulled(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if str(path).startswith(str(stick)):
            opened.append(path)
            if len(opened) > 21:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return really(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", pulled)
    told = _call(small, *_publish(small, stick))
    assert (told.code, told.codes) == (8, ["disk.failed"])
    monkeypatch.undo()
    assert len(_files(stick)) > 0
    assert not (small.contest / "documents" / "muc-luc.json").exists()
    listed = _call(small, "papers", str(small.contest), "--round", ONE, "--json").data
    assert listed["papers"] == []
    cut = next(path for path in stick.iterdir() if path.name.endswith(".docx"))
    cut.write_bytes(cut.read_bytes()[:1000])
    again = _call(small, *_publish(small, stick)).data
    assert again["folder"] == str(stick), "what the first try left is a beginning of this print"
    assert again["findings"] == []
    assert set(_files(stick)) == {each["file"] for each in again["papers"]} == {row["file"] for row in _index(small)}
    [own] = (path for path in (small.contest / "documents" / ONE).iterdir() if path.name == again["data_code"])
    assert _files(own) == _files(stick)


def test_two_who_print_at_once_make_one_print(counted: Small, tmp_path: Path) -> None:
    small, some = counted, ("--only", "summary", "--only", "minutes")
    command = [sys.executable, "-m", "judge_desk.cli", *_publish(small, tmp_path / "usb", *some)]
    home = {**os.environ, USER_FOLDER_VARIABLE: str(small.place / "may" / "thu-ky")}
    both = [subprocess.Popen(command, cwd=ROOT, env=home, stdout=subprocess.PIPE) for _ in range(2)]
    outs = [each.communicate(timeout=PATIENCE_SECONDS)[0] for each in both]
    codes = sorted(each.returncode for each in both)
    assert codes in ([0, 0], [0, BUSY]), outs
    last = _call(small, *_publish(small, tmp_path / "usb", *some)).data
    assert [each["file"] for each in last["papers"] if each["new"]] == []
    rows = _index(small)
    assert len({row["file"] for row in rows}) == len(rows) == len(last["papers"])
    assert {row["superseded_by"] for row in rows} == {None}
    assert set(_files(tmp_path / "usb")) == {row["file"] for row in rows}
