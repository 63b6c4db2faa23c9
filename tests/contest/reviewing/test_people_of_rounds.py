"""Persons take the marks of rounds as authors, and prizes of a table before theirs; who is meant is never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, RoundScores
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, Per
from judge_desk.contest.rulebook.reviews import Over, Review, Subjects, Take
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode, RoundId
from tests.contest.reviewing.small import (
    CLIP,
    REVIEW,
    ROSTER,
    F,
    asked,
    cell,
    column,
    contest,
    decided,
    figures,
    gate,
    given,
    in_turn,
    measure,
    open_point,
    reasons,
    review,
    roster,
    sheet,
    table,
    typed,
    value,
    work_out,
)

SIDE = RoundId("phu")
NAMES = (column("dv", ColumnKind.UNIT), column("ten", ColumnKind.PERSON), column("so", ColumnKind.KEY))
PEOPLE = MeasuredPart("nguoi", "Cá nhân", Per.PERSON, NAMES, "Ban Tổ chức")
PARTS = (ROSTER, PEOPLE)
UNITS = roster("A", "B")
ROUND = measure("diem", Take.ROUND, round=CLIP, over="best", missing="lacks")


def people(*rows: str) -> FigureSheet:
    """Make the sheet of people from rows ``unit name key``; ``-`` is a blank cell."""
    return sheet(PEOPLE, [["" if each == "-" else each for each in row.split()] for row in rows])


def marked(final: bool = True, named: bool = True, **entries: str) -> RoundScores:
    """Make a round from entries ``mark units authors``, several parted by ``+``; ``-`` for none."""
    parts = {EntryCode(code): [each.split("+") for each in text.split()] for code, text in entries.items()}
    names = {code: tuple(name for name in each[2] if name != "-") for code, each in parts.items()}
    units = {code: tuple(unit for unit in each[1] if unit != "-") for code, each in parts.items()}
    return RoundScores(CLIP, final, {c: F(p[0][0]) for c, p in parts.items()}, units, named=named, authors=names)


def of_people(review_id: RoundId = REVIEW, **more: object) -> Review:
    """Make a review of persons by their marks in the round."""
    made = review([ROUND], in_turn("diem"), subjects=Subjects.PERSONS, part="nguoi")
    return replace(made, id=review_id, **typed(more))


def judged(scores: RoundScores, *rows: str, over: str = "best") -> ReviewResult:
    """Work the marks of people out."""
    made = of_people(measures=(replace(ROUND, over=measure("x", Take.ROUND, over=over).over),))
    return work_out(contest(made, parts=PARTS), UNITS, people(*rows), rounds=(scores,))


def marks(result: ReviewResult) -> Mapping[str, object]:
    """Give the mark of everybody, or what it lacks."""
    return {each.subject.code: value(result, each.subject.code, "diem") for each in result.subjects}


ENTRIES = marked(e1="70 A an", e2="90 A an+binh", e3="60 B an", e4="95 B -", e5="80 A+B cuc")


@pytest.mark.parametrize(("over", "of_an"), [("best", F(90)), ("mean", F(80)), ("sum", F(160)), ("papers", F(2))])
def test_a_person_has_the_entries_of_the_unit_that_name_the_person(over: str, of_an: object) -> None:
    result = judged(ENTRIES, "A an 1", "A binh 2", "B an 3", "B cuc 4", "A dung 5", over=over)
    none = F(0) if over == "papers" else "missing"
    one = {"A.1": of_an, "A.2": F(90), "A.3": "missing", "B.1": F(60), "B.2": F(80)}
    counted = {"A.1": F(2), "A.2": F(1), "A.3": none, "B.1": F(1), "B.2": F(1)}
    assert marks(result) == (counted if over == "papers" else one)
    assert result.questions == ()
    assert result.notes == ()


def test_an_author_in_no_sheet_is_a_note_and_a_person_without_unit_has_entries_without_one() -> None:
    result = judged(marked(e1="70 A an", e2="80 - em", e3="75 A em"), "A an 1", "- em 2")
    assert result.questions == ()
    assert marks(result) == {"A.1": F(70), "0.1": F(80)}
    assert [(each.code, each.facts["codes"], each.facts["count"]) for each in result.notes] == [
        ("review.authors_unlisted", "e3", 1)
    ]


@pytest.mark.parametrize(
    ("entry", "rows"), [("90 A an", ("A an 1", "A an 2", "B binh 3")), ("90 A+B an", ("A an 1", "B an 2", "B binh 3"))]
)
def test_who_of_several_people_of_a_name_wrote_an_entry_is_asked(entry: str, rows: tuple[str, ...]) -> None:
    result = judged(marked(e1=entry, e2="50 B binh"), *rows)
    assert asked(result) == ["review.author_unclear"]
    assert (result.questions[0].facts["entry"], result.questions[0].facts["count"]) == ("e1", 2)
    assert sorted(map(str, marks(result).values())) == ["50", "undecided", "undecided"]
    told_apart = judged(marked(e1=entry, e2="50 B binh"), rows[0], rows[1].replace("an ", "an-1990 "), rows[2])
    assert told_apart.questions == ()
    both = judged(marked(e1=f"{entry}+an", e2="50 B binh"), *rows)
    assert both.questions == (), "both wrote it"
    assert sorted(map(str, marks(both).values())) == ["50", "90", "90"]


def test_people_wait_for_a_round_and_for_closed_codes_and_two_reviews_of_units_know_no_authors() -> None:
    assert asked(judged(marked(final=False, e1="70 A an"), "A an 1")) == ["review.round_open"]
    assert asked(judged(marked(named=False, e1="70 A an"), "A an 1")) == ["review.codes_closed"]
    units = contest(review([ROUND], in_turn("diem")), parts=PARTS)
    assert value(work_out(units, UNITS, rounds=(marked(e1="70 A nobody"),)), "A", "diem") == F(70)


# --- prizes of a table before ------------------------------------------------------------------------------------


HAS = measure("co-giai", Take.PRIZE, table="chinh")


def two(used: object = True, filters: tuple[str, ...] = ()) -> Definition:
    """Two reviews of the same people: four prizes, and further ones that may keep out who has one."""
    side = of_people(SIDE, measures=(ROUND, HAS), gates=(gate("one", "equals", "co-giai", 0, used=used),))
    tables = (table(1, 1, name="chinh"), table(2, name="them", of=SIDE, filters=filters))
    return contest(of_people(), side, tables=tables, parts=PARTS)


SIX = marked(e1="90 A an", e2="80 A binh", e3="70 B an", e4="60 B cuc")
TIED = marked(e1="90 A an", e2="80 A binh", e3="80 B an", e4="60 B cuc")
FOUR = people("A an 1", "A binh 2", "B an 3", "B cuc 4")


def both(definition: Definition, scores: RoundScores, sheets: FigureSheet = FOUR) -> Mapping[RoundId, ReviewResult]:
    """Work both reviews out."""
    return every_review(definition, Evidence((UNITS, sheets), (scores,)))


@pytest.mark.parametrize(
    ("used", "third", "questions"),
    [
        (True, "g1:B.1 g1:B.2", []),
        (False, "g1:A.1 g1:A.2", []),
        (open_point("ST6"), "g1:? g1:?", ["ST6"]),
    ],
)
def test_who_has_a_prize_may_be_kept_out_of_the_next_table(used: object, third: str, questions: list[str]) -> None:
    found = both(two(used), SIX)
    assert given(found[REVIEW]) == "g1:A.1 g2:A.2"
    assert {code: value(found[SIDE], code, "co-giai") for code in ("A.1", "A.2", "B.1", "B.2")} == {
        **dict.fromkeys(("A.1", "A.2"), F(1)),
        **dict.fromkeys(("B.1", "B.2"), F(0)),
    }
    assert (given(found[SIDE]), asked(found[SIDE])) == (third, questions)
    if used is True:
        assert reasons(found[SIDE])["A.1"] == "ONE"


def test_while_a_prize_is_open_nothing_is_concluded_from_it_and_the_council_may_give_it() -> None:
    found = both(two(), TIED)
    assert given(found[REVIEW]) == "g1:A.1 g2:?"
    assert asked(found[SIDE]) == ["review.prizes_open"]
    assert (value(found[SIDE], "B.1", "co-giai"), value(found[SIDE], "A.1", "co-giai")) == ("undecided", F(1))
    assert given(found[SIDE]) == "g1:? g1:?"
    assert asked(both(two(used=False), TIED)[SIDE]) == ["prize.tie"], "what no rule asks for is not waited for"
    vote = decided(1, DecisionKind.TIE, "A.2 B.1", "B.1 A.2")
    after = every_review(two(), Evidence((UNITS, FOUR), (TIED,), (vote,)))
    assert given(after[SIDE]) == "g1:A.2 g1:B.2"


@pytest.mark.parametrize(
    ("words", "whom"),
    [((), "g1:A.1 g1:A.2"), (("no_prize_in:chinh",), "g1:B.1 g1:B.2"), (("not_in:chinh",), "g1:- g1:-")],
)
def test_a_table_keeps_out_who_has_a_prize_or_everybody_considered(words: tuple[str, ...], whom: str) -> None:
    assert given(both(two(used=False, filters=words), SIX)[SIDE]) == whom
    waiting = both(two(used=False, filters=("no_prize_in:chinh",)), TIED)[SIDE]
    assert (given(waiting), asked(waiting)) == ("g1:? g1:?", ["review.prizes_open"])


def test_tables_of_one_review_keep_out_each_others_winners_once_they_are_known() -> None:
    first, second = table(1, name="dau"), table(1, name="sau", filters=("no_prize_in:dau",))
    rules = contest(review([cell("a")], in_turn("a")), tables=(first, second))
    done = work_out(rules, UNITS, figures(A=(2,), B=(1,)))
    assert (given(done), given(done, 1)) == ("g1:A", "g1:B")
    tied = work_out(rules, UNITS, figures(A=(2,), B=(2,)))
    assert (given(tied), given(tied, 1)) == ("g1:?", "g1:?")


def test_namesakes_of_a_winner_are_told_apart_by_their_key_or_asked_about() -> None:
    sheets = people("A an 1", "A an 2", "B cuc 4")
    scores = marked(e1="90 A an+an", e2="60 B cuc")
    vote = decided(1, DecisionKind.TIE, "A.1 A.2", "A.2 A.1")
    one = replace(two(), prize_tables=(table(1, name="chinh"), table(2, name="them", of=SIDE)))
    keyed = every_review(one, Evidence((UNITS, sheets), (scores,), (vote,)))
    assert given(keyed[REVIEW]) == "g1:A.2"
    assert [value(keyed[SIDE], code, "co-giai") for code in ("A.1", "A.2")] == [F(0), F(1)]
    other = MeasuredPart("khac", "Khác", Per.PERSON, NAMES[:2], "Ban Tổ chức")
    side = replace(one.reviews[1], part="khac")
    apart = replace(one, reviews=(one.reviews[0], side), measured=(*PARTS, other))
    plain = sheet(other, [("A", "an"), ("B", "cuc")])
    found = every_review(apart, Evidence((UNITS, sheets, plain), (scores,), (vote,)))[SIDE]
    assert "review.earlier_namesake" in asked(found)
    assert value(found, "A.1", "co-giai") == "undecided"
    assert value(found, "B.1", "co-giai") == F(0)


def test_an_entry_that_names_a_unit_by_two_of_its_names_counts_once() -> None:
    twice = marked(a="8 A+A -", b="6 B -")
    units = review([replace(ROUND, over=Over.SUM)], in_turn("diem"))
    assert value(work_out(contest(units, parts=PARTS), UNITS, rounds=(twice,)), "A", "diem") == 8
    named = judged(marked(a="8 A+A an"), "A An -")
    assert marks(named) == {"A.1": 8}
    assert asked(named) == []
