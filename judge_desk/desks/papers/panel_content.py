"""Fills the paper of a panel's figures (số liệu chấm điểm)."""

from __future__ import annotations

from collections.abc import Sequence

from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.counting.statistics import PanelFigures
from judge_desk.contest.rulebook.definition import Round
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.papers.plot_content import severity_plot, spread_plot
from judge_desk.desks.papers.settling_words import COLUMNS, agreement_words, effect_words, judge_cells
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.documents.content import PaperHead
from judge_desk.documents.panel_report import PanelReportContent
from judge_desk.wording.catalogue import open_catalogue


def panel_content(
    round_: Round, figures: PanelFigures, names: PanelNames, missing: Sequence[Effect], head: PaperHead
) -> PanelReportContent:
    """Fill the paper; ``missing`` are the effects of marks that are not there."""
    say, decimals = open_catalogue("vi").say, decimals_of_totals(round_.rubric)
    return PanelReportContent(
        head=head,
        columns=tuple(say(f"stats.head.{key}") for key in COLUMNS),
        rows=tuple(judge_cells(each, names.name(each.seat), decimals) for each in figures.judges),
        severity=severity_plot(figures),
        spread=spread_plot(figures, round_.rubric),
        said=(say("stats.correlation"), say("stats.severity"), say("stats.spread")),
        agreement=agreement_words(figures),
        absence=tuple(effect_words(each) for each in missing),
        secretary=names.secretary,
    )
