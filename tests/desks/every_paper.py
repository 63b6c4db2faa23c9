"""Every kind of paper, one of each, made from a rehearsal and from samples, and what each says as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.table import Table
from openpyxl import load_workbook

from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.publishing import planned_papers
from judge_desk.desks.standing import round_standing
from judge_desk.documents.formats import WRITERS, Format
from judge_desk.documents.letter import letters
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.press_list import press_list
from judge_desk.documents.receipt import receipt
from judge_desk.documents.vote_record import vote_record
from judge_desk.documents.xlsx_review import review_workbook
from tests.documents import opening_samples, preflight_samples, review_samples, round_samples, samples
from tests.documents.reading import text_of

_HEXES: Final = re.compile(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,}\b")
_GROUPS: Final = re.compile(r"\b[0-9a-f]{5}(?:[ \u00a0][0-9a-f]{5})+(?:[ \u00a0][0-9a-f]{1,4})?\b")


def _masked(found: re.Match[str]) -> str:
    return re.sub("[0-9a-f]", "0", found[0])


def same_every_time(text: str) -> str:
    """Put noughts for what every rehearsal draws anew (codes, digests), one blank for many: digests differ in width."""
    plain = _HEXES.sub(_masked, _GROUPS.sub(_masked, text))
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n") + "\n"


def pdf_text(data: bytes) -> str:
    """Give the text of a PDF as it stands on its pages."""
    return same_every_time(text_of(data, "-layout"))


def docx_text(data: bytes) -> str:
    """Give the text of a Word file: heads and feet, then paragraphs and tables in their order."""
    document = docx.Document(BytesIO(data))
    section = document.sections[0]
    heads = [section.first_page_header, section.header, section.first_page_footer, section.footer]
    lines = [line for part in heads for line in _texts(part)]
    return same_every_time("\n".join([*lines, *_texts(document)]))


def _texts(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
        elif block.text.strip():
            yield block.text


def _said(value: object) -> bool:
    return value is not None and bool(str(value).strip())


def xlsx_text(data: bytes) -> str:
    """Give every sheet of a workbook, row by row; formulas as they are written."""
    lines = []
    for sheet in load_workbook(BytesIO(data)).worksheets:
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            cells = [f"{cell.coordinate}: {cell.value}" for cell in row if _said(cell.value)]
            lines += [" | ".join(cells)] if cells else []
    return same_every_time("\n".join(lines))


_READERS: Final[Mapping[str, Callable[[bytes], str]]] = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}


def read_text(name: str, data: bytes) -> str:
    """Give what a file says, by the ending of its name."""
    return _READERS[name.rpartition(".")[2]](data)


def samples_of_each() -> Iterator[tuple[str, bytes]]:
    """Make the papers that a contest does not print again, from samples: kind with ending, and bytes."""
    yield "letter.pdf", render_pdf(letters(samples.seat_letters()))
    yield "receipt.pdf", render_pdf(receipt(samples.ballot_receipt()))
    yield "vote_record.pdf", render_pdf(vote_record(round_samples.vote()))
    yield "press_list.pdf", render_pdf(press_list(round_samples.press(6)))
    yield "opening_sheet.pdf", render_pdf(opening_samples.sheet())
    yield "preflight_slip.pdf", render_pdf(preflight_samples.slip())
    for format_, write in WRITERS.items():
        yield f"opening_record.{format_}", write(opening_samples.record())
    for kind, document in review_samples.documents().items():
        for format_, write in WRITERS.items():
            yield f"{kind}.{format_}", write(document)
    yield "review_summary.xlsx", review_workbook(review_samples.review(12))


def files_of_each(contest_folder: Path, formats: tuple[Format, ...] = tuple(Format)) -> Iterator[tuple[str, bytes]]:
    """Make one paper of every kind, of the last round that has one: kind with ending, and bytes."""
    done: set[str] = set()
    with open_folder(contest_folder, read_only=True) as contest:
        for round_ in reversed(contest.definition.rounds):
            for paper in planned_papers(contest, round_standing(contest, round_.id)):
                if paper.kind in done:
                    continue
                done.add(paper.kind)
                for name, data in paper.write(formats):
                    yield f"{paper.kind}.{name.rpartition('.')[2]}", data
