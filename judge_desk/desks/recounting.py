"""Inspector: recompute a contest from the sealed files and the definition alone, and compare with what was published.

Nothing is read from the secretary's database. Manifests, ballots and decisions are verified as bytes; the result is
worked out by the same rules and compared, field by field, with the result file that lies beside the papers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.editions import Edition
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Definition, Round, find_round, round_before
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.decisions import Decision, replaced_rules
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, Unreadable, WrongContest
from judge_desk.desks.contest_folder import rulings_of, with_rubrics
from judge_desk.desks.defining import DEFINITION_LIMIT
from judge_desk.desks.papers.paper_sets import RESULT
from judge_desk.desks.papers.result_data import KIND, result_data
from judge_desk.desks.standing import Standing, columns_for, work_out
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import brought_file, decision_file, manifest_file
from judge_desk.exchange.sealed.ballot_file import EXTENSION as BALLOT
from judge_desk.exchange.sealed.ballot_file import peek, read_ballot
from judge_desk.exchange.sealed.brought_file import BroughtFile
from judge_desk.exchange.sealed.decision_file import DecisionSheet
from judge_desk.exchange.sealed.notes import MAXIMUM

LIMIT: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recounted:
    """One round recounted: what it stands on, whether a published result was there, and whether it is the same."""

    round: RoundId
    title: str
    ballots: int
    entries: int
    data_code: str
    compared: bool
    same: bool
    differences: int


@dataclass(frozen=True, slots=True)
class Recount:
    """A whole recount; any STOP among the findings means that something does not agree or cannot be believed."""

    rounds: tuple[Recounted, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Published:
    """A result file, and the decisions and figures of the organisers that lie beside it (None if none do)."""

    name: str
    data: dict[str, Any]
    decisions: DecisionSheet | None
    brought: BroughtFile | None


@dataclass(slots=True)
class _Evidence:
    """What the files hold, verified."""

    editions: list[Edition]
    ballots: list[tuple[str, bytes]]
    sheets: list[DecisionSheet]
    brought: list[BroughtFile]
    published: list[_Published]
    findings: list[Problem]


def recount(paths: Sequence[Path], definition: Path, around: Surroundings) -> Recount:
    """Recount every round that the files hold a package of.

    Args:
        paths: contest folders, or single files; folders are searched for sealed files by their endings.
        definition: the definition file that the organisers hold.
        around: for progress.

    Raises:
        Unreadable: a path is missing, or no package is among the files.
        BadInput: the definition has faults.
    """
    content = read_bytes(definition, DEFINITION_LIMIT)
    rules = load_definition(content, definition.name)
    evidence = _gather(paths)
    if not evidence.editions:
        raise Unreadable("recount.no_package", where=", ".join(path.name for path in paths))
    _check_definition(rules, evidence)
    rounds = [each for each in rules.rounds if any(m.round == each.id for m, _ in evidence.editions)]
    counted = []
    for number, each in enumerate(rounds, start=1):
        counted.append(_round(content, definition.name, each.id, evidence))
        around.progress("progress.recounting", number, len(rounds))
    return Recount(tuple(counted), tuple(evidence.findings))


def _gather(paths: Sequence[Path]) -> _Evidence:
    evidence = _Evidence([], [], [], [], [], [])
    seen: set[str] = set()
    for path in filter(_wanted, _files(paths)):
        data = read_bytes(path, LIMIT)
        digest = digest_of(data)
        try:
            if path.suffix == manifest_file.EXTENSION and digest not in seen:
                evidence.editions.append((manifest_file.read_manifest(data, path.name), digest))
            elif path.suffix == BALLOT and digest not in seen:
                peek(data[: MAXIMUM + 1], path.name)
                evidence.ballots.append((path.name, data))
            elif path.suffix == decision_file.EXTENSION and digest not in seen:
                evidence.sheets.append(decision_file.read_decisions(data, path.name))
            elif path.suffix == brought_file.EXTENSION and digest not in seen:
                evidence.brought.append(brought_file.read_brought(data, path.name))
            elif path.name.startswith(RESULT) and path.suffix == ".json":
                evidence.published.append(_published(path, data))
        except Refusal as refusal:
            evidence.findings.append(refusal.problem)
        seen.add(digest)
    return evidence


def _wanted(path: Path) -> bool:
    """Say whether a file is of a kind that a recount reads; submissions and papers are left alone."""
    sealed = (manifest_file.EXTENSION, BALLOT, decision_file.EXTENSION, brought_file.EXTENSION)
    return path.suffix in sealed or (path.name.startswith(RESULT) and path.suffix == ".json")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
        elif path.is_file():
            yield path
        else:
            raise Unreadable("recount.missing", where=path.name)


def _published(path: Path, data: bytes) -> _Published:
    try:
        parsed = json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise Unreadable("recount.bad_result", where=path.name) from error
    if not isinstance(parsed, dict) or parsed.get("kind") != KIND:
        raise Unreadable("recount.bad_result", where=path.name)
    beside = sorted(path.parent.glob(f"*{decision_file.EXTENSION}"))
    sheet = decision_file.read_decisions(read_bytes(beside[0], LIMIT), beside[0].name) if beside else None
    figures = sorted(path.parent.glob(f"*{brought_file.EXTENSION}"))
    brought = brought_file.read_brought(read_bytes(figures[0], LIMIT), figures[0].name) if figures else None
    return _Published(f"{path.parent.name}/{path.name}", parsed, sheet, brought)


def _check_definition(rules: Definition, evidence: _Evidence) -> None:
    """The definition in the inspector's hand must be the one that packages carry; keys must agree throughout."""
    keys = {manifest.key for manifest, _ in evidence.editions} | {sheet.key for sheet in evidence.sheets}
    keys |= {each.key for each in evidence.brought}
    if len(keys) > 1:
        evidence.findings.append(Problem("recount.other_key", Severity.STOP, facts={"count": len(keys)}))
    replaced = replaced_rules((each for sheet in evidence.sheets for each in sheet.decisions), rules.digest)
    for manifest, digest in evidence.editions:
        if manifest.definition_digest in replaced:
            facts = {"older": manifest.definition_digest[:8], "given": rules.digest[:8]}
            evidence.findings.append(Problem("recount.older_definition", Severity.NOTE, manifest.round, facts))
        elif manifest.definition_digest != rules.digest:
            facts = {"wanted": manifest.definition_digest[:8], "given": rules.digest[:8]}
            evidence.findings.append(Problem("recount.other_definition", Severity.STOP, manifest.round, facts))
        before = {d for m, d in evidence.editions if m.round == manifest.round and m.version == manifest.version - 1}
        if manifest.version > 1 and manifest.previous not in before:
            evidence.findings.append(Problem("recount.package_gap", Severity.STOP, digest[:10]))


def _round(content: bytes, name: str, round_id: RoundId, evidence: _Evidence) -> Recounted:
    """Recount one round with the decisions beside its newest published result, or with all there are."""
    candidates = [each for each in evidence.published if each.data.get("round") == round_id]
    candidates.sort(key=_age)
    if not candidates:
        sheet = max(evidence.sheets, key=lambda each: len(each.decisions), default=None)
        figures = max(evidence.brought, key=lambda each: len(each.sheets), default=None)
        held = _Held(sheet.decisions if sheet is not None else (), figures.sheets if figures is not None else ())
        standing = _work_out(content, name, round_id, evidence, held)
        evidence.findings.append(Problem("recount.not_published", Severity.NOTE, standing.round.title))
        return _recounted(standing, compared=False, differences=0)
    newest = candidates[-1]
    held = _Held(
        newest.decisions.decisions if newest.decisions is not None else (),
        newest.brought.sheets if newest.brought is not None else (),
    )
    standing = _work_out(content, name, round_id, evidence, held)
    differences = tuple(_differences(newest, json.loads(json.dumps(result_data(standing)))))
    evidence.findings.extend(differences)
    return _recounted(standing, compared=True, differences=len(differences))


@dataclass(frozen=True, slots=True)
class _Held:
    """The decisions and the sheets of the organisers that a result stands on."""

    decisions: tuple[Decision, ...]
    brought: tuple[BroughtSheet, ...]


def _age(published: _Published) -> tuple[int, int]:
    """Order results: each later one knows at least as many decisions and sheets."""
    decisions = len(published.decisions.decisions) if published.decisions is not None else 0
    return decisions, len(published.brought.sheets) if published.brought is not None else 0


def _recounted(standing: Standing, compared: bool, differences: int) -> Recounted:
    return Recounted(
        standing.round.id,
        standing.round.title,
        len(standing.counted),
        len(standing.result.scores),
        standing.data_code,
        compared,
        compared and differences == 0,
        differences,
    )


def _work_out(content: bytes, name: str, round_id: RoundId, evidence: _Evidence, held: _Held) -> Standing:
    decisions = held.decisions
    rulings = in_force(content, rulings_of(decisions))
    for key in sorted(dict(rulings_of(decisions)).keys() - dict(rulings).keys()):
        note = Problem("recount.point_settled", Severity.NOTE, facts={"key": key})
        evidence.findings += [] if note in evidence.findings else [note]
    rules = _as_issued(load_definition(content, name, rulings), evidence, decisions)
    worked: dict[RoundId, Standing] = {}
    for each in rules.rounds:
        editions = [edition for edition in evidence.editions if edition[0].round == each.id]
        if editions:
            before = round_before(rules, each.id)
            earlier = worked.get(before.id) if before is not None else None
            ballots = _ballots(rules, each, evidence)
            worked[each.id] = work_out(rules, each, editions, ballots, decisions, earlier, brought=held.brought)
        if each.id == round_id and each.id in worked:
            return worked[each.id]
    raise WrongContest("contest.not_issued", round=next(each.title for each in rules.rounds if each.id == round_id))


def _as_issued(rules: Definition, evidence: _Evidence, decisions: tuple[Decision, ...]) -> Definition:
    """Give the rules with the rubric of its newest package for every round that was issued under an older version."""
    newest: dict[RoundId, Manifest] = {}
    for manifest, _ in sorted(evidence.editions, key=lambda each: each[0].version):
        newest[manifest.round] = manifest
    rubrics: dict[RoundId, Rubric] = {}
    replaced = replaced_rules(decisions, rules.digest)
    for round_id, manifest in newest.items():
        if manifest.definition_digest in replaced:
            older = load_definition(manifest.definition.encode("utf-8"), manifest.contest, manifest.rulings)
            before = find_round(older, round_id)
            rubrics |= {round_id: before.rubric} if before is not None else {}
    return with_rubrics(rules, rubrics) if rubrics else rules


def _ballots(rules: Definition, round_: Round, evidence: _Evidence) -> tuple[SealedBallot, ...]:
    found = []
    for name, data in evidence.ballots:
        header = peek(data, name)
        if header.contest == rules.id and header.round == round_.id:
            try:
                found.append(read_ballot(data, name, columns_for(round_, rules.id)))
            except Refusal as refusal:
                if refusal.problem not in evidence.findings:
                    evidence.findings.append(refusal.problem)
    return tuple(found)


def _differences(published: _Published, recounted: dict[str, Any]) -> Iterator[Problem]:
    """Name every field in which the published result and the recount differ, entries by their code."""
    mine = {entry["code"]: entry for entry in recounted.pop("entries")}
    data = dict(published.data)
    theirs = {entry.get("code"): entry for entry in data.pop("entries", [])}
    for code in sorted(set(mine) | set(theirs), key=str):
        yield from _compare(f"{published.name} {code}", theirs.get(code, {}), mine.get(code, {}))
    yield from _compare(published.name, data, recounted)


def _compare(where: str, theirs: dict[str, Any], mine: dict[str, Any]) -> Iterator[Problem]:
    for field in sorted(set(theirs) | set(mine)):
        if theirs.get(field) != mine.get(field):
            facts = {"field": field, "published": _short(theirs.get(field)), "recounted": _short(mine.get(field))}
            yield Problem("recount.differs", Severity.STOP, where, facts)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
