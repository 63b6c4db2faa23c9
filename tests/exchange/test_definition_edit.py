"""Editing a definition as text: what was asked for changes, everything else stays, comments and order too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from judge_desk.contest.rulebook.shape import SHAPES, TOP, Kind, key_of
from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.rulebook import definition_edit as edit
from judge_desk.exchange.rulebook import rubric_edit as rubric
from judge_desk.exchange.rulebook.definition_diff import How, differences
from judge_desk.exchange.rulebook.definition_file import read_draft, shipped
from judge_desk.exchange.rulebook.toml_source import item_name
from judge_desk.exchange.rulebook.toml_text import value_at
from tests.exchange.test_definition_document import ROOT, keys_of_the_reader
from tests.journeys.by_hand import RULES

SHIPPED = shipped("hau-giang-2024")
EVERY_SHAPE = (ROOT / "tests/golden/definitions/good/every-shape.toml").read_bytes()
FILES = {
    "shipped": SHIPPED,
    "every shape": EVERY_SHAPE,
    "inline": RULES.encode(),
    "crlf": SHIPPED.replace(b"\n", b"\r\n"),
}
OPEN_TIER = "rounds.so-khao.disagreement.tiers.3.action"


def keys(raw: Any, above: str = "") -> Iterator[str]:
    """Give every key path of a definition: values, tables, lists and items."""
    for name, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        step = item_name(value, int(name) + 1) if isinstance(raw, list) else str(name)
        key = f"{above}.{step}" if above else step
        yield key
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from keys(value, key)


def comments(content: bytes) -> list[str]:
    return [line for line in content.decode().splitlines() if line.lstrip().startswith("#")]


def ids(content: bytes, round_id: str = "so-khao") -> list[str]:
    raw = edit.raw_of(content)
    return [each["id"] for each in value_at(raw, edit.find(raw, rubric.criteria_key(round_id)))]


@pytest.mark.parametrize("name", FILES)
def test_any_place_of_any_file_is_changed_taken_out_and_moved_and_nothing_else_is(name: str) -> None:
    content = FILES[name]
    raw = edit.raw_of(content)
    places = [each for each in keys(raw) if not each.startswith("undecided") and not each.endswith(".id")]
    chance = random.Random(7)
    for key in chance.sample(places, 6):
        before = value_at(raw, edit.find(raw, key))
        if isinstance(edit.find(raw, key)[-1], str):
            changed = edit.put(content, key, '"một chữ # khác"')
            now = edit.raw_of(changed)
            assert value_at(now, edit.find(now, key)) == "một chữ # khác"
            found = [each.key for each in differences(raw, now) if not each.key.startswith("undecided")]
            assert found == [key] or isinstance(before, dict | list), (key, found)
            assert (b"\r\n" in changed) is (name == "crlf")
        gone = edit.drop(content, key)
        assert isinstance(before, list) or len(comments(gone)) >= len(comments(content)) - 3
        if isinstance(edit.find(raw, key)[-1], int):
            there = value_at(raw, edit.find(raw, key)[:-1])
            by = 1 if edit.find(raw, key)[-1] == 0 else -1
            if len(there) > 1:
                moved = edit.move(content, key, by)
                assert sorted(comments(moved)) == sorted(comments(content))
                assert sorted(moved.split()) == sorted(content.split()) or b"tiers" in moved


def test_a_decided_point_takes_its_question_along_and_a_moved_one_keeps_it() -> None:
    decided = edit.put(SHIPPED, "rounds.so-khao.cut", '{ kind = "top", count = 17 }')
    assert [p["key"] for p in edit.raw_of(decided)["undecided"]].count("rounds.so-khao.cut") == 0
    moved = edit.move(SHIPPED, "rounds.so-khao.disagreement.tiers.3", -1)
    assert OPEN_TIER.replace(".3.", ".2.") in [p["key"] for p in edit.raw_of(moved)["undecided"]]
    assert edit.move(moved, "rounds.so-khao.disagreement.tiers.2", 1) == SHIPPED
    none = edit.put(SHIPPED, "rounds.so-khao.disagreement", '"none"')
    assert not [p for p in edit.raw_of(none)["undecided"] if p["key"] == OPEN_TIER]
    opened = edit.leave_open(SHIPPED, "rounds.bao-ve.disagreement", "X", 'Hỏi "gì"?', "Không có.")
    assert read_draft(opened).findings == ()
    assert edit.raw_of(opened)["undecided"][-1]["question"] == 'Hỏi "gì"?'


def test_the_tree_of_criteria_is_moved_with_what_lies_below() -> None:
    assert ids(rubric.move_criterion(SHIPPED, "so-khao", "2", 1)) == [
        "1",
        "3",
        "3.1",
        "3.2",
        "2",
        "2.1",
        "2.2",
        "4",
        "5",
    ]
    nested = rubric.nest_criterion(SHIPPED, "so-khao", "2", "3")
    assert ids(nested) == ["1", "3", "3.1", "3.2", "2", "2.1", "2.2", "4", "5"]
    assert ids(rubric.nest_criterion(nested, "so-khao", "2"))[-3:] == ["2", "2.1", "2.2"]
    added, name = rubric.add_criterion(SHIPPED, "so-khao", "2", "Mới")
    assert (name, ids(added)[:5]) == ("2.3", ["1", "2", "2.1", "2.2", "2.3"])
    assert ids(rubric.remove_criterion(added, "so-khao", "2")) == ["1", "3", "3.1", "3.2", "4", "5"]
    ties = edit.put(SHIPPED, "rounds.so-khao.ties", '[{ kind = "criterion", ref = "2" }, { kind = "vote" }]')
    renamed = rubric.rename_criterion(ties, "so-khao", "2", "B")
    assert read_draft(renamed).findings == ()
    assert b'ref = "B"' in renamed
    with pytest.raises(BadInput, match="no_room"):
        rubric.move_criterion(SHIPPED, "so-khao", "1", -1)
    with pytest.raises(BadInput, match="below_itself"):
        rubric.nest_criterion(SHIPPED, "so-khao", "2", "2.1")
    with pytest.raises(BadInput, match="id_twice"):
        rubric.rename_criterion(SHIPPED, "so-khao", "2", "3")


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("rounds.khong-co.title", '"x"', "rules.no_such_key"),
        ("rounds.so-khao.rubric.criteria.9.title", '"x"', "rules.no_such_key"),
        ("title.sâu", '"x"', "rules.no_such_key"),
        ("title", "không dấu nháy", "rules.not_a_value"),
        ("title", '"một"\nversion = 9', "rules.not_a_value"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name(key: str, value: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        edit.put(SHIPPED, key, value)
    assert caught.value.problem.code == code


def test_another_spelling_is_no_difference_and_every_other_change_is_one() -> None:
    raw = edit.raw_of(SHIPPED)
    same = edit.put(edit.put(SHIPPED, "rounds.bao-ve.panel.quorum", '"4/6"'), "receipt.opens", '"2024-07-01"')
    assert differences(raw, edit.raw_of(same)) == ()
    other = rubric.move_criterion(edit.drop(SHIPPED, "fields.bo-may"), "so-khao", "5", -1)
    other = edit.put(other, "prize_tables.giai-thuong.prizes.ba.count", "2")
    found = {(each.key, each.how) for each in differences(raw, edit.raw_of(other))}
    assert found == {
        ("fields.bo-may", How.REMOVED),
        ("rounds.so-khao.rubric.criteria", How.MOVED),
        ("prize_tables.giai-thuong.prizes.ba.count", How.CHANGED),
    }


def test_the_shape_has_exactly_the_keys_of_the_reader() -> None:
    known = {key.name: key.open for shape in SHAPES.values() for key in shape if key.name not in ("key", "code")}
    read = keys_of_the_reader()
    asked_otherwise = {"id", "panel", "rubric", "score", "undecided", "key", "code"}
    assert set(known) - asked_otherwise == set(read) - asked_otherwise
    open_keys = {key.name for shape in SHAPES.values() for key in shape if key.open}
    assert open_keys == {name for name, may_be_open in read.items() if may_be_open}
    for shape in SHAPES.values():
        assert all(key.shape in SHAPES for key in shape if key.kind in (Kind.TABLE, Kind.TABLES))


def test_the_shape_knows_every_place_of_the_files() -> None:
    for content in FILES.values():
        stack: list[tuple[Any, str]] = [(edit.raw_of(content), TOP)]
        while stack:
            table, shape = stack.pop()
            for name, value in table.items():
                key = key_of(shape, name)
                assert key is not None, (shape, name)
                if key.shape and isinstance(value, dict):
                    stack.append((value, key.shape))
                if key.shape and isinstance(value, list):
                    stack.extend((each, key.shape) for each in value if isinstance(each, dict))
