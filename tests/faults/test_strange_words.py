from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from judge_desk.contest.values.identity import Seat
from judge_desk.desks import issuing, scoring, sealing
from tests.faults.command_line import done
from tests.faults.small_world import DEFINITION, lay_files, lay_panel, mark_rows, person, register_rows, save_rows

TITLES = [
    "Tựa " + "rất dài " * 1250,
    "=cmd|' /C calc'!A0",
    "<b>Đậm</b> <para> & </font> {facts} %s \\n",
    "Đảo \u202echữ\u202c ngược \u2066lại\u2069",
    unicodedata.normalize("NFD", "Tựa đề dạng tách dấu"),
    "Tựa 🎉🏆 có hình 𝔘𝔫𝔦",
    "@SUM(1+1)*cmd",
    "Tựa\tcó\r\nxuống dòng\u00a0và \u200bẩn",
    "漢字 ٣ ﷺ e\u0301\u0323" + "\u0300" * 40,
    "'; DROP TABLE entry; --",
]
STRANGE = "Lý do <b>=1+1</b> \u202eđảo\u202c " + unicodedata.normalize("NFD", "tách dấu") + " 🎉\udce0"
ROUND = ("--round", "vong-1")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play a contest whose titles, remarks and reasons are as strange as people's keyboards; gives its root."""
    root = tmp_path_factory.mktemp("chu-la")
    folder = root / "cuoc-thi"
    done("contest", "new", folder, "--definition", DEFINITION)
    done("panel", "import", folder, lay_panel(root / "bgk.xlsx"))
    register = save_rows(root / "so.xlsx", register_rows(TITLES))
    taken = done("intake", folder, register, "--files", lay_files(root / "ho-so", len(TITLES)), "--json").data
    assert taken["counts"]["eligible"] == len(TITLES), taken
    done("assign", folder, *ROUND, "--seed", "<b>=1</b>")
    pins: dict[Seat, str] = {}
    package = issuing.issue(folder, "vong-1", root / "usb", person(root, "tk"), pins).package
    ballots = [_ballot(root, package, seat, pins[Seat(seat)]) for seat in (1, 2)]
    who = ("--reason", STRANGE, "--operator", "=Thư ký <i>" + STRANGE)
    done("merge", folder, *ROUND, *ballots, "--accept", *who, "--witness", STRANGE)
    for asked in (["--close-seat", "3"], ["--unseal"], ["--special", "001-3", STRANGE]):
        done("decide", folder, *ROUND, *asked, "--reason", STRANGE, "--by", "A " + STRANGE, "--by", "=B")
    return root


def _ballot(root: Path, package: Path, seat: int, pin: str) -> Path:
    judge, home = person(root, f"may-{seat}"), root / f"may-{seat}"
    home.mkdir()
    score, sheet = home / "diem.jdscore", home / "diem.xlsx"
    scoring.open_package(package, seat, pin, score, judge)
    scoring.write_sheet(score, sheet)
    book = openpyxl.load_workbook(sheet)
    page: Any = book.active
    for number, row in enumerate(mark_rows(page)):
        page.cell(row, 2).value, page.cell(row, 3).value = 17, number % 10
        page.cell(row, 6).value = f"=NHẬN XÉT <b> {number} \u202eđảo\u202c 🎉\nhai dòng"
        page.cell(row, 6).data_type = "s"
    book.save(sheet)
    filled = scoring.fill(score, sheet, judge)
    assert not filled.blank, filled.findings
    return sealing.seal(score, root / "phieu", judge).file


def test_strange_titles_stay_text_from_the_register_to_the_data(played: Path) -> None:
    entries = {each["title"] for each in _entries(played)}
    assert "=cmd|' /C calc'!A0" in entries
    assert "<b>Đậm</b> <para> & </font> {facts} %s \\n" in entries
    assert "Đảo chữ ngược lại" in entries, "nothing turns the reading direction"
    assert "Tựa đề dạng tách dấu" in entries, "one form of letters"
    assert all(title == unicodedata.normalize("NFC", title) for title in entries)
    assert max(map(len, entries)) > 9_900


def _entries(played: Path) -> list[dict[str, Any]]:
    register = played / "so.xlsx"
    told = done("intake", _again(played), register, "--files", played / "ho-so", "--json")
    found: list[dict[str, Any]] = told.data["entries"]
    return found


def _again(played: Path) -> Path:
    folder = played / "lai"
    if not folder.exists():
        done("contest", "new", folder, "--definition", DEFINITION)
    return folder


def test_every_paper_is_printed_with_strange_words_as_text(played: Path) -> None:
    folder, target = played / "cuoc-thi", played / "in"
    papers = done("publish", folder, *ROUND, "--draft", "--to", target, "--json").data["papers"]
    printed = [target / each["file"] for each in papers if each["file"].endswith(".pdf")]
    assert len(printed) >= 5
    text = ""
    for path in printed:
        assert len(PdfReader(path).pages) >= 1
        text += subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "\u202e" not in text
    assert "<b>" in text
    assert "=1+1" in text
    assert "Traceback" not in text
    again = done("publish", folder, *ROUND, "--draft", "--to", played / "in-lai", "--json").data["papers"]
    assert again == papers, "same data, same bytes"


def test_results_why_and_recount_hold_strange_words(played: Path) -> None:
    folder = played / "cuoc-thi"
    for language in ("vi", "en"):
        done("results", folder, *ROUND, "--lang", language)
        done("decide", folder, "--lang", language)
    done("publish", folder, *ROUND, "--draft", "--to", played / "in")
    told = done("recount", folder, "--definition", DEFINITION, "--json").data
    assert [each["same"] for each in told["rounds"]] == [True]
    assert done("doctor", folder, "--json").codes == []


def test_the_log_and_the_signed_decisions_hold_clean_text(played: Path) -> None:
    folder = played / "cuoc-thi"
    for line in (folder / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line)
    done("publish", folder, *ROUND, "--draft", "--to", played / "in")
    text = next((played / "in").glob("quyet-dinh*")).read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert "Lý do <b>=1+1</b> đảo tách dấu 🎉" in text
