"""Every paper of a rehearsal in every format, read by programs that share nothing with the one that wrote it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.kinds import STEMS
from judge_desk.desks.papers.paper_sets import worked_out
from judge_desk.desks.publishing import planned_papers
from judge_desk.desks.rehearsing import Played
from judge_desk.documents.formats import Format
from judge_desk.documents.stamping_office import stamp_word
from tests.desks.reviewed_contest import filled
from tests.documents.office import converted, formulas_in, values_of
from tests.documents.reading import fonts_of
from tests.journeys.terminal import call

ROUND: Final = "bao-ve"
ELSEWHERE: Final = frozenset({"vote_record", "press_list", "review_dossier", "extras_list", "opening_record"})
"""Kinds that only other contests have."""
RECKONING: Final = ("bang-tong-hop-diem", "bang-tong-hop-so-lieu")
"""Begin of the names of the workbooks that reckon."""
MINUTES: Final = "bien-ban-ban-giam-khao"
ADDED: Final = "Ban Tổ chức bổ sung: hội trường tầng 2."
STAMP: Final = "BẢN NÀY ĐÃ ĐƯỢC THAY THẾ"


def _one_of_each(*folders: Path) -> dict[str, bytes]:
    """Make one paper of every kind, of the last round or review that has one, in every format that it has."""
    made: dict[str, bytes] = {}
    done: set[str] = set()
    for folder in folders:
        with open_folder(folder, read_only=True) as contest:
            rules = contest.definition
            for name in reversed([*(each.id for each in rules.reviews), *(each.id for each in rules.rounds)]):
                for paper in planned_papers(contest, worked_out(contest, name)):
                    if paper.kind not in done:
                        done.add(paper.kind)
                        made |= dict(paper.write(tuple(Format)))
    assert done >= {*STEMS.values()} - ELSEWHERE
    return made


def _written_into(data: bytes) -> bytes:
    """Do what an official does: one more paragraph."""
    file = docx.Document(BytesIO(data))
    file.paragraphs[-1].insert_paragraph_before(ADDED, style="Paper body")
    target = BytesIO()
    file.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def papers(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return _one_of_each(played.folder, filled(tmp_path_factory.mktemp("xet")).contest)


@pytest.fixture(scope="module")
def saved_again(papers: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Let LibreOffice open every Word paper and save it, in one start; also one written into, and one with a stamp."""
    words = {name: data for name, data in papers.items() if name.endswith(".docx")}
    minutes = words[f"{MINUTES}.docx"]
    words |= {"edited.docx": _written_into(minutes), "stamped.docx": stamp_word(minutes, STAMP)}
    return converted(words, tmp_path_factory.mktemp("word"), "docx")


def test_every_pdf_is_whole_for_three_other_programs(papers: Mapping[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    for name, data in papers.items():
        if name.endswith(".pdf"):
            fonts = fonts_of(data, tmp_path)
            assert fonts, name
            assert {(font[-5], font[-3]) for font in fonts} == {("yes", "yes")}, f"{name}: every type lies in the file"
            ran = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
            assert (ran.returncode, "WARNING" in ran.stdout + ran.stderr) == (0, False), f"{name}: {ran.stderr}"
            told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
            about = dict(line.split(":", 1) for line in told.stdout.splitlines())
            pages = PdfReader(BytesIO(data), strict=True).pages
            assert int(about["Pages"]) == len(pages), name
            assert not told.stderr, name
            assert about["Title"].strip(), name


def test_every_workbook_says_the_same_to_two_readers(papers: Mapping[str, bytes]) -> None:
    books = {name: data for name, data in papers.items() if name.endswith(".xlsx")}
    assert len(books) > 8
    for name, data in books.items():
        mine = openpyxl.load_workbook(BytesIO(data), data_only=True)
        other = values_of(data)
        assert mine.sheetnames == list(other), name
        for sheet in mine.worksheets:
            mine_here = _filled(list(sheet.values))
            assert mine_here == _filled(other[sheet.title]), f"{name} {sheet.title}"
            assert mine_here, f"{name} {sheet.title}"
        assert bool(formulas_in(data)) == name.startswith(RECKONING), f"{name}: only summaries reckon"


def _filled(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], Any]:
    """Give every cell that holds something, a number to the digits that office programs keep."""
    cells = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    return {at: _plain(value) for at, value in cells.items() if value is not None and value != ""}


def _plain(value: Any) -> Any:
    return float(f"{value:.14g}") if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def test_every_word_paper_has_the_same_words_after_an_office_program_saved_it(
    papers: Mapping[str, bytes], saved_again: Mapping[str, bytes]
) -> None:
    words = {name: data for name, data in papers.items() if name.endswith(".docx")}
    assert len(words) > 25
    for name, data in words.items():
        assert _words(saved_again[name]) == _words(data), name
    minutes = words[f"{MINUTES}.docx"]
    assert _words(saved_again["edited.docx"]) == _words(minutes) + Counter(ADDED.split())
    heads = [part.text for part in docx.Document(BytesIO(saved_again["stamped.docx"])).sections[0].header.paragraphs]
    assert heads[0] == STAMP


def _words(data: bytes) -> Counter[str]:
    """Count the words of a Word paper: of its pages, and of its heads and feet without the numbers of pages."""
    file = docx.Document(BytesIO(data))
    section = file.sections[0]
    parts = (section.first_page_header, section.header, section.first_page_footer, section.footer)
    around = " ".join(_said(part._element) for part in parts)
    return Counter(_said(file.element.body).split()) + Counter(re.sub(r"[\d/]", "", around).split())


def _said(element: Any) -> str:
    return "\n".join("".join(text.text or "" for text in each.iter("{*}t")) for each in element.iter("{*}p"))


def test_minutes_that_an_office_wrote_into_disturb_nothing(
    played: Played, saved_again: Mapping[str, bytes], tmp_path: Path
) -> None:
    contest = Path(shutil.copytree(played.folder, tmp_path / "cuoc-thi"))
    folder, stick = str(contest), tmp_path / "usb"
    asked = ("--round", ROUND, "--to", str(stick), "--format", "docx", "--only", "minutes", "--json")
    first = call(tmp_path, "publish", folder, *asked).data
    ours = _kept(contest)
    edited = stick / f"{MINUTES}.docx"
    edited.write_bytes(saved_again["edited.docx"])
    shelf = call(tmp_path, "papers", folder, "--round", ROUND, "--json").data
    rules = str(next(stick.glob("*.toml")))
    told = call(tmp_path, "recount", folder, str(stick), "--definition", rules, "--json").data
    assert [each["same"] for each in told["rounds"]] == [True, True]
    assert call(tmp_path, "papers", folder, "--round", ROUND, "--json").data == shelf
    again = call(tmp_path, "publish", folder, *asked).data
    assert again["folder"] == str(stick / f"ban-in-{first['data_code']}")
    assert not any(each["new"] for each in again["papers"])
    assert ADDED in "\n".join(each.text for each in docx.Document(str(edited)).paragraphs)
    assert _kept(contest) == ours, "the contest's own prints are what they were"
    index = json.loads((contest / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    assert [row["superseded_by"] for row in index if row["file"] == edited.name] == [None]


def _kept(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (folder / "documents").rglob("*") if path.is_file()}
