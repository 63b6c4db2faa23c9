"""Secretary: print a slip that asks the unit about a finding; the answer comes back on the same sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.entries import stored_entry
from judge_desk.desks.entry_findings import findings_about
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.question_slip import QuestionSlipContent, question_slip
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.panel_tables import read_units
from judge_desk.wording.card_words import fact
from judge_desk.wording.catalogue import open_catalogue

SLIPS: Final = "phieu-hoi"
STEM: Final = "bai-"


def write_slip(folder: Path, entry_id: str, code: str, around: Surroundings) -> Path:
    """Write the slip about every finding of an entry with this code into the contest's documents.

    Raises:
        BadInput: no such entry, or it has no such finding now.
        CannotWrite: the disk refuses; nothing was changed.
    """
    with open_folder(folder) as contest:
        own = stored_entry(contest, entry_id).entry
        entry, findings = findings_about(contest, own.id)
        catalogue = open_catalogue("vi")
        found = tuple(dict.fromkeys(fact(each, catalogue) for each in findings if each.code == code))
        if not found:
            raise BadInput("handle.no_finding", where=entry.id, entry=entry.id)
        titles = {unit.id: unit.title for unit in read_units(contest.store)}
        content = QuestionSlipContent(
            paper_head(contest, None, stated_time=around.now()),
            entry.id,
            entry.title,
            tuple(author.name for author in entry.authors),
            tuple(titles.get(unit, unit) for unit in entry.units),
            tuple(file.name for file in entry.files),
            found,
        )
        data = pdf_in_force(contest, question_slip, content)
        target = contest.path / DOCUMENTS / SLIPS
        make_folder(target)
        path = _free(target, entry.id.replace("/", "-"))
        write_new(path, data)
        with contest.store.act(around.operator, "question_slip", {"entry": entry.id, "code": code}, around.now()):
            pass
        return path


def _free(target: Path, entry: str) -> Path:
    number, path = 1, target / f"{STEM}{entry}.pdf"
    while path.exists():
        number += 1
        path = target / f"{STEM}{entry}-{number}.pdf"
    return path
