"""Fills the summary table (bảng tổng hợp điểm) from a round that was worked out."""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore, used
from judge_desk.contest.counting.methods import mean
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.rulebook.rules import Action, ScoreMethod, Undecided
from judge_desk.contest.values.identity import Seat
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.papers.paper_heads import rules_of
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.documents.content import (
    JudgeColumn,
    JudgeMark,
    MarkState,
    PaperHead,
    SummaryContent,
    SummaryRow,
)
from judge_desk.wording.catalogue import open_catalogue


def summary_content(standing: Standing, names: PanelNames, head: PaperHead) -> SummaryContent:
    """Fill the table: entries in the order of places, those without a place last, by code."""
    places = {place.code: place for place in standing.result.ranking.places}
    entries = {entry.code: entry for entry in standing.manifest.entries}
    seats = tuple(names.by_seat)
    ordered = sorted(standing.result.scores, key=lambda s: (s.code not in places, _number(places.get(s.code)), s.code))
    return SummaryContent(
        head=head,
        judges=tuple(JudgeColumn(seat, p.name, names.offices[p.id]) for seat, p in names.by_seat.items()),
        rows=tuple(
            _row(score, _central(score, standing.round.score.method), places.get(score.code), entry, seats, names)
            for score, entry in ((score, entries[score.code]) for score in ordered)
        ),
        mark_decimals=decimals_of_totals(standing.round.rubric),
        rules=rules_of(standing.round),
        chair=names.chair,
        secretary=names.secretary,
        blind=standing.round.blind,
    )


def _number(place: Place | None) -> int:
    return place.number if place is not None else 0


def _central(score: EntryScore, method: ScoreMethod) -> Fraction | None:
    """Give the value of the column that the round's method names, of the ballots that count, before rounding."""
    if method in (ScoreMethod.MEAN, ScoreMethod.TRIMMED_MEAN):
        totals = [mark.total for mark in used(score)]
        return mean(totals) + score.extra if totals else None
    if method is ScoreMethod.MEDIAN:
        return score.median
    if score.exact is None or score.decision is not None:
        return None
    return score.exact / len(used(score)) if method is ScoreMethod.SUM_OF_PLACES else score.exact


def _row(
    score: EntryScore,
    central: Fraction | None,
    place: Place | None,
    entry: ManifestEntry,
    seats: tuple[Seat, ...],
    names: PanelNames,
) -> SummaryRow:
    totals = [mark.total for mark in used(score)]
    return SummaryRow(
        code=score.code,
        marks=tuple(_mark(score, seat) for seat in seats),
        total=sum(totals, Fraction(0)) if totals else None,
        mean=central,
        spread=score.spread,
        official=score.official,
        place=place.number if place is not None else None,
        shared=place.shared if place is not None else False,
        handling=handling(score),
        decided=score.decision is not None,
        note="; ".join(filter(None, (_note(score, names), _tie(place)))),
        title=entry.title,
        authors=", ".join(entry.authors),
        units=", ".join(entry.units),
        extra=score.extra,
    )


def _mark(score: EntryScore, seat: Seat) -> JudgeMark:
    for mark in score.marks:
        if mark.seat == seat:
            return JudgeMark(MarkState.LEFT_OUT if mark.left_out else MarkState.COUNTED, mark.total)
    if any(seat == each for each, _ in score.recused):
        return JudgeMark(MarkState.RECUSED)
    return JudgeMark(MarkState.MISSING if seat in score.absent else MarkState.NOT_ASSIGNED)


def handling(score: EntryScore) -> str:
    """Say what the rule of disagreement asked for; nothing where the mean simply stands."""
    say = open_catalogue("vi").say
    if isinstance(score.action, Undecided):
        return say("handling.undecided", point=score.action.code or score.action.key)
    if score.action is None or score.action is Action.MEAN:
        return ""
    return say(f"handling.{score.action}")


def _note(score: EntryScore, names: PanelNames) -> str:
    """Say how many ballots made the score when judges recused, as ``4/5 phiếu, 01 rút do xung đột lợi ích``."""
    if not score.recused:
        return ""
    recused = f"{len(score.recused):02d}"
    say = open_catalogue("vi").say
    return say("paper.recused_note", counted=len(score.marks), assigned=score.assigned, recused=recused)


def _tie(place: Place | None) -> str:
    """Say what parted an entry from those with the same score; nothing where nothing had to, or nothing did."""
    parting = [step for step in place.trace if step.parted] if place is not None else []
    if not parting:
        return ""
    say, last = open_catalogue("vi").say, parting[-1]
    if last.decision is not None:
        return say("paper.tie_decision", number=last.decision)
    return say("paper.tie_step_parted", step=say(f"tie_step.{last.kind}", ref=last.ref))
