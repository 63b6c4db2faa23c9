"""Secretary: the copies of a contest's file, what going back to one would undo, and a merge taken back by its number.

Nothing is ever deleted: the present file becomes a copy first, and the restored log tells of the return.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.values.decisions import DecisionKind, is_locked, latest
from judge_desk.contest.values.problems import (
    Altered,
    BadInput,
    Findings,
    NotNow,
    Problem,
    Refusal,
    Severity,
    Unreadable,
)
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.damage import Outlook, foresee
from judge_desk.desks.log_changes import DecisionWords
from judge_desk.desks.log_reading import LogEntry, LogWords, log_words, tell
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.stores import contest_copies
from judge_desk.stores.contest_file import open_copy
from judge_desk.stores.copies import BEFORE_ACT, Copy
from judge_desk.stores.copy_facts import CopyFacts, read_copy_facts
from judge_desk.stores.decision_tables import read_decisions
from judge_desk.stores.log import LogLine
from judge_desk.wording.catalogue import Catalogue, open_catalogue

BEFORE_MERGE: Final = "merge-"
"""Beginning of the reason of a copy that a merge made; the round's id follows."""


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy of a contest's file.

    Attributes:
        name: of its file; time: stated time of its making, ISO local; why: in words; size: bytes.
        facts: what it holds, None when it cannot be read; problem: why not.
    """

    name: str
    time: str
    why: str
    size: int
    facts: CopyFacts | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class MergeView:
    """A merge in force: number, round, when, who, why; its copy made before, empty when that is gone; if locked."""

    number: int
    round: str
    round_title: str
    time: str
    operator: str
    reason: str
    backup: str
    locked: bool


@dataclass(frozen=True, slots=True)
class Safety:
    """What a contest has to go back to.

    Attributes:
        copies: newest first. merges: those in force, newest first.
        outlook: what can be saved of the contest's file, None when it is sound.
    """

    copies: tuple[CopyView, ...]
    merges: tuple[MergeView, ...]
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What going back to a copy would change.

    Attributes:
        copy: the copy; undone: acts that would no longer stand, newest first; returning: acts that the copy knows and
            the present file does not.
        before, after: what the file holds now and what it would hold; ``before`` None when the present is damaged.
        findings: what must be known; STOP: going back is refused now.
    """

    copy: CopyView
    undone: tuple[LogEntry, ...]
    returning: tuple[LogEntry, ...]
    before: CopyFacts | None
    after: CopyFacts | None
    findings: Findings


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that was carried out and recorded.

    Attributes:
        kept: name of the copy of the file that was in use, empty if there was none.
        findings: what could not be checked or renewed afterwards; the return stands all the same.
    """

    kept: str
    findings: Findings


def look_at_copies(folder: Path, language: str, around: Surroundings) -> Safety:
    """List the copies and the merges of a contest, the copies also when its file is damaged; nothing is changed."""
    catalogue = open_catalogue(language)
    found = contest_copies.copies_of(folder)
    titles: Mapping[str, str] = {}
    merges: tuple[MergeView, ...] = ()
    outlook = None
    try:
        with open_folder(folder, read_only=True) as contest:
            titles, merges = _titles(contest), _merges(contest, {each.path.name for each in found})
    except (Altered, Unreadable):
        if not found:
            raise
        outlook = foresee(folder, around)
    views = []
    for number, each in enumerate(found):
        around.progress("progress.copies", number, len(found))
        views.append(_view(each, titles, catalogue))
    return Safety(tuple(views), merges, outlook)


def _titles(contest: ContestFolder) -> dict[str, str]:
    return {str(each.id): each.title for each in contest.definition.rounds}


def _view(copy: Copy, titles: Mapping[str, str], catalogue: Catalogue) -> CopyView:
    why = _why(copy.reason, titles, catalogue)
    try:
        return CopyView(copy.path.name, copy.time, why, copy.size, read_copy_facts(copy.path))
    except Refusal as refusal:
        return CopyView(copy.path.name, copy.time, why, copy.size, None, refusal.problem)


def _why(reason: str, titles: Mapping[str, str], catalogue: Catalogue) -> str:
    if reason.startswith(BEFORE_MERGE):
        place = reason.removeprefix(BEFORE_MERGE)
        return catalogue.say("copy_why.merge", round=titles.get(place, place))
    if reason.startswith(BEFORE_ACT):
        act = f"log.kind.{reason.removeprefix(BEFORE_ACT).replace('-', '_')}"
        return catalogue.say("copy_why.act", act=catalogue.say(act if act in catalogue else "log.kind.other"))
    key = f"copy_why.{reason}"
    return catalogue.say(key) if key in catalogue else catalogue.say("copy_why.other")


def _merges(contest: ContestFolder, names: set[str]) -> tuple[MergeView, ...]:
    """Give the merges in force; their copies are named by their lines in the log."""
    titles = _titles(contest)
    rows = contest.store.rows(
        "SELECT number, round, operator, reason, stated_time, act FROM merge ORDER BY number DESC"
    )
    lines = contest.store.log()
    made = []
    for number, place, operator, reason, time, act in rows:
        backup = str(lines[int(act) - 1].facts.get("backup", ""))
        kept = backup if backup in names else ""
        locked = is_locked(contest.decisions, place)
        made.append(MergeView(number, place, titles.get(place, place), time, operator, reason, kept, locked))
    return tuple(made)


def preview(folder: Path, name: str, language: str, around: Surroundings) -> Preview:
    """Say what going back to a copy would change; the copy is checked whole, nothing is written.

    Raises:
        BadInput: no such copy. Refusal: the copy is damaged.
    """
    catalogue = open_catalogue(language)
    path = contest_copies.find_copy(folder, name)
    copy = next(each for each in contest_copies.copies_of(folder) if each.path == path)
    around.progress("progress.copy_check", 0, 0)
    with open_copy(path) as old:
        then, decided = old.log(), read_decisions(old)
    try:
        with open_folder(folder, read_only=True) as contest:
            words, now = log_words(contest, language), contest.store.log()
            said = DecisionWords(contest, language)
            other = replace(words, decisions={each.number: said.say(each) for each in decided})
            findings = _warnings(contest, then)
            before = read_copy_facts(contest.store.file.path)
    except (Altered, Unreadable) as refusal:
        now, before = (), None
        words = other = LogWords(catalogue, {}, {})
        findings = (Problem("restore.present_damaged", Severity.ASK, "", {"why": refusal.problem.code}),)
    common = _common(then, now)
    undone = tuple(tell(each, words) for each in reversed(now[common:]))
    returning = tuple(tell(each, other) for each in reversed(then[common:])) if now else ()
    view = _view(copy, words.rounds, catalogue)
    return Preview(view, undone, returning, before, view.facts, findings)


def _common(first: Sequence[LogLine], second: Sequence[LogLine]) -> int:
    """Count the lines that two logs have in common, from the beginning."""
    pairs = zip(first, second, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a.hash != b.hash), min(len(first), len(second)))


def _warnings(contest: ContestFolder, then: tuple[LogLine, ...]) -> Findings:
    """Name what weighs more than a single act: a locked result, packages and papers that left the house meanwhile."""
    now = contest.store.log()
    gone = now[_common(then, now) :]
    found = [_locked_after(contest, gone)]
    for what, code in (("issue", "restore.package_after"), ("publish", "restore.papers_after")):
        count = sum(1 for line in gone if line.what == what)
        found.append(Problem(code, Severity.ASK, "", {"count": count}) if count else None)
    return tuple(each for each in found if each is not None)


def _locked_after(contest: ContestFolder, gone: Sequence[LogLine]) -> Problem | None:
    """Name a round whose lock would fall with these acts."""
    numbers = {line.facts.get("number") for line in gone if line.what == "decide"}
    for each in contest.rounds_and_reviews:
        final = latest(contest.decisions, DecisionKind.FINAL, each.id)
        if is_locked(contest.decisions, each.id) and final is not None and final.number in numbers:
            return Problem("restore.locked", Severity.STOP, "", {"round": each.title})
    return None


def go_back(folder: Path, name: str, around: Surroundings, reason: str = "") -> Returned:
    """Go back to a copy; gives what is kept, and what could not be checked afterwards.

    Raises:
        NotNow: a locked result would fall with it; it must be opened for a correction first.
        Refusal: no such copy, the copy is damaged, or the contest is open elsewhere.
    """
    return _go_back(folder, name, around, {"reason": tidy_text(reason)} if reason.strip() else {})


def undo_merge(folder: Path, number: int, reason: str, operator: str, around: Surroundings) -> Returned:
    """Take a merge back: return to the copy that was made before it; gives the same as :func:`go_back`.

    What came after the merge no longer stands either, see :func:`preview`; ballots that were taken in stay in the
    folder byte for byte and can be merged again.

    Raises:
        BadInput: no reason, no name, or no such merge.
        NotNow: the round's result is locked, or the copy is not there any more.
        Refusal: as :func:`go_back`.
    """
    if not reason.strip() or not operator.strip():
        raise BadInput("restore.no_reason")
    merge = merge_of(folder, number)
    if merge.locked:
        raise NotNow("restore.locked", round=merge.round_title)
    if not merge.backup:
        raise NotNow("restore.copy_gone", number=number)
    facts: dict[str, str | int] = {"merge": number, "round": merge.round, "reason": tidy_text(reason)}
    return _go_back(folder, merge.backup, around, facts, tidy_line(operator))


def merge_of(folder: Path, number: int) -> MergeView:
    """Give a merge in force by its number.

    Raises:
        BadInput: no merge in force has it.
    """
    names = {each.path.name for each in contest_copies.copies_of(folder)}
    with open_folder(folder, read_only=True) as contest:
        merges = _merges(contest, names)
    for each in merges:
        if each.number == number:
            return each
    raise BadInput("restore.no_merge", number=number, count=len(merges))


def _go_back(
    folder: Path, name: str, around: Surroundings, facts: dict[str, str | int], operator: str = ""
) -> Returned:
    seen = preview(folder, name, "vi", around)
    for problem in seen.findings:
        if problem.severity is Severity.STOP:
            raise NotNow(problem.code, problem.where, **problem.facts)
    back = contest_copies.restore_contest(folder, name, operator or around.operator, around.now(), facts)
    return Returned(back.kept.name if back.kept is not None else "", back.findings)
