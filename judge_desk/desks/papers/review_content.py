"""Fills what the papers of a review share: columns of measures and conditions, subjects, and the sheets behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.reviewing.blocks import Blocks, blocks_of
from judge_desk.contest.reviewing.outcome import Failed, Reason, SubjectResult
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, column_of
from judge_desk.contest.rulebook.reviews import (
    Measure,
    Order,
    OrderPolicy,
    ReviewGate,
    Subjects,
    Take,
    Test,
    measure_of,
)
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.papers.planned import ReviewPapers
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.documents.content_review import (
    FailedGate,
    Fate,
    Figure,
    FigureSource,
    Formula,
    GateColumn,
    GateWord,
    MeasureColumn,
    ReviewContent,
    ReviewedRow,
    Shape,
)
from judge_desk.documents.review_parts import value_text
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import whole

_FATES: Final[Mapping[str, Fate]] = {
    Reason.AWARDED: Fate.AWARDED,
    Reason.TIE_PENDING: Fate.TIED,
    Reason.WAITING: Fate.WAITING,
    Reason.BELOW_QUOTA: Fate.BELOW,
    Reason.CAPPED: Fate.CAPPED,
    Reason.BELOW_MINIMUM: Fate.MINIMUM,
    Reason.OUT_OF_TABLES: Fate.ELSEWHERE,
    Reason.UNRANKED: Fate.UNRANKED,
    Reason.MEETS: Fate.MEETS,
}
_FORMULAS: Final = {
    Take.RATIO: Formula.RATIO,
    Take.SUM: Formula.SUM,
    Take.WEIGHTED: Formula.WEIGHTED,
    Take.SCALED: Formula.SCALED,
    Take.DISTANCE: Formula.DISTANCE,
}
_SHAPES: Final = {ColumnKind.TIME: Shape.TIME, ColumnKind.FLAG: Shape.FLAG}
_MET: Final = "met"


def review_content(papers: ReviewPapers) -> ReviewContent:
    """Fill what was worked out, subject by subject, for every paper of the review."""
    standing, names = papers.standing, papers.names
    rows, blocks = _Rows(standing), blocks_of(standing.definition, standing.result)
    order = {title: at for at, title in enumerate(blocks.titles)}
    made = (_in_block(rows.row(each), each.subject.code, blocks) for each in standing.result.subjects)
    return ReviewContent(
        head=papers.head,
        persons=standing.review.subjects is Subjects.PERSONS,
        measures=rows.measures,
        gates=tuple(GateColumn(each.title, each.reason, each.test is Test.COUNCIL) for each in rows.gates),
        rows=tuple(sorted(made, key=lambda each: order.get(each.block, len(order)))),
        order=order_words(standing),
        sources=sources(standing),
        chair=names.chair,
        secretary=names.secretary,
        divided=bool(blocks.titles),
    )


def _in_block(row: ReviewedRow, code: EntryCode, blocks: Blocks) -> ReviewedRow:
    """Give a row its block, and its place there instead of that among all."""
    if not blocks.titles:
        return row
    first, last = blocks.places.get(code, (0, 0))
    place = first if first and row.place is not None else None
    return replace(row, block=blocks.of.get(code, ""), place=place, shared=last > first)


class _Rows:
    """Makes a row out of a subject.

    Attributes:
        measures: the columns; gates: the conditions that are not left out.
    """

    def __init__(self, standing: ReviewStanding) -> None:
        """Look up what all rows need."""
        self._review = standing.review
        self.measures = measure_columns(standing)
        self.gates = tuple(each for each in standing.review.gates if each.used is not False)
        order = standing.review.order
        chosen = isinstance(order, Order) and order.policy is OrderPolicy.COUNCIL
        self._places = {} if chosen else {each.code: each for each in standing.result.ranking.places}
        self._prizes = prizes_by_code(standing)
        mine = (each for each in standing.decisions if each.round == standing.id and each.kind is DecisionKind.MET)
        self._words = {each.about: each.value for each in sorted(mine, key=lambda each: each.number)}

    def row(self, found: SubjectResult) -> ReviewedRow:
        """Give the row of a subject."""
        who, place = found.subject, self._places.get(found.subject.code)
        numbers = {each.id: at for at, each in enumerate(self.gates)}
        return ReviewedRow(
            code=who.code,
            name=who.name,
            unit=who.unit,
            figures=tuple(self._figure(found, each.id) for each in self._review.measures),
            gates=tuple(self._word(found, each) for each in self.gates),
            fate=fate_of(found),
            place=place.number if place is not None else None,
            shared=place is not None and place.shared,
            prizes=self._prizes.get(who.code, ()),
            failed=tuple(self._failed(each, numbers[each.gate]) for each in found.failed if each.gate in numbers),
        )

    def _figure(self, found: SubjectResult, measure: str) -> Figure:
        worked = found.values.get(measure)
        return Figure(worked.value, worked.lack) if worked is not None else Figure(None, "missing")

    def _word(self, found: SubjectResult, gate: ReviewGate) -> GateWord:
        if any(each.gate == gate.id for each in found.failed):
            return GateWord.FAILED
        if gate.id in found.waiting:
            return GateWord.WAITING
        if isinstance(gate.used, Undecided) or isinstance(gate.bound, Undecided) or not _concerns(gate.when, found):
            return GateWord.APART
        if gate.test is Test.COUNCIL:
            spoken = self._words.get((gate.id, found.subject.code))
            return GateWord.MET if spoken == _MET else GateWord.APART
        worked = found.values.get(gate.measure)
        return GateWord.APART if worked is not None and worked.lack == "undecided" else GateWord.MET

    def _failed(self, failed: Failed, at: int) -> FailedGate:
        gate, say = self.gates[at], open_catalogue("vi").say
        if gate.test is Test.COUNCIL:
            return FailedGate(at, say("review_paper.council_not_met"))
        place = next((at for at, each in enumerate(self._review.measures) if each.id == gate.measure), None)
        if place is None or failed.needed is None:
            return FailedGate(at)
        measure = self.measures[place]
        top = gate.test is Test.TOP
        found = "" if failed.value is None else _shown(measure, failed.value, top)
        if measure.shape is Shape.FLAG:
            return FailedGate(at, say("review_paper.flag", measure=measure.title, found=found) if found else "")
        needed = say(f"review_paper.{gate.test}", bound=_shown(replace(measure, decimals=None), failed.needed, top))
        return FailedGate(at, say("review_paper.place", place=found) if top and found else found, needed)


def _shown(measure: MeasureColumn, value: Fraction, as_place: bool) -> str:
    if as_place and value.denominator == 1:
        return whole(int(value))
    text = value_text(measure, value)
    if not measure.unit or measure.shape is not Shape.NUMBER:
        return text
    return f"{text}{measure.unit}" if measure.unit == "%" else f"{text} {measure.unit}"


def _concerns(when: str, found: SubjectResult) -> bool:
    column, _, value = when.partition(":")
    return not when or fold(found.subject.facts.get(column, "")) == fold(value)


def fate_of(found: SubjectResult) -> Fate:
    """Tell what became of a subject by its reasons."""
    if found.failed:
        return Fate.FAILED
    return next((_FATES[each] for each in found.reasons if each in _FATES), Fate.OPEN)


def prizes_by_code(standing: ReviewStanding) -> Mapping[str, tuple[str, ...]]:
    """Give the titles of the prizes that each subject gets; with its table where the review fills several."""
    tables = {each.id: each for each in standing.definition.prize_tables}
    several, say = len(standing.result.awards) > 1, open_catalogue("vi").say
    found: dict[str, tuple[str, ...]] = {}
    for awards in standing.result.awards:
        table = tables[awards.table]
        titles = {prize.id: prize.title for prize in table.prizes}
        for row in awards.rows:
            if row.code is not None and row.state is AwardState.GIVEN:
                title = titles[row.prize]
                named = table.title.casefold().startswith(title.casefold())
                whole_name = table.title if named else say("review_paper.prize_table", prize=title, table=table.title)
                told = whole_name if several else title
                found[row.code] = (*found.get(row.code, ()), told)
    return found


# --- columns -------------------------------------------------------------------------------------------------------


def measure_columns(standing: ReviewStanding) -> tuple[MeasureColumn, ...]:
    """Give the measures as columns, and how a spreadsheet can work them out of each other."""
    review = standing.review
    places = {each.id: at for at, each in enumerate(review.measures)}
    order = review.order.by if isinstance(review.order, Order) else ()
    looked = {each.measure for each in review.gates} | {each.removeprefix("-") for each in order}
    inner = {of for each in review.measures for of in each.of}
    return tuple(
        MeasureColumn(
            title=each.title,
            unit=each.unit,
            decimals=each.decimals,
            shape=_shape(standing.definition, each, review.part),
            formula=_formula(each),
            of=tuple(places[of] for of in each.of),
            factors=_factors(each),
            levels=tuple((level.number, level.title) for level in each.levels),
            key=each.id in looked or each.id not in inner,
        )
        for each in review.measures
    )


def _shape(definition: Definition, measure: Measure, own_part: str) -> Shape:
    if measure.take is Take.GROUP:
        return Shape.LEVEL
    part = find_measured(definition, measure.part or own_part) if measure.take is Take.COLUMN else None
    if part is None or not isinstance(measure.column, str):
        return Shape.NUMBER
    column = column_of(part, measure.column)
    return _SHAPES.get(column.kind, Shape.NUMBER) if column is not None else Shape.NUMBER


def _formula(measure: Measure) -> Formula:
    if measure.take is Take.WEIGHTED and isinstance(measure.weights, Undecided):
        return Formula.NONE
    if measure.take is Take.SCALED and not (measure.to is not None and measure.most):
        return Formula.NONE
    return _FORMULAS.get(measure.take, Formula.NONE)


def _factors(measure: Measure) -> tuple[Fraction, ...]:
    """Give what each measure is multiplied by before they are added up."""
    if measure.take is Take.WEIGHTED and not isinstance(measure.weights, Undecided):
        return measure.weights
    if measure.take is Take.SCALED and measure.to is not None and measure.most:
        return (measure.to / measure.most,)
    return (Fraction(1),) * len(measure.of)


def order_words(standing: ReviewStanding) -> str:
    """Say how subjects are ordered; empty while the rules leave it open."""
    order, say = standing.review.order, open_catalogue("vi").say
    if not isinstance(order, Order):
        return ""
    named = []
    for each in order.by:
        measure = measure_of(standing.review, each.removeprefix("-"))
        title = measure.title if measure is not None else each
        named.append(say("review_paper.by_least" if each.startswith("-") else "review_paper.by_most", measure=title))
    return say(f"review_paper.order_{order.policy}", measures="; ".join(named))


# --- sheets --------------------------------------------------------------------------------------------------------


def sources(standing: ReviewStanding) -> tuple[FigureSource, ...]:
    """Give the sheets that the review reads, by number, with where they are from."""
    return tuple(_source(standing.definition, each) for each in standing.sheets)


def _source(definition: Definition, sheet: FigureSheet) -> FigureSource:
    part = find_measured(definition, sheet.part)
    title = part.title if part is not None else sheet.part
    period = next((each.title for each in part.periods if each.id == sheet.period), "") if part is not None else ""
    named = open_catalogue("vi").say("review_paper.part_period", part=title, period=period) if period else title
    return FigureSource(
        named, sheet.number, sheet.source, sheet.sha256, sheet.closed_by, sheet.closed_on, len(sheet.rows)
    )
