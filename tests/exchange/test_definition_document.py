"""The page for organisers names every key and every word that the reader knows, and its examples can be read."""

from __future__ import annotations

import ast
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from judge_desk.contest.rulebook import definition, measured, reviews, rules
from judge_desk.contest.rulebook.checks_prizes import NUMBER_FILTERS, PART_FILTERS, PLAIN_FILTERS, TABLE_FILTER
from judge_desk.contest.rulebook.checks_reviews import FACT_FILTER, GATE_FILTER, OTHER_TABLES, SAID_OTHERWISE
from judge_desk.contest.rulebook.definition import PartKind, Spread
from judge_desk.contest.rulebook.measured import ColumnKind, Per
from judge_desk.contest.rulebook.measures import FORMULAS
from judge_desk.contest.rulebook.reviews import Attempts, Missing, OrderPolicy, Over, Subjects, Take, Test, TieAtLine
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.rulebook.rules import Action, CutKind, Measure, RankOn, ScoreMethod, TieBreak
from judge_desk.contest.values.numbers import ROUNDING
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.exchange.rulebook.definition_parts import BONUS_UNITS, COUNTED, OVER_LENGTH
from judge_desk.exchange.rulebook.definition_rounds import TIE_AT_CUT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/definition.md").read_text(encoding="utf-8")
QUESTIONS = re.compile(
    r"(text|whole|whole_or_none|number|number_or_none|numbers|flag|day|clock|choice|word|texts|table|items|undecided)\Z"
)
ENUMS = (
    *(Action, CutKind, LeafKind, Measure, PartKind, RankOn, ScoreMethod, Spread, TieBreak, Per, ColumnKind, Subjects),
    *(Take, Over, Missing, Attempts, Test, TieAtLine, OrderPolicy),
)
WORDS = (*BONUS_UNITS, *COUNTED, *OVER_LENGTH, *TIE_AT_CUT, *FORMULAS, *ROUNDING)
FILTERS = (*PLAIN_FILTERS, *PART_FILTERS, *NUMBER_FILTERS, TABLE_FILTER, FACT_FILTER, GATE_FILTER, *OTHER_TABLES)


def keys_of_the_reader() -> dict[str, bool]:
    """Give every key that the reader asks for, and whether it may be left open."""
    keys: dict[str, bool] = {}
    for path in (ROOT / "judge_desk/exchange/rulebook").glob("definition_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and QUESTIONS.match(node.func.attr):
                key = node.args[0] if node.args else None
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    keys[key.value] = keys.get(key.value, False) or node.func.attr == "undecided"
    return keys


def named(word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", PAGE) is not None


def test_the_page_names_every_key() -> None:
    keys = keys_of_the_reader()
    assert len(keys) > 90
    assert [key for key in keys if not named(key)] == []


def test_the_page_marks_exactly_the_keys_that_may_be_left_open() -> None:
    marked = set(re.findall(r"`(\w+)` ◇", PAGE))
    assert marked == {key for key, may_be_open in keys_of_the_reader().items() if may_be_open}


def test_a_key_may_be_left_open_exactly_where_the_value_has_room_for_it() -> None:
    kinds = [
        each
        for module in (definition, measured, reviews, rules)
        for each in vars(module).values()
        if is_dataclass(each)
    ]
    every = [field for kind in kinds for field in fields(kind)]
    room = {field.name for field in every if "| Undecided" in str(field.type)}
    assert room == {key for key, may_be_open in keys_of_the_reader().items() if may_be_open}


def test_the_page_names_every_word() -> None:
    words = [member.value for kind in ENUMS for member in kind]
    assert [word for word in (*words, *WORDS, *FILTERS, *SAID_OTHERWISE) if not named(word)] == []


@pytest.mark.parametrize("block", [b for b in re.findall(r"```toml\n(.*?)```", PAGE, re.S) if "format = 1" in b])
def test_the_whole_example_of_the_page_is_a_good_definition(block: str) -> None:
    reading = read_definition(block.encode(), "definition.md")
    assert reading.findings == ()
