"""Inspector: the outcome of a recount as a paper to be signed. It is always Vietnamese, as all papers are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from judge_desk.desks.recount_conclusion import conclude
from judge_desk.desks.recount_preparing import RulesFile
from judge_desk.desks.recount_words import finding_words, head_line, state_of
from judge_desk.desks.recounting import Recount
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.recount_record import RecountRecordContent, RecountRow, recount_record
from judge_desk.exchange.disk import write_new
from judge_desk.wording.catalogue import open_catalogue

NAME: Final = "bien-ban-tinh-lai.pdf"


def write_record(found: Recount, places: Sequence[Path], rules: RulesFile, target: Path, around: Surroundings) -> Path:
    """Write the record of a recount into a new PDF file; gives the file.

    Args:
        found: the recount.
        places: what was read, as it was chosen.
        rules: by which rules.
        target: the new file.
        around: for the stated time.

    Raises:
        CannotWrite: the name is taken, or the place refuses.
    """
    catalogue, conclusion = open_catalogue("vi"), conclude(found)
    rows = tuple(
        RecountRow(
            each.title, each.ballots, each.entries, each.data_code, catalogue.say(f"recount.sign.{state_of(each)}")
        )
        for each in found.rounds
    )
    told = tuple(finding_words(each, catalogue) for each in conclusion.findings)
    content = RecountRecordContent(
        around.now(),
        rules.title,
        tuple(map(str, places)),
        rules.path.name,
        rules.digest,
        head_line(conclusion, catalogue),
        rows,
        told or (catalogue.say("recount.nothing"),),
        catalogue.say("recount.limits"),
        found.rehearsal,
    )
    write_new(target, render_pdf(recount_record(content)))
    return target
