"""The index of the papers of a round or a review (mục lục hồ sơ): files of one call, and those in force from before.

An index in one format lists the files of that format and the data beside them, so that making the papers again in
another format leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.desks.papers.inspection_folder import FOLDER, PROGRAM
from judge_desk.desks.papers.list_papers import with_workbook
from judge_desk.desks.papers.planned import PaperSet, PlannedPaper
from judge_desk.documents.blocks import Document
from judge_desk.documents.content_round import IndexListContent, IndexRow
from judge_desk.documents.formats import Format, page_count
from judge_desk.documents.index_list import index_list
from judge_desk.exchange.seal import digest_of
from judge_desk.stores.decision_tables import PublishedPaper, read_papers
from judge_desk.wording.catalogue import open_catalogue

KIND: Final = "index_list"
NAME: Final = "muc-luc-ho-so"
FORMS: Final = frozenset({"blank_sheet", "wall_code", "vote_form"})
"""Kinds that no file of papers holds: forms to fill in, and what hangs on a wall."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file that was made and is not recorded yet.

    Attributes:
        kind, name, sha256: of the file; pages: how many it has, None unless it is a PDF; about: which one of its kind.
    """

    kind: str
    name: str
    sha256: Digest
    pages: int | None
    about: str = ""


def made_file(kind: str, name: str, data: bytes, about: str = "") -> MadeFile:
    """Look at a file once, for the indexes of all formats."""
    pages = page_count(data) if name.endswith(f".{Format.PDF}") else None
    return MadeFile(kind, name, digest_of(data), pages, about)


def index_paper(
    papers: PaperSet, format_: Format, kind_of: Callable[[str], str], made: tuple[MadeFile, ...] = ()
) -> PlannedPaper:
    """Plan the index of one format.

    Args:
        papers: of the round or review.
        format_: whose files it lists.
        kind_of: gives the kind of a paper by its file's name.
        made: every file of this call in the order in which it will be recorded; empty lists what is in force.
    """
    return with_workbook(KIND, NAME, partial(_index, papers, format_, kind_of, made))


def _index(papers: PaperSet, format_: Format, kind_of: Callable[[str], str], made: tuple[MadeFile, ...]) -> Document:
    rows = _rows(papers, format_, kind_of, made)
    program = next((each.sha256 for each in rows if each.file == f"{FOLDER}/{PROGRAM}"), "")
    return index_list(IndexListContent(papers.head, format_, rows, papers.stated_time, papers.secretary, program))


def _rows(
    papers: PaperSet, format_: Format, kind_of: Callable[[str], str], made: tuple[MadeFile, ...]
) -> tuple[IndexRow, ...]:
    everything = read_papers(papers.contest.store)
    mine = [each for each in everything if each.round == papers.id]
    former = {each.superseded_by: each.number for each in mine if each.superseded_by is not None}
    in_force = {each.name: each for each in mine if each.superseded_by is None}
    number = max((each.number for each in everything), default=0)
    rows = []
    for each in made:
        known = in_force.get(each.name)
        if known is not None and known.sha256 == each.sha256:
            row = _made_row(each, known.number, known.data_code, former.get(known.number))
        else:
            number += 1
            row = _made_row(each, number, papers.data_code, known.number if known is not None else None)
        if each.kind not in FORMS and (each.name.endswith(f".{format_}") or not kind_of(each.name)):
            rows.append(row)
    names, left = {each.name for each in made}, FORMS | {"", KIND}
    others = [each for each in in_force.values() if each.name not in names and each.format == format_]
    return (*rows, *(_kept_row(each, kind_of, former) for each in others if kind_of(each.name) not in left))


def _made_row(file: MadeFile, number: int, data_code: str, replaces: int | None) -> IndexRow:
    return IndexRow(number, _title(file.kind), _about(file), file.name, file.pages, file.sha256, data_code, replaces)


def _kept_row(paper: PublishedPaper, kind_of: Callable[[str], str], former: Mapping[int, int]) -> IndexRow:
    title, replaces = _title(kind_of(paper.name)), former.get(paper.number)
    return IndexRow(paper.number, title, "", paper.name, None, paper.sha256, paper.data_code, replaces)


def _about(file: MadeFile) -> str:
    """Say what a paper is about: a seat, a time, an entry, by its kind; else as it is."""
    key, catalogue = f"paper_about.{file.kind}", open_catalogue("vi")
    return catalogue.say(key, about=file.about) if file.about and key in catalogue else file.about


def _title(kind: str) -> str:
    return open_catalogue("vi").say(f"paper_title.{kind}")
