"""What the papers of a review share: figures as they read, conditions by number, where figures are from."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.documents.blocks import Align, Block, Column, Paragraph, Style, Table
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.content_review import (
    Fate,
    Figure,
    FigureSource,
    GateColumn,
    MeasureColumn,
    ReviewContent,
    ReviewedRow,
    Shape,
)
from judge_desk.documents.paper import ink
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short, length, mark, whole

_TEXTS: Final = open_texts("review")
_FATES: Final = {
    Fate.FAILED: "fate_failed",
    Fate.WAITING: "fate_waiting",
    Fate.TIED: "fate_tied",
    Fate.BELOW: "fate_below",
    Fate.OPEN: "fate_open",
    Fate.CAPPED: "fate_capped",
    Fate.MINIMUM: "fate_minimum",
    Fate.ELSEWHERE: "fate_elsewhere",
    Fate.UNRANKED: "fate_unranked",
    Fate.MEETS: "fate_meets",
}
_LACKS: Final = {
    "branch": "lack_branch",
    "no_whole": "lack_no_whole",
    "undecided": "lack_undecided",
    "no_reference": "lack_no_reference",
}
_FINE: Final = 2
_TOLD: Final = frozenset({Fate.AWARDED, Fate.TIED, Fate.WAITING})
MOST_LISTED: Final = 500
"""So many subjects a paper lists in full; a week of a quiz has thousands."""


def annex_note(head: PaperHead) -> str:
    """Say which minutes a list goes with, the day left for ink."""
    return _TEXTS.fill("annex", year=head.year)


def number_column() -> Column:
    """Give the column of running numbers."""
    return Column(_TEXTS.fill("column_number"), Align.CENTRE)


def name_columns(persons: bool, divided: bool = False) -> list[Column]:
    """Give the columns of code and name, of a person's unit, and of the block where blocks compete apart."""
    columns = [Column(_TEXTS.fill("column_code"), Align.CENTRE)]
    if persons:
        columns.append(Column(_TEXTS.fill("column_person"), share=5))
    columns.append(Column(_TEXTS.fill("column_unit"), share=5 if persons else 6))
    return [*columns, Column(_TEXTS.fill("column_block"), share=2)] if divided else columns


def name_cells(row: ReviewedRow, persons: bool, divided: bool = False) -> tuple[str, ...]:
    """Give the cells of those columns."""
    names = (row.code, row.name, row.unit) if persons else (row.code, row.name)
    return (*names, row.block) if divided else names


def place_head(content: ReviewContent) -> str:
    """Give the head of the column of places."""
    return _TEXTS.fill("column_place_in_block" if content.divided else "column_place")


def measure_head(measure: MeasureColumn) -> str:
    """Give the title of a measure with what it is counted in."""
    if not measure.unit or measure.shape is not Shape.NUMBER:
        return measure.title
    return _TEXTS.fill("measure_unit", title=measure.title, unit=measure.unit)


def value_text(measure: MeasureColumn, value: Fraction) -> str:
    """Write a value of a measure as it reads."""
    if measure.shape is Shape.TIME and value.denominator == 1 and value >= 0:
        return length(int(value))
    if measure.shape is Shape.FLAG and value in (0, 1):
        return _TEXTS.fill("yes" if value else "no")
    if measure.shape is Shape.LEVEL:
        return dict(measure.levels).get(int(value)) or mark(value, 0)
    places = measure.decimals if measure.decimals is not None else 0
    text = mark(value, places)
    return text if not text.endswith("…") else mark(value, _FINE)


def figure_text(measure: MeasureColumn, figure: Figure) -> str:
    """Write what a subject has of a measure, or why it has nothing."""
    if figure.value is not None:
        return value_text(measure, figure.value)
    return _TEXTS.fill(_LACKS.get(figure.lack, "lack_missing"))


def gate_name(place: int) -> str:
    """Name a condition by its number."""
    return _TEXTS.fill("gate", number=place + 1)


def gate_word(word: str) -> str:
    """Say in a word what became of a condition."""
    return _TEXTS.fill({"met": "gate_met", "failed": "gate_failed", "waiting": "gate_waiting"}.get(word, "gate_apart"))


def fate_text(row: ReviewedRow, gates_shown: bool) -> str:
    """Say what became of a subject; the failed conditions by number where no column shows them."""
    if row.fate is Fate.AWARDED:
        return "; ".join(row.prizes)
    if row.fate is Fate.FAILED and not gates_shown:
        return _TEXTS.fill("fate_failed_gates", gates=", ".join(gate_name(each.gate) for each in row.failed))
    return _TEXTS.fill(_FATES[row.fate])


def place_text(row: ReviewedRow) -> str:
    """Give a place, and that it is shared; a dash for none."""
    if row.place is None:
        return _TEXTS.fill("no_place")
    return _TEXTS.fill("shared", place=row.place) if row.shared else str(row.place)


def gate_legend(gates: tuple[GateColumn, ...]) -> list[Block]:
    """Say what the numbers of the conditions stand for, with the reasons' codes."""
    if not gates:
        return []
    said = [_legend(place, each) for place, each in enumerate(gates)]
    return [Paragraph(_TEXTS.fill("gates"), Style.HEADING), *(Paragraph(text, Style.ITEM) for text in said)]


def _legend(place: int, gate: GateColumn) -> str:
    key = "legend_council" if gate.by_council else "legend"
    return _TEXTS.fill(key, gate=gate_name(place), title=gate.title.rstrip(".;"), reason=gate.reason)


def source_notes(sources: tuple[FigureSource, ...]) -> list[Block]:
    """Name the sheets of figures in a line each."""
    if not sources:
        return [Paragraph(_TEXTS.fill("no_sources"), Style.PLAIN)]
    items = [Paragraph(_source(each), Style.ITEM) for each in sources]
    return [Paragraph(_TEXTS.fill("sources"), Style.HEADING), *items]


def _source(source: FigureSource) -> str:
    return _TEXTS.fill(
        "source",
        title=source.title,
        source=ink(source.source),
        people=ink(source.closed_by),
        day=date_short(source.closed_on) if source.closed_on else ink(""),
        rows=count(source.rows),
    )


def source_table(sources: tuple[FigureSource, ...]) -> Table:
    """List the sheets with file, digest, who closed them and when."""
    columns = (
        Column(_TEXTS.fill("column_sheet"), Align.CENTRE),
        Column(_TEXTS.fill("column_part"), share=4),
        Column(_TEXTS.fill("column_rows"), Align.CENTRE),
        Column(_TEXTS.fill("column_source"), share=5),
        Column(_TEXTS.fill("column_digest"), share=6),
        Column(_TEXTS.fill("column_closed_by"), share=4),
        Column(_TEXTS.fill("column_closed_on"), Align.CENTRE, width=24),
    )
    rows = tuple(
        (
            str(each.number),
            each.title,
            str(each.rows),
            each.source,
            _digest(each.sha256),
            each.closed_by,
            date_short(each.closed_on) if each.closed_on else "",
        )
        for each in sources
    )
    return Table(columns, rows, numbered=False, size=10, empty=_TEXTS.fill("no_sources"))


def _digest(sha256: str) -> str:
    """Part a digest so that it breaks into lines."""
    return " ".join(sha256[at : at + 16] for at in range(0, len(sha256), 16)) or _TEXTS.fill("no_file")


def counts_line(content: ReviewContent) -> Paragraph:
    """Count subjects by what became of them."""
    failed, total = content.counted(Fate.FAILED), len(content.rows)
    awarded = count(content.counted(Fate.AWARDED))
    waiting = content.counted(Fate.WAITING)
    facts = {"count": count(total), "met": count(total - failed - waiting), "failed": count(failed), "awarded": awarded}
    if waiting:
        return Paragraph(_TEXTS.fill("counts_waiting", waiting=count(waiting), **facts), Style.PLAIN)
    return Paragraph(_TEXTS.fill("counts", **facts), Style.PLAIN)


def listed(content: ReviewContent, fates: frozenset[Fate] = frozenset()) -> tuple[ReviewedRow, ...]:
    """Give the subjects that a paper lists: of a crowd only those that got something or still may.

    Args:
        content: of the review.
        fates: only subjects of these; empty for all.
    """
    rows = tuple(each for each in content.rows if not fates or each.fate in fates)
    if len(rows) <= MOST_LISTED:
        return rows
    return tuple(each for each in rows if each.fate in _TOLD) or rows[:MOST_LISTED]


def unlisted_note(content: ReviewContent, fates: frozenset[Fate] = frozenset()) -> list[Block]:
    """Say how many more there are, where a paper does not list all."""
    every = sum(not fates or each.fate in fates for each in content.rows)
    more = every - len(listed(content, fates))
    return [Paragraph(_TEXTS.fill("unlisted", count=whole(more)), Style.PLAIN)] if more else []
