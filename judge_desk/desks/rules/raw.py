"""Raw values of a definition for whoever shows and writes them: places, items, numbers, texts as the file has them."""

from __future__ import annotations

from typing import Any

from judge_desk.contest.values.problems import Problem
from judge_desk.exchange.rulebook.definition_diff import Difference, How
from judge_desk.exchange.rulebook.definition_edit import find, raw_of, text_value, toml_of
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, as_number, shown
from judge_desk.exchange.rulebook.toml_source import item_name, parse_text
from judge_desk.exchange.rulebook.toml_text import value_at

__all__ = [
    "UNDECIDED",
    "Difference",
    "How",
    "as_number",
    "find",
    "in_force",
    "item_name",
    "parsed",
    "raw_of",
    "shown",
    "text_value",
    "toml_of",
    "value_at",
]


def parsed(text: str) -> Any:
    """Read one TOML value as a file would hold it; None when the text is none."""
    read = parse_text(f"value = {text}")
    return None if isinstance(read, Problem) else read.get("value")
