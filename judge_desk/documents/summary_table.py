"""Bảng tổng hợp điểm: every entry, every judge's total, the official score and the place; signed by all judges."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.rulebook.rules import DisagreementRule, Measure, ScoreMethod
from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content import JudgeColumn, JudgeMark, MarkState, SummaryContent, SummaryRow
from judge_desk.documents.paper import (
    PAPER,
    in_last_row,
    ink_place_date,
    jury_head,
    make_document,
    open_points,
    rules_sentences,
    signer,
    subject,
    value_note,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, mark, reading
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("summary_table")
_CENTRAL: Final = {
    ScoreMethod.MEAN: "column_mean",
    ScoreMethod.TRIMMED_MEAN: "column_mean",
    ScoreMethod.MEDIAN: "column_median",
    ScoreMethod.SUM_OF_PLACES: "column_places",
    ScoreMethod.STANDARDISED: "column_standardised",
}


def summary_table(content: SummaryContent, with_rows: bool = True) -> Document:
    """Make the summary table, on the wide sheet; without its rows it gives the words around them."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), _TEXTS.fill("annex", year=head.year)),
        _table(content, with_rows),
        *_counts(content),
        *_notes(content),
        *open_points(head),
        _signatures(content),
    ]
    return make_document(head, _TEXTS.fill("title"), blocks, Orientation.LANDSCAPE)


def _table(content: SummaryContent, with_rows: bool) -> Table:
    extra = has_extra(content)
    rows = tuple(_row(content, number, row, extra) for number, row in enumerate(content.rows, 1)) if with_rows else ()
    return Table(_columns(content), rows, size=11, least=7, empty=_TEXTS.fill("no_rows"))


def _columns(content: SummaryContent) -> tuple[Column, ...]:
    group = _TEXTS.fill("group_judges")
    columns = [Column(_TEXTS.fill("column_number"), Align.CENTRE), Column(_TEXTS.fill("column_code"), Align.CENTRE)]
    if not content.blind:
        columns.append(Column(_TEXTS.fill("column_entry"), share=8))
    columns += [
        Column(_TEXTS.fill("column_judge", seat=judge.seat), Align.RIGHT, group=group) for judge in content.judges
    ]
    columns.append(Column(_TEXTS.fill("column_ballots"), Align.CENTRE))
    if has_extra(content):
        columns.append(Column(_TEXTS.fill("column_extra"), Align.RIGHT))
    columns += [
        Column(_TEXTS.fill("column_total"), Align.RIGHT),
        Column(_TEXTS.fill(_CENTRAL[content.rules.score.method]), Align.RIGHT),
        Column(_spread_head(content), Align.RIGHT),
        Column(_TEXTS.fill("column_handling"), share=3),
        Column(_TEXTS.fill("column_official"), Align.RIGHT, bold=True),
        Column(_TEXTS.fill("column_place"), Align.CENTRE, bold=True),
        Column(_TEXTS.fill("column_note"), share=3),
    ]
    return tuple(columns)


def has_extra(content: SummaryContent) -> bool:
    """Say whether the table has a column of what the organisers' figures add."""
    return any(row.extra for row in content.rows)


def _spread_head(content: SummaryContent) -> str:
    """Head the largest minus the smallest total; the rules may mean something else by a difference."""
    rule = content.rules.disagreement
    by_distance = isinstance(rule, DisagreementRule) and rule.measure is Measure.DISTANCE
    return _TEXTS.fill("column_range" if by_distance else "column_spread")


def _cell(cell: JudgeMark, decimals: int) -> str:
    if cell.state is MarkState.RECUSED:
        return _TEXTS.fill("recused")
    if cell.state is MarkState.MISSING:
        return _TEXTS.fill("missing")
    if cell.value is None:
        return "\u2013"
    text = mark(cell.value, decimals)
    return _TEXTS.fill("left_out", mark=text) if cell.state is MarkState.LEFT_OUT else text


def entry_words(row: SummaryRow) -> str:
    """Give title and people of an entry, a line each; empty in a blind round."""
    people = " \u2013 ".join(part for part in (row.authors, row.units) if part)
    return "\n".join(part for part in (row.title, people) if part)


def _row(content: SummaryContent, number: int, row: SummaryRow, with_extra: bool) -> tuple[str, ...]:
    decimals = content.mark_decimals
    entry = [] if content.blind else [entry_words(row)]
    counted = sum(cell.state is MarkState.COUNTED for cell in row.marks)
    owed = sum(cell.state is not MarkState.NOT_ASSIGNED for cell in row.marks)
    return (
        str(number),
        row.code,
        *entry,
        *(_cell(cell, decimals) for cell in row.marks),
        f"{counted}/{owed}",
        *([mark(row.extra, decimals)] if with_extra else []),
        "" if row.total is None else mark(row.total, decimals),
        "" if row.mean is None else reading(row.mean, content.rules.score.decimals + 1),
        "" if row.spread is None else mark(row.spread, decimals),
        capitalised(row.handling),
        _official(content, row),
        _place(row),
        row.note,
    )


def _official(content: SummaryContent, row: SummaryRow) -> str:
    if row.official is None:
        return ""
    score = mark(row.official, content.rules.score.decimals)
    return _TEXTS.fill("decided", score=score) if row.decided else score


def _place(row: SummaryRow) -> str:
    if row.place is None:
        return ""
    return _TEXTS.fill("shared", place=row.place) if row.shared else str(row.place)


def _judge(judge: JudgeColumn) -> str:
    if judge.office:
        return _TEXTS.fill("judge_office", seat=judge.seat, name=judge.name, office=judge.office)
    return _TEXTS.fill("judge", seat=judge.seat, name=judge.name)


def _counts(content: SummaryContent) -> list[Block]:
    scored = sum(row.official is not None for row in content.rows)
    facts = {"entries": count(len(content.rows)), "scored": count(scored), "open": count(len(content.rows) - scored)}
    return [Paragraph(_TEXTS.fill("totals", **facts), Style.PLAIN)]


def _notes(content: SummaryContent) -> list[Block]:
    judges = "; ".join(map(_judge, content.judges)) or PAPER.fill("none").rstrip(".")
    sentences = [
        _TEXTS.fill("judges", judges=judges),
        _TEXTS.fill("legend"),
        _scope(content),
        *rules_sentences(content.rules),
    ]
    return [*(Paragraph(text, Style.NOTE) for text in sentences), value_note()]


def _scope(content: SummaryContent) -> str:
    """Say which ballots each column is of, by the columns' heads."""
    total, central = _TEXTS.fill("column_total"), _TEXTS.fill(_CENTRAL[content.rules.score.method])
    said = _TEXTS.fill("scope", total_column=total, central_column=central, spread_column=_spread_head(content))
    if not has_extra(content):
        return said
    extra = _TEXTS.fill("column_extra")
    return " ".join((said, _TEXTS.fill("scope_extra", extra_column=extra, central_column=central)))


def _signatures(content: SummaryContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    judges = [Signer(_TEXTS.fill("signer_judge", seat=judge.seat), hint, judge.name) for judge in content.judges]
    officers = (signer("compiler", content.secretary), signer("jury_head", content.chair))
    return in_last_row(judges, officers, 3 if len(judges) < 8 else 4)
