"""The columns of the summary's workbook: those of the paper, those that only a sheet needs, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it ships no marker of its types

from judge_desk.contest.rulebook.rules import ScoreMethod
from judge_desk.documents.blocks import Align, Column
from judge_desk.documents.content_workbook import SummaryWorkbookContent
from judge_desk.documents.summary_table import has_extra
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_scores import Scores, by_rounded
from judge_desk.wording.figures import exact, whole

_TEXTS: Final = open_texts("workbook")
_FIGURE_WIDTH: Final = 8.0


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its key, how its head reads, its least width in letters."""

    key: str
    block: Column
    least: float = _FIGURE_WIDTH


@dataclass(slots=True)
class Columns:
    """All columns of the table.

    Attributes:
        all: from left to right; paper: those that the paper has too; printed: how many are printed.
    """

    all: tuple[SheetColumn, ...]
    paper: tuple[SheetColumn, ...]
    printed: int
    _places: dict[str, int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number and name the columns."""
        self._places = {column.key: place for place, column in enumerate(self.all)}
        self._names = {key: xl_col_to_name(place) for key, place in self._places.items()}

    def has(self, key: str) -> bool:
        """Say whether there is such a column."""
        return key in self._places

    def named(self, key: str) -> SheetColumn:
        """Give a column.

        Raises:
            KeyError: there is none.
        """
        return self.all[self._places[key]]

    def cell(self, key: str, row: int | str) -> str:
        """Give the address of a cell; ``row`` is a number, or what stands for it.

        Raises:
            KeyError: there is no such column.
        """
        return f"{self._names[key]}{row}"

    def span(self, first: str, last: str, row: int | str) -> str:
        """Give the address of neighbouring cells of one row."""
        return f"{self.cell(first, row)}:{self.cell(last, row)}"

    def down(self, key: str, top: int, bottom: int, last: str = "") -> str:
        """Give the fixed address of a column's cells, or of several columns up to ``last``."""
        return f"${self._names[key]}${top}:${self._names[last or key]}${bottom}"


def judge_key(place: int) -> str:
    """Give the key of a judge's column, by the judge's place from 0."""
    return f"judge{place}"


def twice_key(place: int) -> str:
    """Give the key of the column with twice the places that a judge gave, by the judge's place from 0."""
    return f"twice{place}"


def part_key(place: int) -> str:
    """Give the key of another round's scores, by its place from 0."""
    return f"part{place}"


@cache
def chain_keys(name: str) -> tuple[str, ...]:
    """Give the keys of the steps of a rounding, ``own`` or ``final``, in the order of a chain's values."""
    return tuple(f"{name}_{step}" for step in ("total", "over", "scaled", "whole", "rest", "units"))


def summary_columns(content: SummaryWorkbookContent, scores: Scores, paper: Sequence[Column]) -> Columns:
    """Give the columns; ``paper`` are those of the paper's table."""
    summary = content.summary
    judges = [judge_key(place) for place, _ in enumerate(summary.judges)]
    entry = [] if summary.blind else ["entry"]
    extra = ["extra"] if has_extra(summary) else []
    keys = ["number", "code", *entry, *judges, "ballots", *extra, "total", "mean", "spread", "handling", "official"]
    shown = [
        SheetColumn(key, block, 0.0 if key in ("number", "code") else _FIGURE_WIDTH)
        for key, block in zip([*keys, "place", "note"], paper, strict=True)
    ]
    printed: list[SheetColumn] = []
    for column in shown:
        if column.key == "place":
            printed += _over_rounds(content)
            printed += [_own("raw"), _own("parted")] if has_parted(content, scores) else []
        printed.append(column)
    return Columns((*printed, *_work(content, scores)), tuple(shown), len(printed))


def has_parted(content: SummaryWorkbookContent, scores: Scores) -> bool:
    """Say whether a place differs from the one that the number alone gives."""
    return any(
        row.place is not None and row.place != place
        for row, place in zip(content.summary.rows, scores.raw, strict=True)
    )


def _own(key: str) -> SheetColumn:
    return SheetColumn(key, Column(_TEXTS.fill(f"column_{key}"), Align.RIGHT))


def _over_rounds(content: SummaryWorkbookContent) -> list[SheetColumn]:
    if not content.parts:
        return []
    parts = [
        SheetColumn(part_key(place), Column(_part_head(part.title, exact(part.weight)), Align.RIGHT))
        for place, part in enumerate(content.parts)
    ]
    return [*parts, _own("final")]


def _part_head(title: str, weight: str) -> str:
    return _TEXTS.fill("column_part", round=title, weight=weight)


def _work(content: SummaryWorkbookContent, scores: Scores) -> list[SheetColumn]:
    """Give the columns in which the sheet reckons with whole numbers."""
    if not content.rows:
        return []
    unit, rule = whole(scores.unit), scores.rule
    heads: list[tuple[str, str]] = []
    if any(row.places for row in scores.rows):
        heads += [
            (twice_key(place), _TEXTS.fill("work_place", seat=judge.seat))
            for place, judge in enumerate(content.summary.judges)
        ]
    if rule.method is not ScoreMethod.STANDARDISED:
        heads += _chain_heads("own", unit, _TEXTS.fill("work_units", unit=unit))
    if content.parts:
        heads += _chain_heads("final", unit, _TEXTS.fill("work_final", unit=unit))
    if not by_rounded(rule):
        heads.append(("ranked", _TEXTS.fill("work_ranked")))
    group = _TEXTS.fill("group_work")
    return [SheetColumn(key, Column(head, Align.RIGHT, group=group)) for key, head in heads]


def _chain_heads(name: str, unit: str, last: str) -> list[tuple[str, str]]:
    heads = [
        _TEXTS.fill("work_total"),
        _TEXTS.fill("work_over"),
        _TEXTS.fill("work_scaled", unit=unit),
        _TEXTS.fill("work_whole"),
        _TEXTS.fill("work_rest"),
        last,
    ]
    return list(zip(chain_keys(name), heads, strict=True))
