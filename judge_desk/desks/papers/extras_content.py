"""Fills the list of what the organisers brought to a round, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.extras import BroughtLeaf, extras_of
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.documents.content_review import ExtraLeaf, ExtrasContent, FigureSource
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import mark


def extras_content(papers: RoundPapers) -> ExtrasContent:
    """Fill the list; names of entries stand in it only where the round is open."""
    found = extras_of(papers.standing)
    leaves = tuple(_leaf(each, found.codes, found.titles) for each in found.leaves)
    return ExtrasContent(papers.head, leaves, papers.names.secretary)


def _leaf(leaf: BroughtLeaf, codes: tuple[EntryCode, ...], titles: Mapping[EntryCode, str]) -> ExtraLeaf:
    say = open_catalogue("vi").say
    figures, points = leaf.figures, leaf.points
    rows = tuple(
        (
            str(code),
            titles.get(code, ""),
            mark(figures[code], 0),
            mark(points[code], 2) if code in points else "",
        )
        for code in codes
        if code in figures
    )
    kind = say(f"review_paper.extra_{leaf.leaf.kind}")
    sheet = leaf.in_force
    source = _source(sheet) if sheet is not None else None
    off = leaf.leaf.kind is LeafKind.PENALTY
    return ExtraLeaf(leaf.leaf.id, leaf.leaf.title, kind, source, rows, len(leaf.missing), off)


def _source(sheet: BroughtSheet) -> FigureSource:
    named = (sheet.source, sheet.sha256, sheet.closed_by, sheet.closed_on)
    return FigureSource("", sheet.number, *named, len(sheet.rows))
