"""Versions of the rules: what parts two of them, and a further version for a contest that is under way.

Until a package is issued the rules may change freely: each version is kept with its reason in the log. Afterwards a
change is a decision with a reason and names. It voids nothing: a round that was issued keeps the rubric of its package
until the next one is made, and every other point that the change touches is named before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.reviewing.refitting import left_behind
from judge_desk.contest.rulebook.definition import Definition, find_review
from judge_desk.contest.values.decisions import Decision, DecisionKind, is_locked
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, WrongContest, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder, rulings_of
from judge_desk.desks.defining import DefinitionSummary, faulty, summary_of
from judge_desk.desks.figure_slots import sheets_of
from judge_desk.desks.register import entries_of
from judge_desk.desks.reviews.bearing import point_concerns
from judge_desk.desks.rules.drafts import Draft, open_draft
from judge_desk.desks.standing import change_touches
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.rulebook import definition_edit
from judge_desk.exchange.rulebook.definition_diff import Difference, differences
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.exchange.rulebook.toml_source import RawTable
from judge_desk.stores.contest_file import StoredDefinition, put_definition
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.rules_tables import issued_under

_UNHEARD: Final = ("version",)
"""Points that differ between any two versions and are no change of the rules."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two definitions side by side.

    Attributes:
        before, after: their raw tables, for the titles of what is named.
        points: every point in which they differ, the number of the version left out.
    """

    before: RawTable
    after: RawTable
    points: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a further version would do, or did.

    Attributes:
        summary: the version; comparison: with the one in force before.
        touched: what it touches of what happened already, and what stays as it was.
        decision: whether it needs reason and names, because a package was issued; number: of that decision, 0 for none.
    """

    summary: DefinitionSummary
    comparison: Comparison
    touched: Findings
    decision: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One version that a contest has had: number, digest, file name and bytes; who put it in force, when and why."""

    version: int
    digest: Digest
    name: str
    actor: str
    stated_time: str
    reason: str
    content: bytes


def compare(before: str, after: str) -> Comparison:
    """Compare two definitions: each a shipped id, a file or a contest folder (its rules in force).

    Raises:
        Refusal: one is missing, or no TOML text.
    """
    return compared(open_draft(before).content, open_draft(after).content)


def compared(before: bytes, after: bytes, unheard: tuple[str, ...] = _UNHEARD) -> Comparison:
    """Compare the bytes of two definitions; a question that came or went with its point is not told again.

    Raises:
        BadInput: one is no TOML text.
    """
    old, new = definition_edit.raw_of(before), definition_edit.raw_of(after)
    found = differences(old, new)
    told = {*unheard, *(f"undecided.{each.key}" for each in found)}
    return Comparison(old, new, tuple(each for each in found if each.key not in told))


def versions_of(folder: Path, around: Surroundings) -> tuple[Version, ...]:
    """Give every version that a contest has had, oldest first.

    Raises:
        Refusal: no contest folder, or it cannot be opened.
    """
    with open_folder(folder, read_only=True) as contest:
        return versions_in(contest)


def versions_in(contest: ContestFolder) -> tuple[Version, ...]:
    """Give every version of an open contest, oldest first."""
    lines = {line.facts.get("definition"): line for line in contest.store.log() if "definition" in line.facts}
    found = []
    for each in contest.store.definitions():
        line = lines[each.digest]
        reason = str(line.facts.get("reason", ""))
        found.append(Version(each.version, each.digest, each.name, line.actor, line.stated_time, reason, each.content))
    return tuple(found)


def foresee(folder: Path, draft: Draft, around: Surroundings) -> Amendment:
    """Say what a further version would change and touch; nothing is kept.

    Raises:
        WrongContest: it is the definition of another contest.
        NotNow: its number is not higher, a round that was issued is gone, or a locked result would change.
        BadInput: it has faults, all of them named; or entries stand under a kind or field that it does not have.
    """
    with open_folder(folder, read_only=True) as contest:
        return _foresee(contest, draft)


def amend(
    folder: Path, draft: Draft, around: Surroundings, reason: str = "", people: tuple[str, ...] = ()
) -> Amendment:
    """Put a further version in force.

    Raises:
        WrongContest, NotNow, BadInput: as :func:`foresee`.
        BadInput: a package was issued, and reason or names are missing.
    """
    why, names = tidy_text(reason), tuple(each for each in map(tidy_line, people) if each)
    with open_folder(folder) as contest:
        plan = _foresee(contest, draft)
        if plan.decision and not (why and names):
            raise BadInput("decide.no_reason")
        around.progress("progress.looking_at", 1, 2)
        stored = StoredDefinition(plan.summary.version, plan.summary.digest, draft.name, draft.content)
        facts: dict[str, str | int] = {
            "definition": stored.digest, "version": stored.version, "points": len(plan.comparison.points),
            "reason": why, "people": "; ".join(names),
        }  # fmt: skip
        with contest.store.act(around.operator, "amend", facts, around.now()) as act:
            put_definition(act, stored)
            number = next_decision_number(act) if plan.decision else 0
            if plan.decision:
                about = (str(stored.version), contest.stored.digest, stored.digest)
                value = " ".join(_stations(plan.comparison.points))
                kind = DecisionKind.RULES
                put_decision(act, Decision(number, RoundId(""), kind, about, value, (), why, names, act.now))
        return Amendment(plan.summary, plan.comparison, plan.touched, plan.decision, number)


def next_version(folder: Path, draft: Draft, around: Surroundings) -> Draft:
    """Give a draft the number behind the version in force, if its own is not higher.

    Raises:
        Refusal: the folder cannot be opened, or the text cannot be edited there.
    """
    with open_folder(folder, read_only=True) as contest:
        wanted = contest.stored.version + 1
    number = definition_edit.raw_of(draft.content).get("version")
    if isinstance(number, int) and number >= wanted:
        return draft
    return Draft(draft.name, definition_edit.put(draft.content, "version", str(wanted)))


def _foresee(contest: ContestFolder, draft: Draft) -> Amendment:
    rulings = in_force(draft.content, rulings_of(contest.decisions))
    reading = read_definition(draft.content, draft.name, rulings)
    if reading.definition is None or stops(reading.findings):
        raise faulty(reading.findings)
    new = reading.definition
    if new.id != contest.definition.id:
        raise WrongContest("rules.other_contest", contest=new.id, wanted=contest.definition.id)
    if new.version <= contest.stored.version:
        raise NotNow("rules.version_not_higher", version=new.version, least=contest.stored.version + 1)
    comparison = compared(contest.stored.content, draft.content)
    issued = issued_under(contest.store)
    _check_rounds(contest, new, comparison, issued)
    _check_entries(contest, new)
    _check_figures(contest, new)
    touched = (*_about_points(contest, rulings), *_about_rounds(contest, new, comparison, issued))
    locked = any(is_locked(contest.decisions, each.id) for each in contest.definition.reviews)
    return Amendment(summary_of(new), comparison, touched, bool(issued) or locked)


def _check_rounds(contest: ContestFolder, new: Definition, comparison: Comparison, issued: Iterable[RoundId]) -> None:
    kept = [each.id for each in new.rounds]
    for each in contest.definition.rounds:
        if each.id in issued and each.id not in kept:
            raise NotNow("rules.round_gone", where=each.title)
        if is_locked(contest.decisions, each.id) and any(
            change_touches(p.key, each.id, new) for p in comparison.points
        ):
            raise NotNow("decide.locked", where=each.title)
    for review in contest.definition.reviews:
        touched = any(point_concerns(p.key, contest.definition, review) for p in comparison.points)
        if is_locked(contest.decisions, review.id) and (touched or find_review(new, review.id) is None):
            raise NotNow("decide.review_locked", where=review.title)
    order = [each for each in kept if each in issued]
    if order != [each.id for each in contest.definition.rounds if each.id in issued]:
        raise NotNow("rules.rounds_moved")


def _check_entries(contest: ContestFolder, new: Definition) -> None:
    """Entries stand under a kind and a field; a version that no longer has one of them would leave them nowhere."""
    fields, kinds = {each.id for each in new.fields}, {each.id for each in new.entrants}
    lost = [each.id for each in entries_of(contest) if each.field not in fields or each.kind not in kinds]
    if lost:
        raise BadInput("rules.entries_left", count=len(lost), entries=", ".join(lost[:10]))


def _check_figures(contest: ContestFolder, new: Definition) -> None:
    """Sheets that were taken in stand under a part, its periods and columns; a version must be able to read them."""
    left = left_behind(sheets_of(contest), contest.definition, new)
    if left:
        titles = {each.id: each.title for each in contest.definition.measured}
        named = dict.fromkeys(titles.get(each.part, each.part) for each in left)
        raise BadInput("rules.figures_left", count=len(left), parts="; ".join(named))


def _about_points(contest: ContestFolder, rulings: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    before, after = dict(contest.rulings), dict(rulings)
    open_points = {each.key: each.question or each.key for each in contest.rules_as_shipped.undecided}
    for key in (each for each in before if each not in after):
        yield Problem("rules.point_settled", Severity.NOTE, facts={"question": open_points.get(key, key)})
    for key in (each for each in after if each not in before):
        yield Problem("rules.point_again", Severity.NOTE, facts={"key": key})


def _about_rounds(
    contest: ContestFolder, new: Definition, comparison: Comparison, issued: dict[RoundId, int]
) -> Iterable[Problem]:
    for each in contest.definition.rounds:
        if each.id not in issued:
            continue
        keys = [point.key for point in comparison.points if change_touches(point.key, each.id, new)]
        rubric = [key for key in keys if key == f"rounds.{each.id}.rubric" or f"rounds.{each.id}.rubric." in key]
        if rubric:
            facts = {"count": len(rubric), "version": issued[each.id]}
            yield Problem("rules.rubric_stays", Severity.NOTE, each.title, facts)
        if len(keys) > len(rubric):
            yield Problem("rules.round_touched", Severity.NOTE, each.title, {"count": len(keys) - len(rubric)})


def _stations(points: Iterable[Difference]) -> list[str]:
    """Name what changed as roughly as a decision needs it: a round, a prize table, a section."""
    deep = ("rounds", "reviews", "prize_tables", "measured", "calendar")
    return sorted({".".join(p.key.split(".")[: 2 if p.key.split(".")[0] in deep else 1]) for p in points})
