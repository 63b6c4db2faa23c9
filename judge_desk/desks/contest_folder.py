"""The secretary's contest folder, opened: its file, the rules in force, the decisions so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from judge_desk.contest.rulebook.definition import Definition, Round, find_review, find_round, round_before
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, NotNow, Unreadable
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.rulebook.definition_file import load_definition, read_draft
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.stores.contest_file import FILE_NAME, OLDER, ContestFile, StoredDefinition, open_contest
from judge_desk.stores.decision_tables import read_decisions
from judge_desk.stores.rules_tables import issued_under

Rulings = tuple[tuple[str, str], ...]
Kept = TypeVar("Kept")
_SHOWN: Final = 60
"""How much of a name that is not there a sentence repeats."""


@dataclass(frozen=True, slots=True)
class ContestFolder:
    """An open contest folder.

    Attributes:
        path: the folder.
        store: its open file.
        stored: the definition in force, verbatim.
        definition: the rules in force: the definition with the decided points filled in.
        decisions: all, by number.
    """

    path: Path
    store: ContestFile
    stored: StoredDefinition
    definition: Definition
    decisions: tuple[Decision, ...]
    _kept: dict[str, tuple[int, Any]] = field(init=False, default_factory=dict, compare=False, repr=False)

    def kept(self, name: str, read: Callable[[], Kept]) -> Kept:
        """Give what ``read`` made of this folder, made again only after something was written to its file.

        Args:
            name: tells one reading from another.
            read: makes it from the store and the fields of this folder alone; nobody may change its result.
        """
        changes = self.store.changes
        if changes is None:
            return read()
        if name not in self._kept or self._kept[name][0] != changes:
            self._kept[name] = (changes, read())
        found: Kept = self._kept[name][1]
        return found

    @property
    def rulings(self) -> Rulings:
        """Decided points of the rules in force, the latest decision on each."""
        return in_force(self.stored.content, rulings_of(self.decisions))

    @property
    def rules_as_shipped(self) -> Definition:
        """The definition in force without the decided points: its open points are still open."""
        return load_definition(self.stored.content, self.stored.name)

    def round(self, round_id: str) -> Round:
        """Give a round of the rules.

        Raises:
            BadInput: the definition has no such round; the known ones are named. A review is no round.
        """
        found = find_round(self.definition, round_id)
        review = find_review(self.definition, round_id)
        if review is not None:
            raise BadInput("contest.is_review", where=review.title)
        if found is None:
            raise BadInput("contest.no_round", round=round_id[:_SHOWN], known=_known(self.definition.rounds))
        return found

    def review(self, review_id: str) -> Review:
        """Give a review of the rules.

        Raises:
            BadInput: the definition has no such review; the known ones are named.
        """
        found = find_review(self.definition, review_id)
        if found is None:
            raise BadInput("contest.no_review", review=review_id[:_SHOWN], known=_known(self.definition.reviews))
        return found

    def round_or_review(self, wanted: str) -> Round | Review:
        """Give a round, or a review, of the rules.

        Raises:
            BadInput: the definition has neither; the known ones are named.
        """
        rounds, reviews = self.definition.rounds, self.definition.reviews
        if reviews and find_review(self.definition, wanted) is None and find_round(self.definition, wanted) is None:
            raise BadInput("contest.no_station", named=wanted[:_SHOWN], known=_known((*rounds, *reviews)))
        return find_review(self.definition, wanted) or self.round(wanted)

    @property
    def rounds_and_reviews(self) -> tuple[Round | Review, ...]:
        """Everything that has a result, the rounds first, each in the order of the rules."""
        return (*self.definition.rounds, *self.definition.reviews)

    def round_before(self, round_id: RoundId) -> Round | None:
        """Give the round whose shortlist this one takes, None for a first one."""
        return round_before(self.definition, round_id)


def _known(stations: Iterable[Round | Review]) -> str:
    return ", ".join(each.id for each in stations) or "–"


def rulings_of(decisions: tuple[Decision, ...]) -> Rulings:
    """Give (key, TOML value) of every decided point, the latest decision on each."""
    points = {each.about[0]: each.value for each in decisions if each.kind is DecisionKind.RULE_POINT}
    return tuple(sorted(points.items()))


@contextmanager
def open_folder(path: Path, read_only: bool = False) -> Iterator[ContestFolder]:
    """Open a contest folder and check all of its file; one of an older form is converted, after a copy of it.

    Raises:
        Refusal: no contest folder, or its file is damaged, in use, or from a newer program.
    """
    with reading(path / FILE_NAME):
        there = (path / FILE_NAME).exists()
    if not there:
        raise Unreadable("contest.no_folder", where=path.name, file=FILE_NAME)
    with _opened(path, read_only) as store:
        yield read_folder(store)


def _opened(path: Path, read_only: bool) -> ContestFile:
    try:
        return open_contest(path, read_only=read_only)
    except NotNow as refusal:
        if refusal.problem.code != OLDER:
            raise
    open_contest(path).close()
    return open_contest(path, read_only=read_only)


def read_folder(store: ContestFile) -> ContestFolder:
    """Read rules and decisions of an open contest file as they stand now.

    Of several versions of the rules the newest is in force; a round that was issued under an older one keeps the rubric
    of its package.
    """
    versions, decisions = store.definitions(), read_decisions(store)
    stored = versions[-1]
    rulings = rulings_of(decisions)
    if len(versions) > 1:
        rulings = in_force(stored.content, rulings)
    definition = load_definition(stored.content, stored.name, rulings)
    if len(versions) > 1:
        definition = with_rubrics(definition, _older_rubrics(store, versions))
    return ContestFolder(store.folder, store, stored, definition, decisions)


def with_rubrics(definition: Definition, rubrics: Mapping[RoundId, Rubric]) -> Definition:
    """Give the rules with other rubrics for some rounds: those of the packages that were issued."""
    rounds = tuple(replace(each, rubric=rubrics.get(each.id, each.rubric)) for each in definition.rounds)
    return replace(definition, rounds=rounds)


def _older_rubrics(store: ContestFile, versions: tuple[StoredDefinition, ...]) -> dict[RoundId, Rubric]:
    older = {each.version: each for each in versions[:-1]}
    found = {}
    for round_id, version in issued_under(store).items():
        if version in older:
            seen = read_draft(older[version].content).seen
            before = find_round(seen, round_id) if seen is not None else None
            if before is not None:
                found[round_id] = before.rubric
    return found
