"""Secretary: the record of each settled mark on paper; open for ink before the decision, filled in after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.settling import Case
from judge_desk.contest.rulebook.rules import Action
from judge_desk.contest.values.numbers import decimals_of
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import settling
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.plot_content import dot_plot, severity_plot, spread_plot
from judge_desk.desks.papers.settling_words import COLUMNS, agreement_words, effect_words, judge_cells, tier_words
from judge_desk.desks.papers.words_in_force import own_texts_of, own_words
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.settling import Settling, find_case, settling_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content import PaperHead
from judge_desk.documents.content_settlement import SettledColumn, SettledRow, SettlementContent
from judge_desk.documents.panel_report import PanelReportContent, panel_report
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.settlement import settlement
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.wording.catalogue import open_catalogue

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
            data = render_pdf(settlement(settlement_content(found, case, head)))
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
    standing, figures, say = report.standing, report.figures, open_catalogue("vi").say
    with open_folder(folder, read_only=True) as contest:
        head = paper_head(contest, standing.round, standing.data_code)
        own = own_texts_of(contest)
    rubric = standing.round.rubric
    decimals = decimals_of_totals(rubric)
    content = PanelReportContent(
        head=head,
        columns=tuple(say(f"stats.head.{key}") for key in COLUMNS),
        rows=tuple(judge_cells(each, report.names.name(each.seat), decimals) for each in figures.judges),
        severity=severity_plot(figures),
        spread=spread_plot(figures, rubric),
        said=(say("stats.correlation"), say("stats.severity"), say("stats.spread")),
        agreement=agreement_words(figures),
        absence=tuple(effect_words(each) for each in missing),
        secretary=report.names.secretary,
    )
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


def settlement_content(found: Settling, case: Case, head: PaperHead) -> SettlementContent:
    """Fill the record of one case from what is recorded so far."""
    standing, names = found.standing, found.names
    rubric, score = standing.round.rubric, case.score
    decision, dialogue = case.decision, case.dialogue
    votes = decision.votes if decision is not None else None
    return SettlementContent(
        head=head,
        code=case.code,
        title=found.titles.get(case.code, ""),
        columns=tuple(
            SettledColumn(leaf.id, leaf.maximum, decimals_of(leaf.step), leaf.id in case.apart) for leaf in case.columns
        ),
        rows=tuple(
            SettledRow(str(each.seat), names.name(each.seat), each.marks, each.total, each.left_out)
            for each in case.first
        ),
        third=_third(case),
        total_decimals=decimals_of_totals(rubric),
        score_decimals=standing.round.score.decimals,
        spread=score.spread or case.size,
        apart_by=case.apart_by,
        tier=tier_words(case, standing.round),
        plot=dot_plot(case, rubric) if len(case.first) > 1 else None,
        asks_dialogue=score.action is Action.CHAIR,
        dialogue=dialogue.value if dialogue is not None else "",
        dialogue_time=dialogue.stated_time if dialogue is not None else "",
        official=score.official,
        reason=decision.reason if decision is not None else "",
        people=decision.people if decision is not None else (),
        decided_at=decision.stated_time if decision is not None else "",
        votes=(votes.in_favour, votes.against, votes.abstained) if votes is not None else None,
        chair=names.chair,
        secretary=names.secretary,
    )


def _third(case: Case) -> SettledRow | None:
    if case.score.action is not Action.THIRD:
        return None
    third = case.third
    if third is None or third.marks is None:
        return SettledRow("", third.name if third is not None else "", (None,) * len(case.columns), None)
    return SettledRow("", third.name, third.marks, third.total)
