"""Where prize tables divide a review by one column, places are counted in each block alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from judge_desk.contest.counting.ranking import Place, Ranking
from judge_desk.contest.reviewing.blocks import Blocks, blocks_of
from judge_desk.contest.reviewing.outcome import ReviewResult, Subject, SubjectResult
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.identity import EntryCode, RoundId
from tests.exchange.sheet_files import hau_giang

REVIEW = RoundId("theo-khoi")


def _table(name: str, *filters: str) -> PrizeTable:
    return PrizeTable(name, name, None, (Prize("bk", "Bằng khen", 1),), filters=filters, review=REVIEW)


def _definition(*tables: PrizeTable) -> Definition:
    return replace(hau_giang(), prize_tables=tables)


def _result(*placed: tuple[str, str, int]) -> ReviewResult:
    """Give a result of (code, block, place among all), 0 for none."""
    subjects = tuple(
        SubjectResult(Subject(EntryCode(code), code, code, code, {"khoi": block}), {}, (), (), ())
        for code, block, _ in placed
    )
    places = tuple(Place(EntryCode(c), Fraction(0), Fraction(0), n, False) for c, _, n in placed if n)
    return ReviewResult(REVIEW, subjects, Ranking(places, (), ()), (), (), ())


def test_places_are_counted_in_each_block_alone() -> None:
    contest = _definition(_table("so", "is:khoi:Sở, ban, ngành"), _table("huyen", "is:khoi:Huyện"))
    result = _result(
        ("H1", "huyện", 1), ("S1", "Sở, ban, ngành", 2), ("S2", "sở, ban, ngành", 2), ("H2", "Huyện", 4),
        ("S3", "Sở, ban, ngành", 5), ("X", "Trường học", 6), ("S4", "Sở, ban, ngành", 0),
    )  # fmt: skip
    blocks = blocks_of(contest, result)
    assert blocks.titles == ("Sở, ban, ngành", "Huyện")
    assert blocks.places == {"H1": (1, 1), "S1": (1, 2), "S2": (1, 2), "H2": (2, 2), "S3": (3, 3)}
    assert blocks.of[EntryCode("S4")] == "Sở, ban, ngành"
    assert "X" not in blocks.of


def test_one_pool_or_tables_that_divide_by_more_than_one_column_are_no_blocks() -> None:
    result = _result(("A", "Huyện", 1))
    whole = (
        (_table("mot", "is:khoi:Huyện"),),
        (_table("mot", "is:khoi:Huyện"), _table("hai")),
        (_table("mot", "is:khoi:Huyện"), _table("hai", "is:vung:Biển")),
        (_table("mot", "is:khoi:Huyện"), _table("hai", "is:khoi:huyện")),
    )
    assert all(blocks_of(_definition(*tables), result) == Blocks() for tables in whole)
