"""Số liệu chấm điểm: how the judges of a round marked beside each other, as a table, two plots and a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Paragraph,
    Plot,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content import PaperHead
from judge_desk.documents.paper import jury_head, make_document, recipients, signer, subject
from judge_desk.documents.plot_values import BarPlot, SpreadPlot
from judge_desk.documents.texts import open_texts

MOST_BARS: Final = 56
MOST_ROWS: Final = 25
"""Bars and rows of one plot; more would not fit on a page."""
_TEXTS: Final = open_texts("panel_report")


@dataclass(frozen=True, slots=True)
class PanelReportContent:
    """The figures in words.

    Attributes:
        columns, rows: the table of judges; the first two columns are texts, the others numbers.
        severity, spread: the plots; said: a sentence under the table and under each plot, in this order.
        agreement, absence: sentences; the last is empty where no marks are missing.
        secretary: name to sign.
    """

    head: PaperHead
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    severity: BarPlot
    spread: SpreadPlot
    said: tuple[str, str, str]
    agreement: tuple[str, ...]
    absence: tuple[str, ...]
    secretary: str


def panel_report(content: PanelReportContent) -> Document:
    """Make the paper."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        Paragraph(_TEXTS.fill("never"), Style.ITALIC),
        *_section("judges", [_table(content)], content.said[0]),
        *_section("severity", _bars(content.severity), content.said[1]),
        *_section("spread", _rows(content.spread), content.said[2]),
        *_sentences("agreement", content.agreement),
        *_sentences("absence", content.absence),
        Signatures((signer("compiler", content.secretary),), 1, recipients()),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _section(key: str, blocks: Sequence[Block], said: str) -> list[Block]:
    return [Paragraph(_TEXTS.fill(key), Style.HEADING), *blocks, Paragraph(said, Style.NOTE)]


def _bars(plot: BarPlot) -> list[Block]:
    """Divide a plot that is higher than a page."""
    return [Plot(BarPlot(plot.bars[at : at + MOST_BARS])) for at in range(0, len(plot.bars), MOST_BARS)]


def _rows(plot: SpreadPlot) -> list[Block]:
    return [Plot(SpreadPlot(plot.axis, plot.rows[at : at + MOST_ROWS])) for at in range(0, len(plot.rows), MOST_ROWS)]


def _table(content: PanelReportContent) -> Table:
    columns = tuple(
        Column(head, Align.CENTRE if at == 0 else Align.LEFT if at == 1 else Align.RIGHT, share=1 if at == 1 else 0)
        for at, head in enumerate(content.columns)
    )
    return Table(columns, content.rows, numbered=False)


def _sentences(key: str, texts: tuple[str, ...]) -> list[Block]:
    if not texts:
        return []
    items = [Paragraph(_TEXTS.fill("item", text=text), Style.ITEM) for text in texts]
    return [Paragraph(_TEXTS.fill(key), Style.HEADING), *items]
