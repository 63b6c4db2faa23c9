"""The score sheet of one ballot, the same from the judge's machine and from the secretary's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Source
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.rulebook.rubric import Criterion, judged_leaves, total, worth
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.numbers import decimals_of
from judge_desk.desks.judge_file import entries_of
from judge_desk.desks.papers.paper_heads import judge_head, rules_of
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.documents.blank_sheet import blank_sheet
from judge_desk.documents.blocks import Document
from judge_desk.documents.content import ScoreSheetContent, SheetCriterion, SheetRemark, SheetRow
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.score_sheet import score_sheet as blocks_of
from judge_desk.exchange.seal import code_of


def score_sheet(
    definition: Definition,
    round_: Round,
    manifest: Manifest,
    ballot: Ballot,
    digest: Digest,
    code: str,
    previous_code: str = "",
) -> bytes:
    """Make the PDF of a sealed ballot's score sheet; the same ballot gives the same bytes."""
    return render_pdf(sealed_sheet(definition, round_, manifest, ballot, digest, code, previous_code))


def sealed_sheet(
    definition: Definition,
    round_: Round,
    manifest: Manifest,
    ballot: Ballot,
    digest: Digest,
    code: str,
    previous_code: str = "",
) -> Document:
    """Make the content of a sealed ballot's score sheet."""
    content = _content(definition, round_, manifest, ballot)
    return blocks_of(
        replace(content, code=code, digest=digest, previous_code=previous_code, sealed_at=ballot.stated_time)
    )


def preview_sheet(definition: Definition, round_: Round, manifest: Manifest, ballot: Ballot) -> bytes:
    """Make the PDF of a sheet that is not sealed; every page says so."""
    return render_pdf(blocks_of(replace(_content(definition, round_, manifest, ballot), preview=True)))


def empty_sheet(definition: Definition, round_: Round, manifest: Manifest, seat: Seat, package: Digest) -> bytes:
    """Make the PDF of a seat's blank sheet, to mark by hand; ``package`` is the digest of the manifest."""
    return render_pdf(empty_document(definition, round_, manifest, seat, package))


def empty_document(definition: Definition, round_: Round, manifest: Manifest, seat: Seat, package: Digest) -> Document:
    """Make the content of a seat's blank sheet."""
    holder = next(each for each in manifest.seats if each.seat == seat and each.until is None)
    criteria = tuple(_criterion(round_, leaf) for leaf in judged_leaves(round_.rubric))
    blank = (None,) * len(criteria)
    content = ScoreSheetContent(
        head=judge_head(definition, round_, manifest, manifest.stated_time),
        seat=seat,
        judge=holder.name,
        position=holder.position,
        criteria=criteria,
        maximum=round_.rubric.maximum,
        total_decimals=decimals_of_totals(round_.rubric),
        rows=tuple(SheetRow(each.code, blank, None, each.title) for each in entries_of(manifest, seat)),
        rules=rules_of(round_),
        code=code_of(package),
        digest=package,
    )
    return blank_sheet(content)


def _content(definition: Definition, round_: Round, manifest: Manifest, ballot: Ballot) -> ScoreSheetContent:
    titles = {entry.code: entry.title for entry in manifest.entries}
    return ScoreSheetContent(
        head=judge_head(definition, round_, manifest, ballot.stated_time),
        seat=ballot.seat,
        judge=ballot.name,
        position=next((h.position for h in manifest.seats if h.seat == ballot.seat and h.name == ballot.name), ""),
        criteria=tuple(_criterion(round_, leaf) for leaf in judged_leaves(round_.rubric)),
        maximum=round_.rubric.maximum,
        total_decimals=decimals_of_totals(round_.rubric),
        rows=tuple(_row(round_, line, titles.get(line.code, "")) for line in ballot.lines),
        rules=rules_of(round_),
        remarks=tuple(SheetRemark(each.code, each.text, each.criterion or "") for each in ballot.remarks),
        revision=ballot.revision,
        package_code=code_of(ballot.package),
        complete=ballot.state is BallotState.COMPLETE,
        from_paper=ballot.source is Source.PAPER,
    )


def _criterion(round_: Round, leaf: Criterion) -> SheetCriterion:
    factor = worth(round_.rubric, leaf) / leaf.step
    return SheetCriterion(leaf.id, leaf.title, leaf.maximum, factor, decimals_of(leaf.step))


def _row(round_: Round, line: Line, title: str) -> SheetRow:
    leaves = judged_leaves(round_.rubric)
    steps = dict(zip((leaf.id for leaf in leaves), line.marks, strict=True))
    whole = {leaf: count for leaf, count in steps.items() if count is not None}
    added: Fraction | None = total(round_.rubric, whole) if len(whole) == len(leaves) else None
    marks = tuple(
        count * leaf.step if count is not None else None for leaf, count in zip(leaves, line.marks, strict=True)
    )
    return SheetRow(line.code, marks, added, title, line.recused, line.reason)
