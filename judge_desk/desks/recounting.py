"""Inspector: recompute a contest from the sealed files and the definition alone, and compare with what was published.

Nothing is read from the secretary's database. Manifests, ballots and decisions are verified as bytes; the result is
worked out by the same rules and compared, field by field, with the result file that lies beside the papers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.reviewing.reach import all_behind, rounds_read
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, Round, find_round, round_before
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.decisions import Decision, DecisionKind, replaced_rules
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, Unreadable, WrongContest
from judge_desk.desks.closed.recounting import closed_findings
from judge_desk.desks.contest_folder import rulings_of, with_rubrics
from judge_desk.desks.defining import DEFINITION_LIMIT
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.papers.review_data import review_data
from judge_desk.desks.recount_codes import CountedCode, PaperCode, compare_codes
from judge_desk.desks.recount_files import PublishedResult, SealedFiles, age_of, differences, gather
from judge_desk.desks.recount_log import log_findings
from judge_desk.desks.reviews.recounting import lock_differs, untold_of
from judge_desk.desks.reviews.standing import Ground, ReviewStanding, work_out_with_behind
from judge_desk.desks.standing import Standing, columns_for, work_out
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.exchange.sealed.ballot_file import peek, read_ballot

LIMIT: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recounted:
    """One round or review recounted: what it stands on, whether a published result was there, whether it is the same.

    ``entries`` counts the subjects of a review; ``sheets`` its sheets of figures, 0 of a round.
    """

    round: RoundId
    title: str
    ballots: int
    entries: int
    data_code: str
    compared: bool
    same: bool
    differences: int
    review: bool = False
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Recount:
    """A whole recount; any STOP among the findings means that something does not agree or cannot be believed.

    ``rehearsal``: a package among the files says that it is a trial.
    """

    rounds: tuple[Recounted, ...]
    findings: Findings
    rehearsal: bool = False


def recount(paths: Sequence[Path], definition: Path, around: Surroundings, codes: Sequence[PaperCode] = ()) -> Recount:
    """Recount every round that the files hold a package of, and every review that they hold figures of.

    Args:
        paths: contest folders, or single files; folders are searched for sealed files by their endings.
        definition: the definition file that the organisers hold.
        around: for progress.
        codes: digits read off signed sheets, to be held against the counted ballots.

    Raises:
        Unreadable: a path is missing, or there is neither a package nor figures, and no file that cannot be believed.
        BadInput: the definition has faults.
    """
    content = read_bytes(definition, DEFINITION_LIMIT)
    rules = load_definition(content, definition.name)
    evidence = gather(paths, around)
    if not evidence.editions and not evidence.figures and not evidence.findings:
        raise Unreadable("recount.no_package", where=", ".join(path.name for path in paths))
    _check_definition(rules, evidence)
    rounds = [each for each in rules.rounds if any(m.round == each.id for m, _ in evidence.editions)]
    reviews = _reviews_in(rules, evidence)
    source = _Source(content, definition.name, evidence)
    counted = []
    stations: list[Round | Review] = [*rounds, *reviews]
    for number, each in enumerate(stations, start=1):
        counted.append(_review(source, each) if isinstance(each, Review) else _round(source, each.id))
        around.progress("progress.recounting", number, len(stations))
    evidence.findings.extend(_left_over(evidence, {each.id for each in stations}))
    evidence.findings.extend((*compare_codes(codes, source.counted), *log_findings(paths, evidence.editions)))
    return Recount(tuple(counted), tuple(evidence.findings), any(each.rehearsal for each, _ in evidence.editions))


def _left_over(evidence: SealedFiles, recounted: set[RoundId]) -> Iterator[Problem]:
    """Name results that were held against nothing: of another contest, or without the package of their round."""
    for each in evidence.published:
        named = str(each.data.get("review", each.data.get("round")))
        if named not in recounted:
            yield Problem("recount.left_over", Severity.STOP, each.name, {"named": named[:60]})


def _reviews_in(rules: Definition, evidence: SealedFiles) -> tuple[Review, ...]:
    """Give the reviews to recount: those whose result is there; where there is none but figures are, all of them."""
    published = {each.data.get("review") for each in evidence.published} - {None}
    if not published:
        return rules.reviews if evidence.figures else ()
    return tuple(each for each in rules.reviews if each.id in published)


@dataclass(frozen=True, slots=True)
class _Source:
    """The definition's bytes and name, what the files hold, and the ballots that were counted on the way."""

    content: bytes
    name: str
    evidence: SealedFiles
    counted: list[CountedCode] = field(default_factory=list)


def _check_definition(rules: Definition, evidence: SealedFiles) -> None:
    """The definition in the inspector's hand must be the one that packages carry; keys must agree throughout."""
    keys = {manifest.key for manifest, _ in evidence.editions} | {sheet.key for sheet in evidence.sheets}
    keys |= {each.key for each in evidence.brought} | {each.key for each in evidence.figures}
    if len(keys) > 1:
        evidence.findings.append(Problem("recount.other_key", Severity.STOP, facts={"count": len(keys)}))
    contests = {each.contest for each in evidence.figures} | {each.contest for each in evidence.sheets}
    for other in sorted(contests - {rules.id}):
        evidence.findings.append(Problem("recount.other_contest", Severity.STOP, facts={"contest": other}))
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


def _round(source: _Source, round_id: RoundId) -> Recounted:
    """Recount one round with the decisions beside its newest published result, or with all there are."""
    evidence = source.evidence
    candidates = [each for each in evidence.published if each.data.get("round") == round_id]
    candidates.sort(key=age_of)
    if not candidates:
        standing = _work_out(source, round_id, _all_held(evidence))
        source.counted.extend(_codes(standing))
        evidence.findings.append(Problem("recount.not_published", Severity.NOTE, standing.round.title))
        evidence.findings.extend(_closed(standing, evidence))
        return _recounted(standing, compared=False, differences=0)
    newest = candidates[-1]
    standing = _work_out(source, round_id, _held_by(newest))
    source.counted.extend(_codes(standing))
    found = tuple(differences(newest, json.loads(json.dumps(result_data(standing))), "entries"))
    evidence.findings.extend((*found, *_closed(standing, evidence)))
    return _recounted(standing, compared=True, differences=len(found))


def _codes(standing: Standing) -> Iterator[CountedCode]:
    for each in standing.counted:
        yield CountedCode(standing.round.id, standing.round.title, each.ballot.seat, each.ballot.name, each.code)


def _closed(standing: Standing, evidence: SealedFiles) -> Iterator[Problem]:
    """Hold the closed ballots of a round against those that it was worked out from."""
    plain = {each.digest for each in standing.ballots}
    return closed_findings(standing.round, standing.definition.id, evidence.closed, standing.decisions, plain)


@dataclass(frozen=True, slots=True)
class _Held:
    """The decisions, the sheets of the organisers and the sheets of figures that a result stands on."""

    decisions: tuple[Decision, ...]
    brought: tuple[BroughtSheet, ...]
    figures: tuple[FigureSheet, ...]


def _held_by(published: PublishedResult) -> _Held:
    return _Held(
        published.decisions.decisions if published.decisions is not None else (),
        published.brought.sheets if published.brought is not None else (),
        published.figures.sheets if published.figures is not None else (),
    )


def _all_held(evidence: SealedFiles) -> _Held:
    """Give the fullest of each kind of file, where no result was published."""
    decisions = max(evidence.sheets, key=lambda each: len(each.decisions), default=None)
    brought = max(evidence.brought, key=lambda each: len(each.sheets), default=None)
    figures = {each.number: each for held in evidence.figures for each in held.sheets}
    return _Held(
        decisions.decisions if decisions is not None else (),
        brought.sheets if brought is not None else (),
        tuple(figures[number] for number in sorted(figures)),
    )


def _review(source: _Source, review: Review) -> Recounted:
    """Recount one review with what lies beside its newest published result, or with all there is."""
    evidence = source.evidence
    mine = sorted((each for each in evidence.published if each.data.get("review") == review.id), key=age_of)
    newest = mine[-1] if mine else None
    held = _with_later_rules(_held_by(newest), evidence) if newest is not None else _all_held(evidence)
    rules, worked = _rounds(source, held)
    blind = frozenset(name for name, each in worked.items() if each.blind)
    untold = untold_of(newest.data if newest is not None else {}, blind)
    beside = (untold.units, untold.barred, untold.authors)
    ground = Ground(rules, held.decisions, held.figures, worked, *beside)
    standing = work_out_with_behind(ground, review)
    if newest is None:
        evidence.findings.append(Problem("recount.not_published", Severity.NOTE, review.title))
        return _recounted_review(standing, compared=False, differences=0)
    absent = _rounds_absent(rules, review, worked)
    if absent:
        evidence.findings.append(Problem("recount.round_absent", Severity.STOP, review.title, {"rounds": absent}))
        return _recounted_review(standing, compared=False, differences=0)
    found = (
        *differences(newest, json.loads(json.dumps(review_data(standing))), "subjects"),
        *lock_differs(standing, newest.name),
    )
    evidence.findings.extend((*found, *untold.findings(review.title)))
    if standing.rules_digest != rules.digest:
        facts = {"older": standing.rules_digest[:8], "given": rules.digest[:8]}
        evidence.findings.append(Problem("recount.older_definition", Severity.NOTE, review.title, facts))
    return _recounted_review(standing, compared=True, differences=len(found))


def _rounds_absent(rules: Definition, review: Review, worked: Mapping[RoundId, Standing]) -> str:
    """Name the rounds that a review reads and whose packages and ballots are not among the files."""
    names = {name for each in all_behind(rules, review) for name in rounds_read(rules, each)}
    return listed(each.title for each in rules.rounds if each.id in names and each.id not in worked)


def _with_later_rules(held: _Held, evidence: SealedFiles) -> _Held:
    """Add the decisions on further versions of the rules that were made after a result was published.

    A version that touches a locked review is refused, so that the review still stands on the one that it was locked on.
    """
    last = max((each.number for each in held.decisions), default=0)
    fullest = max(evidence.sheets, key=lambda each: len(each.decisions), default=None)
    known = fullest.decisions if fullest is not None else ()
    later = tuple(each for each in known if each.kind is DecisionKind.RULES and each.number > last)
    return replace(held, decisions=held.decisions + later)


def _recounted_review(standing: ReviewStanding, compared: bool, differences: int) -> Recounted:
    ballots = sum(len(each.counted) for each in standing.rounds.values())
    same = compared and differences == 0
    counts = (ballots, len(standing.result.subjects), standing.data_code)
    return Recounted(standing.id, standing.title, *counts, compared, same, differences, True, len(standing.all_sheets))


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


def _work_out(source: _Source, round_id: RoundId, held: _Held) -> Standing:
    rules, worked = _rounds(source, held)
    if round_id not in worked:
        raise WrongContest("contest.not_issued", round=next(each.title for each in rules.rounds if each.id == round_id))
    return worked[round_id]


def _rounds(source: _Source, held: _Held) -> tuple[Definition, dict[RoundId, Standing]]:
    """Give the rules with the points that the decisions settle, and every round that has a package, worked out."""
    evidence, decisions = source.evidence, held.decisions
    rulings = in_force(source.content, rulings_of(decisions))
    for key in sorted(dict(rulings_of(decisions)).keys() - dict(rulings).keys()):
        note = Problem("recount.point_settled", Severity.NOTE, facts={"key": key})
        evidence.findings += [] if note in evidence.findings else [note]
    rules = _as_issued(load_definition(source.content, source.name, rulings), evidence, decisions)
    worked: dict[RoundId, Standing] = {}
    for each in rules.rounds:
        editions = [edition for edition in evidence.editions if edition[0].round == each.id]
        if editions:
            before = round_before(rules, each.id)
            earlier = worked.get(before.id) if before is not None else None
            ballots = _ballots(rules, each, evidence)
            worked[each.id] = work_out(rules, each, editions, ballots, decisions, earlier, brought=held.brought)
    return rules, worked


def _as_issued(rules: Definition, evidence: SealedFiles, decisions: tuple[Decision, ...]) -> Definition:
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


def _ballots(rules: Definition, round_: Round, evidence: SealedFiles) -> tuple[SealedBallot, ...]:
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
