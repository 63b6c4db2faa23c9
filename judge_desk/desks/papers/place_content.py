"""Fills the lists that follow from places: shortlist, outcome, and what the press gets once a result is announced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.outcome import Shortlist
from judge_desk.contest.counting.prizes import Award, AwardState
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.rulebook.definition import round_after
from judge_desk.contest.rulebook.rules import CutRule, Undecided
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.papers.minutes_content import cut_words, named_entries
from judge_desk.desks.papers.outcome_content import prizes_of
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.standing import Standing
from judge_desk.documents.content_round import (
    OutcomeContent,
    PlacedRow,
    PressContent,
    PressRow,
    ShortlistContent,
)
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import listing, shortest
from judge_desk.wording.findings import sentence
from judge_desk.wording.words import uncapitalised

_SAID: Final = "cut.decided"
"""A note that the sentence on the cut says already."""


def shortlist_content(papers: RoundPapers, cut: Shortlist) -> ShortlistContent:
    """Fill the list of those who go on; titles and people stand in it where the round is open or was unsealed."""
    standing = papers.standing
    rows = _Rows(papers)
    behind = [each for each in rows.places if each.code in cut.outside]
    first = behind[0].number if behind else 0
    return ShortlistContent(
        head=papers.head,
        rows=tuple(rows.row(each) for each in rows.places if each.code in cut.inside),
        decimals=standing.round.score.decimals,
        rule=_rule(standing.round.cut),
        cut=cut_words(standing),
        outside=tuple(rows.row(each) for each in behind if each.number == first),
        pending=tuple(rows.row(each) for each in rows.places if each.code in cut.pending and cut.inside),
        notes=_sentences(tuple(each for each in cut.notes if each.code != _SAID)),
        candidates=len(rows.places),
        chair=papers.names.chair,
        secretary=papers.names.secretary,
    )


def _sentences(findings: Findings) -> tuple[str, ...]:
    return tuple(sentence(each, open_catalogue("vi")) for each in findings)


def _rule(cut: CutRule | Undecided | None) -> str:
    if not isinstance(cut, CutRule):
        return ""
    threshold = "" if cut.threshold is None else shortest(cut.threshold)
    return open_catalogue("vi").say(f"answer.cut.{cut.kind}", count=cut.count, threshold=threshold)


def outcome_content(papers: RoundPapers) -> OutcomeContent:
    """Fill the list of all entries in order of places, and name those without a place."""
    standing, result = papers.standing, papers.standing.result
    rows = _Rows(papers)
    return OutcomeContent(
        head=papers.head,
        rows=tuple(rows.row(each) for each in rows.places),
        unranked=tuple((code, rows.named[code][0], rows.why(code)) for code in result.ranking.unranked),
        decimals=standing.round.score.decimals,
        combined=bool(result.combined),
        chair=papers.names.chair,
        secretary=papers.names.secretary,
    )


class _Rows:
    """Makes a row out of a place.

    Attributes:
        places: in order; named: title, authors, units by code, empty while the names are closed.
    """

    def __init__(self, papers: RoundPapers) -> None:
        """Look up what all rows need."""
        standing = papers.standing
        self.places = standing.result.ranking.places
        self.named: Mapping[EntryCode, tuple[str, str, str]] = named_entries(papers.contest, standing)
        self._scores = {each.code: each for each in standing.result.scores}
        self._prizes = prizes_of(standing.result, standing.definition.prize_tables)
        titles = {each.id: each.title for each in standing.definition.fields}
        self._fields = {each.code: titles.get(each.field, "") for each in standing.manifest.entries}
        self._combined = bool(standing.result.combined)
        self._cut, self._next = standing.result.shortlist, _next_title(standing)

    def row(self, place: Place) -> PlacedRow:
        """Give the row of a place."""
        score = self._scores[place.code]
        return PlacedRow(
            place.number,
            place.shared,
            place.code,
            place.official,
            score.official if self._combined else None,
            *self.named[place.code],
            field=self._fields[place.code],
            outcome=self._outcome(place.code),
            remark=_remark(place, score),
        )

    def why(self, code: EntryCode) -> str:
        """Say why an entry has no place."""
        catalogue = open_catalogue("vi")
        score = self._scores.get(code)
        said = [sentence(each, catalogue) for each in score.questions] if score is not None else []
        return " ".join(said) or catalogue.say("round_paper.no_score")

    def _outcome(self, code: EntryCode) -> str:
        say = open_catalogue("vi").say
        if code in self._prizes or self._cut is None:
            return self._prizes.get(code, "")
        if code in self._cut.pending:
            return say("round_paper.pending")
        return say("round_paper.goes_on", round=self._next) if code in self._cut.inside else ""


def _next_title(standing: Standing) -> str:
    after = round_after(standing.definition, standing.round.id)
    return uncapitalised(after.title) if after is not None else ""


def _remark(place: Place, score: EntryScore) -> str:
    """Say what is out of the ordinary about a place: a decided score, a tie and how it was parted."""
    say = open_catalogue("vi").say
    said = [say("round_paper.score_decided", number=score.decision)] if score.decision is not None else []
    if place.trace:
        others = listing([code for code in place.trace[0].group if code != place.code])
        last = next((step for step in reversed(place.trace) if step.parted or step.decision is not None), None)
        if last is None:
            said.append(say("round_paper.tied_left", codes=others))
        elif last.decision is not None:
            said.append(say("round_paper.tied_decided", codes=others, number=last.decision))
        elif last.kind is not None:
            step = say(f"tie_step.{last.kind}", ref=last.ref)
            said.append(say("round_paper.tied_step", codes=others, step=step))
    return ". ".join(said)


# --- for the press -------------------------------------------------------------------------------------------------


def press_content(papers: RoundPapers, out: Decision) -> PressContent:
    """Fill what the press gets; ``out`` is the decision that announced the result."""
    standing = papers.standing
    tables = {each.id: each for each in standing.definition.prize_tables}
    return PressContent(
        papers.head,
        tuple((tables[each.table].title, _winners(standing, each.rows)) for each in standing.result.awards),
        out.stated_time,
        out.number,
        sum(1 for each in standing.manifest.entries if not each.withdrawn),
    )


def _winners(standing: Standing, rows: tuple[Award, ...]) -> tuple[PressRow, ...]:
    titles = {(table.id, prize.id): prize.title for table in standing.definition.prize_tables for prize in table.prizes}
    fields = {each.id: each.title for each in standing.definition.fields}
    entries = {each.code: each for each in standing.manifest.entries}
    winners = []
    for row in rows:
        if row.code is not None and row.state is AwardState.GIVEN:
            entry = entries[row.code]
            people = (", ".join(entry.authors), ", ".join(entry.units))
            winners.append(PressRow(titles[row.table, row.prize], entry.title, *people, fields.get(entry.field, "")))
    return tuple(winners)
