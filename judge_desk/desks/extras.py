"""Secretary: take in what the organisers bring for the criteria that no judge marks, and see what is there.

Votes, points of the organisers, seconds over the time: each value stands with who closed it, when, and the file or
the minutes that say it. A sheet is never changed; another takes its place with a reason, and both stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.brought import (
    BroughtSheet,
    figures_of,
    points_brought,
    read_value,
    sheets_in_force,
)
from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind
from judge_desk.contest.values.decisions import is_locked
from judge_desk.contest.values.identity import BadCode, CriterionId, Digest, EntryCode, RoundId, parse_code
from judge_desk.contest.values.numbers import NotANumber, OffStep, decimal_text, to_steps
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.provenance import Provenance, stated
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, read_bytes, write_new
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.spreadsheets.brought_sheet import read_brought_sheet
from judge_desk.exchange.spreadsheets.brought_sheet_writer import write_blank_sheet
from judge_desk.exchange.spreadsheets.sheets import MOST_FILE_BYTES
from judge_desk.stores.brought_tables import next_sheet_number, put_sheet
from judge_desk.wording.catalogue import open_catalogue

ACT: Final = "bring_figures"
_DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class BroughtLeaf:
    """One criterion that no judge marks.

    Attributes:
        leaf: the criterion; kept: every sheet on it, oldest first.
        figures: what is in force, as it was brought; points: what it came to, points off for a penalty.
        missing: entries in the round without a value.
    """

    leaf: Criterion
    kept: tuple[BroughtSheet, ...]
    figures: Mapping[EntryCode, Fraction]
    points: Mapping[EntryCode, Fraction]
    missing: tuple[EntryCode, ...]

    @property
    def in_force(self) -> BroughtSheet | None:
        """The sheet in force; None before one was brought."""
        return self.kept[-1] if self.kept else None


@dataclass(frozen=True, slots=True)
class RoundExtras:
    """What the organisers bring to one round.

    Attributes:
        round, title: which; locked: its result is locked, nothing can be brought.
        codes: the entries, withdrawn ones left out; titles: by code, empty while the round is blind.
        leaves: the criteria, in the rubric's order; questions: figures that cannot be turned into points.
    """

    round: RoundId
    title: str
    locked: bool
    codes: tuple[EntryCode, ...]
    titles: Mapping[EntryCode, str]
    leaves: tuple[BroughtLeaf, ...]
    questions: Findings


def show(folder: Path, round_id: str, around: Surroundings) -> RoundExtras:
    """Give what was brought to a round and what is missing; nothing is changed.

    Raises:
        BadInput: no such round. NotNow: no package of it was issued, or its rubric leaves the organisers nothing.
    """
    with open_folder(folder, read_only=True) as contest:
        return extras_of(round_standing(contest, contest.round(round_id).id))


def extras_of(standing: Standing) -> RoundExtras:
    """Give what was brought to a round that was worked out; raises NotNow as :func:`show`."""
    round_ = standing.round
    leaves = unjudged_leaves(round_.rubric)
    if not leaves:
        raise NotNow("brought.nothing", round=round_.title)
    entries = [each for each in standing.manifest.entries if not each.withdrawn]
    codes = tuple(each.code for each in entries)
    brought = points_brought(round_.rubric, sheets_in_force(standing.brought, round_.id))
    return RoundExtras(
        round_.id,
        round_.title,
        is_locked(standing.decisions, round_.id),
        codes,
        {each.code: each.title for each in entries if each.title},
        tuple(_leaf(standing, leaf, codes, brought.points) for leaf in leaves),
        brought.questions,
    )


def _leaf(
    standing: Standing,
    leaf: Criterion,
    codes: tuple[EntryCode, ...],
    points: Mapping[EntryCode, Mapping[CriterionId, Fraction]],
) -> BroughtLeaf:
    kept = _kept(standing, leaf)
    figures = figures_of(kept[-1]) if kept else {}
    mine = {code: each[leaf.id] for code, each in points.items() if leaf.id in each}
    return BroughtLeaf(leaf, kept, figures, mine, tuple(code for code in codes if code not in figures))


def _kept(standing: Standing, leaf: Criterion) -> tuple[BroughtSheet, ...]:
    return tuple(
        each
        for each in standing.brought
        if (each.round, each.criterion, each.kind) == (standing.round.id, leaf.id, leaf.kind)
    )


def save_blank(folder: Path, round_id: str, target: Path, around: Surroundings) -> Path:
    """Write a blank sheet for the figures of a round: its codes, and a column for each criterion; gives the file.

    Raises:
        BadInput, NotNow: as :func:`show`. CannotWrite: the file exists, or its folder cannot be written.
    """
    found = show(folder, round_id, around)
    say = open_catalogue("vi").say
    leaves = [each.leaf for each in found.leaves]
    content = write_blank_sheet(say("extras.sheet"), say("extras.title"), leaves, found.codes, found.titles)
    make_folder(target.parent)
    write_new(target, content)
    return target


def set_values(
    folder: Path,
    round_id: str,
    criterion: str,
    values: Mapping[str, str],
    provenance: Provenance,
    around: Surroundings,
) -> RoundExtras:
    """Bring values for single entries; what other entries have stays. An empty value takes one back.

    Args:
        folder: of the contest.
        round_id: the round.
        criterion: the leaf.
        values: by code of the entry, as people write them.
        provenance: where they come from; the source must be named.
        around: clock and operator.

    Raises:
        BadInput: a code, value, criterion, day, or the provenance is not possible or missing; all faults in
            ``findings``.
        NotNow: as :func:`show`, or the result is locked, or nothing differs from what is in force.
    """
    with open_folder(folder) as contest:
        standing = _open_round(contest, round_id)
        leaf = _find(standing, criterion)
        kept = _kept(standing, leaf)
        rows = dict(kept[-1].rows) if kept else {}
        for code, text in _checked(standing, leaf, values).items():
            rows.pop(code, None)
            if text:
                rows[code] = text
        amends = kept[-1].number if kept else 0
        _put(contest, standing, {leaf.id: rows}, provenance, Digest(""), around, amends)
        return extras_of(round_standing(contest, standing.round.id))


def take_in(
    folder: Path,
    round_id: str,
    file: Path,
    provenance: Provenance,
    around: Surroundings,
    mapping: Mapping[str, str] | None = None,
) -> RoundExtras:
    """Bring the values of a sheet: every criterion that it has a column for; each column stands for itself.

    Args:
        folder: of the contest.
        round_id: the round.
        file: XLSX or CSV with a column of codes and one for each criterion.
        provenance: where the values come from.
        around: clock and operator.
        mapping: criterion to the title of its column, where the sheet names it otherwise.

    Raises:
        BadInput: the sheet has faults, all of them in ``findings``; or as :func:`set_values`.
        NotNow: as :func:`set_values`.
        Unreadable: no sheet.
    """
    with open_folder(folder) as contest:
        standing = _open_round(contest, round_id)
        leaves = unjudged_leaves(standing.round.rubric)
        codes = tuple(each.code for each in standing.manifest.entries)
        content = read_bytes(file, MOST_FILE_BYTES)
        for key in mapping or {}:
            if key != "code":
                _find(standing, key)
        reading = read_brought_sheet(file, leaves, codes, mapping)
        _refuse(reading.findings)
        checked = {
            leaf.id: _checked(standing, leaf, reading.values[leaf.id]) for leaf in leaves if leaf.id in reading.values
        }
        named = replace(provenance, source=provenance.source or file.name)
        _put(contest, standing, checked, named, digest_of(content), around)
        return extras_of(round_standing(contest, standing.round.id))


def _open_round(contest: ContestFolder, round_id: str) -> Standing:
    standing = round_standing(contest, contest.round(round_id).id)
    if not unjudged_leaves(standing.round.rubric):
        raise NotNow("brought.nothing", round=standing.round.title)
    if is_locked(contest.decisions, standing.round.id):
        raise NotNow("decide.locked", where=standing.round.title)
    return standing


def _find(standing: Standing, criterion: str) -> Criterion:
    leaves = unjudged_leaves(standing.round.rubric)
    found = next((leaf for leaf in leaves if leaf.id == criterion.strip()), None)
    if found is None:
        known = "; ".join(f"{leaf.id} {leaf.title}" for leaf in leaves)
        raise BadInput("brought.no_criterion", shown=criterion[:40], known=known)
    return found


def check_value(leaf: Criterion, text: str) -> str:
    """Say what is wrong with one value as it is typed: a finding's code; empty where it can be kept, or is blank."""
    if not text.strip():
        return ""
    try:
        value = read_value(leaf, text)
    except NotANumber:
        return "brought.not_a_time" if leaf.kind is LeafKind.PENALTY else "brought.not_a_figure"
    if leaf.kind is not LeafKind.ORGANISERS:
        return ""
    if value > leaf.maximum:
        return "brought.too_much"
    try:
        to_steps(value, leaf.step)
    except OffStep:
        return "brought.off_step"
    return ""


def fault_facts(leaf: Criterion, text: str) -> dict[str, str | int]:
    """Give the facts of the sentence about a value that cannot be kept."""
    step = decimal_text(leaf.step, _DECIMALS, ",").rstrip("0").rstrip(",")
    most = decimal_text(leaf.maximum, _DECIMALS, ",").rstrip("0").rstrip(",") if leaf.maximum else "–"
    return {"shown": text.strip()[:40], "criterion": leaf.id, "title": leaf.title, "maximum": most, "step": step}


def _checked(
    standing: Standing, leaf: Criterion, values: Mapping[EntryCode, str] | Mapping[str, str]
) -> dict[EntryCode, str]:
    """Give the values in their one form; an empty text stays empty."""
    known = {each.code for each in standing.manifest.entries}
    found: dict[EntryCode, str] = {}
    faults: list[Problem] = []
    for key, text in values.items():
        try:
            code = parse_code(key)
        except BadCode:
            faults.append(Problem("brought.unknown_code", Severity.STOP, "", {"code": key[:40]}))
            continue
        if code not in known:
            faults.append(Problem("brought.unknown_code", Severity.STOP, "", {"code": code}))
        elif fault := check_value(leaf, text):
            faults.append(Problem(fault, Severity.STOP, code, fault_facts(leaf, text)))
        else:
            found[code] = _one_form(leaf, text)
    _refuse(tuple(faults))
    return found


def _one_form(leaf: Criterion, text: str) -> str:
    if not text.strip():
        return ""
    written = decimal_text(read_value(leaf, text), _DECIMALS)
    return written.rstrip("0").rstrip(".")


def _refuse(findings: Findings) -> None:
    if stops(findings):
        first = next(each for each in findings if each.severity is Severity.STOP)
        refusal = BadInput(first.code, first.where, **first.facts)
        refusal.findings = findings
        raise refusal


def _put(
    contest: ContestFolder,
    standing: Standing,
    sheets: Mapping[CriterionId, Mapping[EntryCode, str]],
    provenance: Provenance,
    sha256: Digest,
    around: Surroundings,
    amends: int = 0,
) -> None:
    """Keep one sheet for each criterion whose values differ from those in force, all in one act."""
    leaves = {leaf.id: leaf for leaf in unjudged_leaves(standing.round.rubric)}
    before = {key: _kept(standing, leaves[key]) for key in sheets}
    fresh = {
        key: tuple(sorted(rows.items()))
        for key, rows in sheets.items()
        if not before[key] or before[key][-1].rows != tuple(sorted(rows.items()))
    }
    if not fresh:
        raise NotNow("brought.same", round=standing.round.title)
    known = stated(provenance, "brought.no_reason" if any(before[key] for key in fresh) else "")
    now = around.now()
    facts = {"round": str(standing.round.id), "criteria": ", ".join(fresh), "source": known.source}
    with contest.store.act(around.operator, ACT, facts, now) as act:
        for number, (key, rows) in enumerate(fresh.items(), start=next_sheet_number(contest.store)):
            why = known.reason if before[key] else ""
            head = (number, standing.round.id, key, leaves[key].kind, rows, known.source, sha256)
            put_sheet(act, BroughtSheet(*head, known.closed_by, known.closed_on, amends, why, now))
