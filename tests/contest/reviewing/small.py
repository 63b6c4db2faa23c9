"""Small reviews made by hand: a roster, parts, sheets, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, RoundScores
from judge_desk.contest.reviewing.reviewing import review_result
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, Head
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per, Period
from judge_desk.contest.rulebook.reviews import (
    Attempts,
    Measure,
    Missing,
    Order,
    OrderPolicy,
    Over,
    Review,
    ReviewGate,
    Subjects,
    Take,
    Test,
    TieAtLine,
)
from judge_desk.contest.rulebook.rules import Prize, PrizeTable, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import ContestId, Digest, EntryCode, RoundId

REVIEW = RoundId("xet")
CLIP = RoundId("clip")
F = Fraction


def open_point(code: str) -> Undecided:
    """Make a point that the rules leave open."""
    return Undecided(f"reviews.xet.{code}", code)


def column(name: str, kind: ColumnKind = ColumnKind.NUMBER, most: int | None = None) -> Column:
    """Make a column whose title is its id."""
    return Column(name, name, kind, most=None if most is None else F(most))


ROSTER = MeasuredPart(
    "don-vi",
    "Danh sách đơn vị",
    Per.UNIT,
    (
        column("ma", ColumnKind.KEY),
        column("ten", ColumnKind.UNIT),
        column("ten-khac", ColumnKind.ALIASES),
        column("khoi", ColumnKind.TEXT),
        column("dvctt", ColumnKind.FLAG),
        column("bien-che"),
        column("co-mat"),
    ),
    "Sở Nội vụ",
    roster=True,
)
QUIZ = MeasuredPart(
    "thi",
    "Thi trắc nghiệm",
    Per.PERSON,
    (
        column("dv", ColumnKind.UNIT),
        column("ho-ten", ColumnKind.PERSON),
        column("ma", ColumnKind.KEY),
        column("lan", ColumnKind.WHOLE),
        column("diem", ColumnKind.NUMBER, 15),
        column("giay", ColumnKind.TIME),
        column("doan", ColumnKind.WHOLE),
    ),
    "Sở Nội vụ",
    periods=(Period("t1", "Tuần 1"), Period("t2", "Tuần 2")),
)
YEARS = tuple(Period(f"n{year}", f"Năm {year}") for year in range(2021, 2026))
INDEX = MeasuredPart(
    "chi-so", "Chỉ số", Per.UNIT, (column("dv", ColumnKind.UNIT), column("ty-le")), "Sở Nội vụ", periods=YEARS
)
FIGURES = MeasuredPart(
    "so-lieu",
    "Số liệu",
    Per.UNIT,
    (column("dv", ColumnKind.UNIT), column("a"), column("b"), column("c"), column("d")),
    "Sở Nội vụ",
)
PARTS = (ROSTER, QUIZ, INDEX, FIGURES)


def sheet(part: MeasuredPart, rows: Iterable[Sequence[str]], period: str = "", number: int = 1) -> FigureSheet:
    """Make a sheet in force."""
    columns = tuple(each.id for each in part.columns)
    kept = tuple(sorted(tuple(row) for row in rows))
    return FigureSheet(number, part.id, period, columns, kept, "nguồn", Digest(""), columns, "Sở", "2025-01-01", "", "")


def roster(*units: str, **more: Mapping[str, str]) -> FigureSheet:
    """Make a roster of units named by their codes; ``more`` gives cells of a unit by column."""
    rows = []
    for unit in units:
        cells = {"ma": unit, "ten": f"Đơn vị {unit}", "khoi": "so", "dvctt": "1", "bien-che": "200", "co-mat": "190"}
        cells |= more.get(unit, {})
        rows.append([cells.get(each.id, "") for each in ROSTER.columns])
    return sheet(ROSTER, rows)


def figures(**rows: Sequence[str | int]) -> FigureSheet:
    """Make a sheet of up to four figures for each unit."""
    return sheet(FIGURES, [(unit, *map(str, cells), *[""] * (4 - len(cells))) for unit, cells in rows.items()])


def year(period: int, **cells: str) -> FigureSheet:
    """Make the index of a year."""
    return sheet(INDEX, cells.items(), f"n{period}")


def week(number: int, *rows: str) -> FigureSheet:
    """Make a week of the quiz from rows ``unit name key turn mark seconds guess``; ``-`` is a blank cell."""
    cells = [["" if cell == "-" else cell for cell in row.split()] for row in rows]
    return sheet(QUIZ, [row + [""] * (7 - len(row)) for row in cells], f"t{number}")


def cell(name: str, **more: object) -> Measure:
    """Make the measure of a column of the sheet of figures."""
    return measure(name, Take.COLUMN, **{"part": "so-lieu", "column": name, **more})


WORDS: Mapping[str, type[StrEnum]] = {"over": Over, "missing": Missing, "attempts": Attempts, "tie": TieAtLine}


def typed(more: Mapping[str, object]) -> dict[str, Any]:
    """Give words of the rules as the rules know them."""
    return {name: WORDS[name](each) if name in WORDS and isinstance(each, str) else each for name, each in more.items()}


def measure(name: str, take: Take, **more: object) -> Measure:
    """Make a measure."""
    return replace(Measure(name, name, take), **typed(more))


def gate(name: str, test: str, of: str = "", bound: object = None, **more: object) -> ReviewGate:
    """Make a gate whose reason is its name in capitals."""
    made = ReviewGate(name, name, name.upper(), Test(test), of)
    return replace(made, **typed({"bound": F(bound) if isinstance(bound, int) else bound, **more}))


def in_turn(*by: str) -> Order:
    """Order by measures in turn."""
    return Order(OrderPolicy.IN_TURN, by)


def review(
    measures: Iterable[Measure], order: Order | Undecided, gates: Iterable[ReviewGate] = (), **more: object
) -> Review:
    """Make a review of units."""
    made = Review(REVIEW, "Đợt xét", Subjects.UNITS, "Hội đồng", tuple(measures), tuple(gates), order)
    return replace(made, **typed(more))


def table(*counts: int, name: str = "bang", of: RoundId = REVIEW, **more: object) -> PrizeTable:
    """Make a prize table of prizes ``g1``, ``g2``…"""
    prizes = tuple(Prize(f"g{at}", f"Giải {at}", count) for at, count in enumerate(counts, 1))
    return replace(PrizeTable(name, f"Bảng {name}", None, prizes, review=of), **typed(more))


def contest(*reviews: Review, tables: Iterable[PrizeTable] = (), parts: Iterable[MeasuredPart] = PARTS) -> Definition:
    """Make a contest of reviews."""
    head = Head("", "", "", "")
    return Definition(
        ContestId("thu"), 1, "Thử", "Thử", "", (), head, (), (), None, (), (), tuple(tables),
        measured=tuple(parts), reviews=reviews,
    )  # fmt: skip


def clips(final: bool = True, unknown: tuple[str, ...] = (), **marks: str) -> RoundScores:
    """Make a judged round: marks of a unit's entries, parted by blanks."""
    official: dict[EntryCode, Fraction] = {}
    units: dict[EntryCode, tuple[str, ...]] = {}
    for unit, texts in marks.items():
        for at, text in enumerate(texts.split()):
            code = EntryCode(f"{unit}{at}")
            official[code], units[code] = F(text), (unit,)
    return RoundScores(CLIP, final, official, units, unknown)


def decided(number: int, kind: DecisionKind, about: str, value: str, among: tuple[Digest, ...] = ()) -> Decision:
    """Make a decision of the council; ``about`` parted by blanks."""
    return Decision(number, REVIEW, kind, tuple(about.split()), value, among, "lý do", ("A",), "")


def met(number: int, gate_id: str, subject: str, value: str = "met") -> Decision:
    """Make the council's word on a gate."""
    return decided(number, DecisionKind.MET, f"{gate_id} {subject}", value)


def work_out(
    definition: Definition,
    *sheets: FigureSheet,
    rounds: tuple[RoundScores, ...] = (),
    decisions: tuple[Decision, ...] = (),
    barred: Iterable[tuple[str, str]] = (),
) -> ReviewResult:
    """Work out the contest's first review."""
    evidence = Evidence(sheets, rounds, decisions, frozenset(barred))
    return review_result(definition, definition.reviews[0].id, evidence)


# --- what came of it ---------------------------------------------------------------------------------------------


def order_text(result: ReviewResult) -> str:
    """Write the order: ``A,C=B``."""
    text = ""
    for at, place in enumerate(result.ranking.places):
        same = at and result.ranking.places[at - 1].number == place.number
        text += ("=" if same else "," if at else "") + place.code
    return text


def asked(result: ReviewResult) -> list[str]:
    """Give the questions: the point of an open rule, else the code."""
    return [str(each.facts["point"]) if each.code == "review.undecided" else each.code for each in result.questions]


def value(result: ReviewResult, subject: str, name: str) -> object:
    """Give a value, or what it lacks."""
    worked = next(each for each in result.subjects if each.subject.code == subject).values[name]
    return worked.lack if worked.value is None else worked.value


def reasons(result: ReviewResult) -> dict[str, str]:
    """Give what became of everybody."""
    return {each.subject.code: " ".join(each.reasons) for each in result.subjects}


def given(result: ReviewResult, at: int = 0) -> str:
    """Write a table: ``g1:A g2:? g2:-`` for given, open and vacant prizes."""
    signs = {"open": "?", "vacant": "-"}
    return " ".join(f"{row.prize}:{row.code or signs[row.state]}" for row in result.awards[at].rows)
