from __future__ import annotations

import json
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from judge_desk.contest.values.identity import Seat
from judge_desk.desks import issuing, mark_sheets, scoring, sealing
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
    '=HYPERLINK("http://noi-khac.vn","bấm vào đây")',
    "Chữliền" * 72,
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
    mark_sheets.write_sheet(score, sheet)
    book = openpyxl.load_workbook(sheet)
    page: Any = book.active
    for number, row in enumerate(mark_rows(page)):
        page.cell(row, 2).value, page.cell(row, 3).value = 17, number % 10
        page.cell(row, 6).value = f"=NHẬN XÉT <b> {number} \u202eđảo\u202c 🎉\nhai dòng"
        page.cell(row, 6).data_type = "s"
    book.save(sheet)
    filled = mark_sheets.fill(score, sheet, judge)
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


def test_every_paper_holds_strange_words_as_text_in_every_format(played: Path) -> None:
    folder, target = played / "cuoc-thi", played / "in"
    asked = ("publish", folder, *ROUND, "--draft", "--format", "pdf,docx,xlsx", "--json")
    papers = done(*asked, "--to", target).data["papers"]
    said = {ending: _all_words([target / each["file"] for each in papers], ending) for ending in _READERS}
    for ending, text in said.items():
        assert "\u202e" not in text, ending
        assert "{}" not in text, ending
        assert "<b>" in text, ending
        assert "{facts} %s \\n" in text, ending
        assert unicodedata.is_normalized("NFC", text), ending
        # A word that is longer than its column is broken into lines.
        plain = "".join(text.split())
        assert "Chữliền" * 72 in plain or ending == "pdf", ending
        assert '=HYPERLINK("http://noi-khac.vn","bấmvàođây")' in plain or ending == "pdf", ending
    assert "=1+1" in said["pdf"]
    again = done(*asked, "--to", played / "in-lai").data["papers"]
    assert [each["sha256"] for each in again] == [each["sha256"] for each in papers], "same data, same bytes"
    assert not any(each["new"] for each in again)


def _all_words(files: list[Path], ending: str) -> str:
    mine = [path for path in files if path.name.endswith(f".{ending}")]
    assert len(mine) >= 5
    return "\n".join(_READERS[ending](path) for path in mine)


def _pdf_words(path: Path) -> str:
    assert len(PdfReader(path).pages) >= 1
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def _word_words(path: Path) -> str:
    """Read the text of a Word paper; there is no field and no link in it but the number of the page."""
    with zipfile.ZipFile(path) as file:
        parts = [
            file.read(name).decode()
            for name in file.namelist()
            if name.startswith("word/") and name.endswith((".xml", ".rels"))
        ]
        assert not any('TargetMode="External"' in part or "w:hyperlink" in part for part in parts), path.name
        fields = {each.strip() for part in parts for each in re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", part)}
    assert fields <= {"PAGE", "NUMPAGES"}, path.name
    body: Any = docx.Document(str(path)).element.body
    return "\n".join("".join(text.text for text in each.iter("{*}t")) for each in body.iter("{*}p"))


def _sheet_words(path: Path) -> str:
    """Read the text of a workbook; no formula is made of anybody's words, and nothing is a link."""
    words = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (each for row in sheet.iter_rows() for each in row if each.value is not None):
            assert cell.hyperlink is None, cell
            if cell.data_type != "f":
                words.append(str(cell.value))
            else:
                assert path.name.startswith("bang-tong-hop-diem"), cell
                assert not any(each in str(cell.value) for each in ("HYPERLINK", "cmd", "NHẬN XÉT")), cell
    return "\n".join(words)


_READERS = {"pdf": _pdf_words, "docx": _word_words, "xlsx": _sheet_words}


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
