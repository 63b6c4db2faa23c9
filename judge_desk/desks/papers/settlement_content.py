"""Fills the record of a settled mark (biên bản thống nhất điểm) from a case of disagreement."""

from __future__ import annotations

from judge_desk.contest.counting.settling import Case
from judge_desk.contest.rulebook.rules import Action
from judge_desk.contest.values.numbers import decimals_of
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.papers.plot_content import dot_plot
from judge_desk.desks.papers.settling_words import tier_words
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.documents.content import PaperHead
from judge_desk.documents.content_settlement import SettledColumn, SettledRow, SettlementContent


def settlement_content(
    standing: Standing, names: PanelNames, case: Case, title: str, head: PaperHead
) -> SettlementContent:
    """Fill the record of one case from what is recorded so far; the title is empty in a blind round."""
    rubric, score = standing.round.rubric, case.score
    decision, dialogue = case.decision, case.dialogue
    votes = decision.votes if decision is not None else None
    return SettlementContent(
        head=head,
        code=case.code,
        title=title,
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
