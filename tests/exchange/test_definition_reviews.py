"""Sheets of figures and reviews in definitions: what arrives, what is decided, offered, edited and compared."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from judge_desk.contest.rulebook.definition import find_measured, roster_of
from judge_desk.contest.rulebook.measured import Column, ColumnKind
from judge_desk.contest.rulebook.reviews import Level, Order, OrderPolicy, Take, measure_of
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Choice, Undecided
from judge_desk.exchange.rulebook import definition_edit as edit
from judge_desk.exchange.rulebook.definition_diff import How, differences
from judge_desk.exchange.rulebook.definition_file import read_definition, read_draft
from judge_desk.exchange.rulebook.renaming import rename_item
from tests.exchange.test_definition_file import EVERY_SHAPE, changed, codes, the

UNITS = "reviews.tap-the-xet"


def test_sheets_and_reviews_arrive_as_written() -> None:
    contest = the(EVERY_SHAPE)
    roster, papers = roster_of(contest), find_measured(contest, "bai-tuan")
    assert roster is not None
    assert papers is not None
    assert roster.columns[-1] == Column("bien-che", "Số biên chế", ColumnKind.WHOLE, Fraction(1), Fraction(5000))
    assert [each.title for each in papers.periods] == ["Tuần 1", "Tuần 2"]
    assert contest.measured[0].columns[0] == Column("đơn vị", "đơn vị")
    people, units, open_one = contest.reviews
    assert people.order == Order(OrderPolicy.IN_TURN, ("diem", "-sai-so", "-thoi-gian"))
    assert units.order == Order(OrderPolicy.WEIGHTED, ("ty-le", "tong"), (Fraction(3, 10), Fraction(7, 10)))
    assert {each.take for each in (*people.measures, *units.measures, *open_one.measures)} == set(Take)
    taken = measure_of(units, "diem-du-thi")
    assert taken is not None
    assert taken.formula == Formula("share_of_best", Fraction(20), "", 1)
    level = measure_of(units, "nhom")
    assert level is not None
    assert level.levels[1] == Level(2, "Nhóm 2", Fraction(80))
    assert isinstance(level.levels[0].included, Undecided)
    assert level.levels[0].included.choices == (Choice("Nhóm 1", "true"), Choice("Nhóm 2", "false"))
    assert (units.dossier and units.dossier.copies, units.approval) == (2, "Chủ tịch")
    assert isinstance(open_one.order, Undecided)
    assert contest.prize_tables[3].review == "tap-the-xet"


def test_rulings_reach_into_reviews_and_an_offered_answer_is_one() -> None:
    key = "reviews.tap-the-xet.measures.nhom.levels.1.included"
    for point in the(EVERY_SHAPE).undecided:
        for choice in point.choices:
            assert point.key not in {each.key for each in the(EVERY_SHAPE, (point.key, choice.value)).undecided}
    decided = the(EVERY_SHAPE, (key, "false"), ("reviews.tap-the-xet.dossier.from_day", "2024-03-01"))
    measure = measure_of(decided.reviews[1], "nhom")
    assert measure is not None
    assert measure.levels[0].included is False
    assert decided.reviews[1].dossier is not None
    assert decided.reviews[1].dossier.from_day == "2024-03-01"
    assert codes(EVERY_SHAPE, ("reviews.mo-hinh.order", '{ policy = "in_turn", by = ["x"] }')) == [
        "definition.order_measure"
    ]


def test_of_the_offered_answers_the_one_that_does_not_fit_is_named() -> None:
    data = changed(
        ('periods = ["nam-2022", "nam-2023"]\nover = "mean"', 'over = "undecided"'),
        (
            '[[undecided]]\nkey = "reviews.tap-the-xet.measures.tang.column"',
            '[[undecided]]\nkey = "reviews.tap-the-xet.measures.chi-so.over"\n'
            'code = "Q0"\nquestion = "?"\nsource = "."\n'
            'choices = [{ title = "a", value = \'"mean"\' }, { title = "b", value = \'"papers"\' }]\n\n'
            '[[undecided]]\nkey = "reviews.tap-the-xet.measures.tang.column"',
        ),
    )
    finding = read_definition(data, "x.toml").findings
    assert [(each.code, each.facts["title"], each.facts["at"]) for each in finding] == [
        ("definition.choice_faulty", "b", "reviews.tap-the-xet.measures.chi-so.over")
    ]


def test_a_file_full_of_bad_answers_is_told_soon() -> None:
    head = EVERY_SHAPE.partition(b"\n[[undecided]]")[0].decode()
    points = re.findall(r"\n\[\[undecided\]\]\n(?:.+\n?)+", EVERY_SHAPE.decode())
    bad = ", ".join("{ title = \"x\", value = '[]' }" for _ in range(12))
    data = head + "".join(f"{each.partition('choices')[0].rstrip()}\nchoices = [{bad}]\n" for each in points)
    findings = read_definition(data.encode(), "x.toml").findings
    assert [each.code for each in findings] == ["definition.choice_faulty"] * 20
    assert len(codes(data.replace("'[]'", "'không'").encode())) == 20
    longer = data.replace("choices = [", "choices = [{ title = \"x\", value = '[]' }, ", 1)
    assert codes(longer.encode()) == ["definition.list_too_long"]


@pytest.mark.parametrize(
    ("key", "item"),
    [
        (f"{UNITS}.measures", '{ id = "moi", title = "Mới", take = "place", of = ["ty-le"] }'),
        (f"{UNITS}.gates", '{ id = "moi", title = "Mới", reason = "NEW", test = "present", measure = "ty-le" }'),
        ("measured.don-vi.columns", '{ id = "moi", title = "Mới", kind = "number" }'),
        ("measured.bai-tuan.columns", '{ id = "moi", title = "Mới", kind = "number" }'),
        ("measured.bai-tuan.periods", '{ id = "tuan-3", title = "Tuần 3" }'),
        (
            "reviews",
            '{ id = "m", title = "M", subjects = "unit", council = "H", source = "N", order = { policy = "council" } }',
        ),
    ],
)
def test_an_item_is_added_moved_and_taken_out_and_nothing_else_changes(key: str, item: str) -> None:
    before = edit.raw_of(EVERY_SHAPE)
    added = edit.add(EVERY_SHAPE, key, item)
    assert read_draft(added).findings == ()
    (difference,) = differences(before, edit.raw_of(added))
    assert difference.how is How.ADDED
    assert difference.key.startswith(f"{key}.")
    moved = edit.move(added, difference.key, -1)
    assert differences(before, edit.raw_of(edit.drop(moved, difference.key))) == ()


def test_what_is_taken_out_takes_its_questions_along_and_a_moved_level_keeps_its_own() -> None:
    gone = edit.drop(EVERY_SHAPE, f"{UNITS}.measures.nhom")
    assert not [each for each in edit.raw_of(gone)["undecided"] if each["key"].startswith(f"{UNITS}.measures.nhom")]
    moved = edit.move(EVERY_SHAPE, f"{UNITS}.measures.nhom.levels.1", 1)
    keys = [each["key"] for each in edit.raw_of(moved)["undecided"]]
    assert f"{UNITS}.measures.nhom.levels.2.included" in keys
    decided = edit.put(EVERY_SHAPE, f"{UNITS}.measures.tong.weights", '["0,4", "0,6"]')
    assert read_draft(decided).findings == ()
    assert f"{UNITS}.measures.tong.weights" not in [each["key"] for each in edit.raw_of(decided)["undecided"]]
    offered = edit.add(EVERY_SHAPE, "undecided.7.choices", """{ title = "Tổng", value = '"sum"' }""")
    assert len(the(offered).undecided[6].choices) == 3
    assert read_draft(edit.drop(offered, "undecided.7.choices.1")).findings == ()
    same = edit.put(EVERY_SHAPE, f"{UNITS}.order.weights", "[0.30, 0.70]")
    assert differences(edit.raw_of(EVERY_SHAPE), edit.raw_of(same)) == ()


NAMED = {
    "fields.hai": 2,
    "entrants.tap-the": 1,
    "parts.clip": 1,
    "rounds.vong-1": 3,
    "measured.bai-tuan": 3,
    "measured.bai-tuan.columns.diem": 3,
    "measured.bai-tuan.periods.tuan-1": 2,
    "measured.don-vi.columns.khoi": 2,
    "reviews.tuan": 1,
    f"{UNITS}.measures.du-thi": 2,
    "reviews.tuan.measures.sai-so": 1,
    f"{UNITS}.gates.tieu-bieu": 1,
    "prize_tables.co-thi-dua": 2,
}
"""Items of every kind, and how many places of the file name them."""


@pytest.mark.parametrize("key", NAMED)
def test_who_is_renamed_is_renamed_wherever_the_file_names_it(key: str) -> None:
    above, _, old = key.rpartition(".")
    changed_file = rename_item(EVERY_SHAPE, key, "ten-moi")
    assert read_draft(changed_file).findings == ()
    found = differences(edit.raw_of(EVERY_SHAPE), edit.raw_of(changed_file))
    other = [each for each in found if each.key.split(".")[0] != "undecided" and not each.key.startswith(f"{key}")]
    named = [each for each in other if not each.key.startswith(f"{above}.ten-moi") and each.how is How.CHANGED]
    assert len(named) == NAMED[key], [each.key for each in named]
    if above in ("rounds", "measured"):
        back = rename_item(changed_file, f"{above}.ten-moi", old)
        assert differences(edit.raw_of(EVERY_SHAPE), edit.raw_of(back)) == ()


def test_a_name_that_is_taken_is_told_and_what_named_the_item_stays() -> None:
    taken = rename_item(EVERY_SHAPE, "fields.hai", "mot")
    assert "definition.id_twice" in {each.code for each in read_draft(taken).findings}
    assert edit.raw_of(taken)["rounds"][-1]["fields"] == ["hai"]
