"""The shape of a definition: which keys each of its tables has, and what kind of value each key takes.

The reader of the file decides what is right; this is the same knowledge laid out for whoever shows, edits or compares
definitions, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.rulebook.calendar import Every, Follows
from judge_desk.contest.rulebook.checks_contest import BARRED_ROLES
from judge_desk.contest.rulebook.definition import PartKind, Spread
from judge_desk.contest.rulebook.measured import ColumnKind, Per
from judge_desk.contest.rulebook.measures import FORMULAS
from judge_desk.contest.rulebook.reviews import Attempts, Missing, OrderPolicy, Over, Subjects, Take, Test, TieAtLine
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.rulebook.rules import Action, CutKind, Measure, RankOn, ScoreMethod, TieBreak
from judge_desk.contest.values.numbers import ROUNDING


class Kind(StrEnum):
    """What a key takes. ``TABLE`` and ``TABLES`` have a shape of their own; ``WEIGHTS`` is a share for each round."""

    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole"
    SECONDS = "seconds"
    MONEY = "money"
    NUMBER = "number"
    NUMBERS = "numbers"
    FLAG = "flag"
    DAY = "day"
    CLOCK = "clock"
    WORD = "word"
    TABLE = "table"
    TABLES = "tables"
    WEIGHTS = "weights"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table.

    Attributes:
        name, kind: what it is called and takes.
        words: the allowed words, for ``WORD``; for other kinds those that may stand instead of a value.
        shape: name of the shape, for ``TABLE`` and ``TABLES``.
        required: it must be written; open: it may be left undecided.
    """

    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    shape: str = ""
    required: bool = False
    open: bool = False


Shape = tuple[Key, ...]


def _must(name: str, kind: Kind, *words: str, shape: str = "", open_too: bool = False) -> Key:
    return Key(name, kind, words, shape, required=True, open=open_too)


def _may(name: str, kind: Kind, *words: str, shape: str = "", open_too: bool = False) -> Key:
    return Key(name, kind, words, shape, open=open_too)


_NAMED: Final = (_must("id", Kind.ID), _must("title", Kind.TEXT))
_SOURCED: Final = (_may("source", Kind.TEXT), _may("sample", Kind.FLAG))
TOP: Final = "contest"
"""The shape of the whole file."""

SHAPES: Final[Mapping[str, Shape]] = {
    TOP: (
        _must("title", Kind.TEXT), _must("short_title", Kind.TEXT), _must("id", Kind.ID), _must("version", Kind.WHOLE),
        _must("format", Kind.WHOLE), _must("plan", Kind.TEXT), _may("bases", Kind.TEXTS),
        _must("head", Kind.TABLE, shape="head"), _may("receipt", Kind.TABLE, shape="receipt"),
        _may("fields", Kind.TABLES, shape="field"), _may("entrants", Kind.TABLES, shape="entrant"),
        _may("barred", Kind.TEXTS, *BARRED_ROLES), _may("content_flags", Kind.TEXTS, "duplicate", "published"),
        _may("least_per_unit", Kind.WHOLE, "none", open_too=True),
        _may("most_per_unit", Kind.WHOLE, "unlimited", open_too=True),
        _may("parts", Kind.TABLES, shape="part"), _may("rounds", Kind.TABLES, shape="round"),
        _may("measured", Kind.TABLES, shape="measured"), _may("reviews", Kind.TABLES, shape="review"),
        _may("prize_tables", Kind.TABLES, shape="prize_table"),
        _may("by_products", Kind.TABLE, shape="by_products"), _may("calendar", Kind.TABLES, shape="calendar"),
        _may("notes", Kind.TEXTS),
        _may("undecided", Kind.TABLES, shape="point"),
    ),
    "head": (
        _must("superior", Kind.TEXT), _must("organiser", Kind.TEXT), _must("jury", Kind.TEXT),
        _must("place", Kind.TEXT), _may("jury_symbol", Kind.TEXT),
        _may("organiser_symbol", Kind.TEXT), _may("decided_by", Kind.TEXT), _may("signer", Kind.TEXT),
    ),
    "field": _NAMED,
    "entrant": (*_NAMED, _may("least_people", Kind.WHOLE), _must("most_people", Kind.WHOLE, "unlimited")),
    "receipt": (
        _must("opens", Kind.DAY), _must("closes", Kind.DAY), _may("closing_time", Kind.CLOCK, open_too=True),
        _must("counted", Kind.WORD, "received", "sent", open_too=True),
    ),
    "part": (
        *_NAMED, _must("kind", Kind.WORD, *PartKind), _must("required", Kind.FLAG), _may("formats", Kind.TEXTS),
        _may("most_seconds", Kind.SECONDS), _may("over_length", Kind.WORD, "refuse", "penalty", open_too=True),
        _may("least_count", Kind.WHOLE), _may("fields", Kind.TEXTS),
    ),
    "round": (
        *_NAMED, _may("fields", Kind.TEXTS), _must("blind", Kind.FLAG), _must("panel", Kind.TABLE, shape="panel"),
        _may("talk_seconds", Kind.SECONDS, open_too=True), _may("question_seconds", Kind.SECONDS, open_too=True),
        _may("closed_ballots", Kind.FLAG), _must("rubric", Kind.TABLE, shape="rubric"),
        _must("score", Kind.TABLE, shape="score"),
        _must("disagreement", Kind.TABLE, "none", shape="disagreement", open_too=True),
        _must("ties", Kind.TABLES, shape="tie", open_too=True), _may("cut", Kind.TABLE, shape="cut", open_too=True),
        _may("combination", Kind.WEIGHTS, open_too=True), _may("approval", Kind.TEXT, "none", open_too=True),
    ),
    "panel": (
        _must("spread", Kind.WORD, *Spread), _may("per_entry", Kind.WHOLE), _must("least_judges", Kind.WHOLE),
        _may("by_field", Kind.FLAG), _may("quorum", Kind.NUMBER), _may("joint", Kind.FLAG),
    ),
    "rubric": (_must("maximum", Kind.NUMBER), *_SOURCED, _must("criteria", Kind.TABLES, shape="criterion")),
    "criterion": (
        *_NAMED, _may("parent", Kind.ID), _may("kind", Kind.WORD, *LeafKind), _may("minimum", Kind.NUMBER),
        _may("maximum", Kind.NUMBER), _may("step", Kind.NUMBER), _may("coefficient", Kind.NUMBER),
        _may("weight", Kind.NUMBER), _may("bands", Kind.TABLES, shape="band"), _may("anchors", Kind.TEXTS),
        _may("pass_mark", Kind.NUMBER), _may("no_zero", Kind.FLAG), _may("penalty", Kind.TABLE, shape="penalty"),
        _may("formula", Kind.TABLE, shape="formula"),
    ),
    "band": (
        _must("title", Kind.TEXT), _must("low", Kind.NUMBER), _must("high", Kind.NUMBER), _may("anchor", Kind.TEXT),
    ),
    "penalty": (_may("rows", Kind.TABLES, shape="penalty_row"), _may("per_minute", Kind.NUMBER)),
    "penalty_row": (
        _must("over", Kind.SECONDS), _may("included", Kind.FLAG), _must("points", Kind.NUMBER),
    ),
    "formula": (
        _must("name", Kind.WORD, *FORMULAS), _must("points", Kind.NUMBER), _must("measure", Kind.ID),
        _may("decimals", Kind.WHOLE), _may("target", Kind.NUMBER),
    ),
    "score": (
        _must("method", Kind.WORD, *ScoreMethod), _may("trim", Kind.WHOLE), _must("decimals", Kind.WHOLE),
        _must("rounding", Kind.WORD, *ROUNDING), _must("rank_on", Kind.WORD, *RankOn),
        _must("minimum_ballots", Kind.WHOLE), *_SOURCED,
    ),
    "disagreement": (_must("measure", Kind.WORD, *Measure), _must("tiers", Kind.TABLES, shape="tier"), *_SOURCED),
    "tier": (
        _must("bound", Kind.NUMBER), _must("included", Kind.FLAG), _must("action", Kind.WORD, *Action, open_too=True),
    ),
    "tie": (_must("kind", Kind.WORD, *TieBreak), _may("ref", Kind.TEXT)),
    "cut": (
        _must("kind", Kind.WORD, *CutKind), _may("count", Kind.WHOLE), _may("threshold", Kind.NUMBER),
        _may("tie", Kind.WORD, "ask", "all_in", "all_out"),
    ),
    "measured": (
        *_NAMED, _must("per", Kind.WORD, *Per), _may("roster", Kind.FLAG),
        _must("columns", Kind.TABLES, shape="column"), _may("periods", Kind.TABLES, shape="period"),
        _must("closed_by", Kind.TEXT, open_too=True), _may("formula", Kind.TABLE, shape="formula", open_too=True),
        _may("weight", Kind.NUMBER, open_too=True), *_SOURCED,
    ),
    "column": (
        *_NAMED, _may("kind", Kind.WORD, *ColumnKind), _may("least", Kind.NUMBER), _may("most", Kind.NUMBER),
        _may("required", Kind.FLAG),
    ),
    "period": _NAMED,
    "review": (
        *_NAMED, _must("subjects", Kind.WORD, *Subjects), _may("part", Kind.ID), _may("periods", Kind.TEXTS),
        _must("council", Kind.TEXT), _may("measures", Kind.TABLES, shape="review_measure"),
        _may("gates", Kind.TABLES, shape="gate"), _must("order", Kind.TABLE, shape="order", open_too=True),
        _may("dossier", Kind.TABLE, shape="dossier"), _may("approval", Kind.TEXT, "none", open_too=True), *_SOURCED,
    ),
    "review_measure": (
        *_NAMED, _must("take", Kind.WORD, *Take), _may("part", Kind.ID), _may("column", Kind.ID, open_too=True),
        _may("periods", Kind.TEXTS), _may("round", Kind.ID), _may("of", Kind.TEXTS),
        _may("over", Kind.WORD, *Over, open_too=True), _may("attempts", Kind.WORD, *Attempts, open_too=True),
        _may("attempt_by", Kind.ID),
        _may("missing", Kind.WORD, *Missing, open_too=True), _may("weights", Kind.NUMBERS, open_too=True),
        _may("formula", Kind.TABLE, shape="points_formula", open_too=True), _may("to", Kind.NUMBER),
        _may("most", Kind.NUMBER), _may("bound", Kind.NUMBER, open_too=True),
        _may("levels", Kind.TABLES, shape="level"), _may("when", Kind.TEXT), _may("decimals", Kind.WHOLE),
        _may("unit", Kind.TEXT), _may("table", Kind.ID),
    ),
    "points_formula": (
        _must("name", Kind.WORD, *FORMULAS), _must("points", Kind.NUMBER), _may("decimals", Kind.WHOLE),
        _may("target", Kind.NUMBER),
    ),
    "level": (
        _must("number", Kind.WHOLE), _must("title", Kind.TEXT), _must("bound", Kind.NUMBER),
        _may("included", Kind.FLAG, open_too=True),
    ),
    "gate": (
        *_NAMED, _must("reason", Kind.TEXT), _must("test", Kind.WORD, *Test), _may("measure", Kind.ID),
        _may("bound", Kind.NUMBER, open_too=True), _may("tie", Kind.WORD, *TieAtLine, open_too=True),
        _may("used", Kind.FLAG, open_too=True), _may("when", Kind.TEXT), _may("source", Kind.TEXT),
    ),
    "order": (_must("policy", Kind.WORD, *OrderPolicy), _may("by", Kind.TEXTS), _may("weights", Kind.NUMBERS)),
    "dossier": (
        _must("parts", Kind.TEXTS), _may("copies", Kind.WHOLE), _may("days", Kind.WHOLE), _may("starts", Kind.TEXT),
        _may("from_day", Kind.DAY, open_too=True),
    ),
    "prize_table": (
        *_NAMED, _may("round", Kind.ID), _may("review", Kind.ID), _may("entrants", Kind.TEXTS),
        _may("minimum", Kind.NUMBER, "none", open_too=True),
        _may("per_unit", Kind.WHOLE, "unlimited", open_too=True),
        _may("per_author", Kind.WHOLE, "unlimited", open_too=True), _may("vacancy", Kind.FLAG),
        _may("sharing", Kind.FLAG), _may("special", Kind.TEXT), _may("money_source", Kind.TEXT),
        _may("filters", Kind.TEXTS),
        _must("prizes", Kind.TABLES, shape="prize"),
    ),
    "prize": (
        *_NAMED, _must("count", Kind.WHOLE), _may("money", Kind.MONEY), _may("gift", Kind.TEXT),
        _may("certificate", Kind.TEXT), _may("signer", Kind.TEXT),
    ),
    "by_products": (
        _may("index_bonus_round", Kind.ID), _may("index_bonus_units", Kind.WORD, "all", "ask", open_too=True),
        _may("participation", Kind.FLAG), _may("press_list", Kind.FLAG),
    ),
    "calendar": (
        *_NAMED, _must("leads", Kind.TEXTS), _may("helps", Kind.TEXTS), _may("opens", Kind.DAY),
        _may("closes", Kind.DAY), _may("when", Kind.TEXT), _may("every", Kind.WORD, *Every),
        _may("least", Kind.WHOLE), _may("unit", Kind.TEXT), _may("follows", Kind.WORD, *Follows),
        _may("round", Kind.ID), _may("source", Kind.TEXT),
    ),
    "point": (
        _must("key", Kind.TEXT), _must("code", Kind.TEXT), _must("question", Kind.TEXT), _must("source", Kind.TEXT),
        _may("choices", Kind.TABLES, shape="choice"),
    ),
    "choice": (_must("title", Kind.TEXT), _must("value", Kind.TEXT)),
}  # fmt: skip
"""Every table of the file by the name of its shape, its keys in the order in which people read them."""


def key_of(shape: str, name: str) -> Key | None:
    """Give a key of a shape by its name, None when the shape has none of that name."""
    return next((each for each in SHAPES.get(shape, ()) if each.name == name), None)


def key_at(way: tuple[str | int, ...]) -> Key | None:
    """Give the key at a place in a definition (names of keys, positions in lists); None where nothing is known.

    A position in a list of tables gives the key of that list.
    """
    shape, found = TOP, None
    for step in way:
        if isinstance(step, int):
            continue
        found = key_of(shape, step)
        if found is None:
            return None
        shape = found.shape
    return found
