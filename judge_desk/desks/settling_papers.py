"""Secretary: the record of each settled mark on paper; open for ink before the decision, filled in after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.settling import Case
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import settling
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.panel_content import panel_content
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.settlement_content import settlement_content
from judge_desk.desks.papers.words_in_force import own_texts_of, own_words
from judge_desk.desks.settling import Settling, find_case, settling_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content import PaperHead
from judge_desk.documents.content_settlement import SettlementContent
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.panel_report import panel_report
from judge_desk.documents.settlement import settlement
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes

NAME: Final = "bien-ban-thong-nhat-diem"
PANEL_NAME: Final = "so-lieu-cham-diem.pdf"
LARGEST: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """One paper: the entry it is about (empty for the panel), the name of its file, its bytes."""

    code: str
    name: str
    data: bytes


def forms(folder: Path, round_id: str, around: Surroundings, code: str = "") -> tuple[Form, ...]:
    """Make the records of a round, or of one entry; nothing is written.

    Raises:
        BadInput: no such round or case.
        NotNow: no package of the round was issued, or it has no case.
    """
    with open_folder(folder, read_only=True) as contest:
        found = settling_of(contest, round_id)
        standing = found.standing
        head = paper_head(contest, standing.round, standing.data_code)
        own = own_texts_of(contest)
    cases = (find_case(found, code),) if code else found.cases
    if not cases:
        raise NotNow("settle.no_cases", where=standing.round.title)
    made = []
    for number, case in enumerate(cases, start=1):
        with own_words(own):
            data = render_pdf(settlement(_content(found, case, head)))
        made.append(Form(case.code, f"{NAME}-{case.code}.pdf", data))
        around.progress("progress.forms", number, len(cases))
    return tuple(made)


def write_forms(folder: Path, round_id: str, target: Path, around: Surroundings, code: str = "") -> tuple[Path, ...]:
    """Write the records to a folder; an earlier print under the same name stays, and the new one gets a number.

    Raises:
        CannotWrite: the folder cannot be written. Else as :func:`forms`.
    """
    made = forms(folder, round_id, around, code)
    make_folder(target)
    return tuple(write_form(target, form) for form in made)


def panel_paper(folder: Path, round_id: str, around: Surroundings) -> Form:
    """Make the paper of a panel's figures; nothing is written.

    Raises:
        BadInput: no such round.
        NotNow: no package of the round was issued, or no ballot counts yet.
    """
    report = settling.panel_report(folder, round_id, around)
    missing = settling.absence(folder, round_id, around)
    standing = report.standing
    with open_folder(folder, read_only=True) as contest:
        head = paper_head(contest, standing.round, standing.data_code)
        own = own_texts_of(contest)
    content = panel_content(standing.round, report.figures, report.names, missing, head)
    with own_words(own):
        return Form("", PANEL_NAME, render_pdf(panel_report(content)))


def write_panel_paper(folder: Path, round_id: str, target: Path, around: Surroundings) -> Path:
    """Write the paper of a panel's figures to a folder.

    Raises:
        CannotWrite: the folder cannot be written. Else as :func:`panel_paper`.
    """
    made = panel_paper(folder, round_id, around)
    make_folder(target)
    return write_form(target, made)


def write_form(target: Path, form: Form) -> Path:
    """Write one record; an earlier print under the same name stays, and this one gets a number.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    stem, number = form.name.removesuffix(".pdf"), 1
    path = target / form.name
    while path.exists() and not form.data.startswith(read_bytes(path, LARGEST)):
        number += 1
        path = target / f"{stem}-{number}.pdf"
    finish_new(path, form.data)
    return path


def _content(found: Settling, case: Case, head: PaperHead) -> SettlementContent:
    title = found.titles.get(case.code, "")
    return settlement_content(found.standing, found.names, case, title, head)
