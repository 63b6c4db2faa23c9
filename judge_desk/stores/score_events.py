"""A judge's history as values: events, their hashes, and the state that follows from them.

:func:`replay` is the one meaning of a history. The tables of a score file hold the same state for quick reading, and
the two are compared whenever a file is opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from judge_desk.contest.merge.ballots import Remark
from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, EntryCode, RoundId, Seat
from judge_desk.stores.chain import link


class Kind(StrEnum):
    r"""What an event says.

    ``MARK`` steps for a criterion, None takes the mark away, text is empty or says what is undone; ``RECUSE`` and
    ``UNRECUSE`` the entry, reason in the text; ``REMARK`` for the organisers, ``NOTE`` private, both empty to take
    away; ``FLAG`` text ``later`` or empty; ``SEAL`` steps is the revision, text ``<digest> <code>``; ``REOPEN``
    criterion empty, text ``<word of>\n<reason>``; ``PACKAGE`` text is the digest of a newer package.
    """

    MARK = "mark"
    RECUSE = "recuse"
    UNRECUSE = "unrecuse"
    REMARK = "remark"
    NOTE = "note"
    FLAG = "flag"
    SEAL = "seal"
    REOPEN = "reopen"
    PACKAGE = "package"


class FileState(StrEnum):
    """Whether marks may change."""

    OPEN = "open"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class ScoreFileIdentity:
    """What a score file answers to; it never changes, and the history's first hash stands on it.

    Attributes:
        contest, round: ids.
        definition: digest of the contest definition.
        package: digest of the package (its ``.jdpack`` file) that the seat was opened with.
        seat, name: whose marks.
        device: public key of the installation, hex.
    """

    contest: ContestId
    round: RoundId
    definition: Digest
    package: Digest
    seat: Seat
    name: str
    device: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history.

    Attributes:
        seq: from 1.
        kind, entry, criterion, steps, text: see :class:`Kind`; unused ones are empty or None.
        stated_time: the judge's clock; decides nothing.
        prev, hash: the chain.
    """

    seq: int
    kind: Kind
    entry: EntryCode
    criterion: CriterionId
    steps: int | None
    text: str
    stated_time: str
    prev: str
    hash: str


def first_hash(identity: ScoreFileIdentity) -> Digest:
    """Give the hash before the first event; it binds the history to contest, round, package, seat and device."""
    about = (identity.contest, identity.round, identity.definition, identity.package)
    return link("", "score", *about, identity.seat, identity.name, identity.device)


def event_hash(event: Event) -> Digest:
    """Compute an event's hash from its content and ``prev``."""
    what = (event.seq, str(event.kind), event.entry, event.criterion, event.steps)
    return link(event.prev, *what, event.text, event.stated_time)


def first_bad(events: Iterable[Event], before: str) -> int | None:
    """Give the number of the first event that does not follow from the one before, or None."""
    previous = before
    for expected, event in enumerate(events, start=1):
        if event.seq != expected or event.prev != previous or event_hash(event) != event.hash:
            return expected
        previous = event.hash
    return None


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Marks = dict[tuple[EntryCode, CriterionId], int]


@dataclass(slots=True)
class ScoreState:
    """What a history amounts to.

    Attributes:
        marks: steps by entry and criterion; blanks are absent. Marks of a recused entry are kept, and do not count.
        recusals: reason by entry.
        remarks: text by entry and criterion ("" for the entry as a whole).
        notes: private text by entry.
        later: entries put off.
        seals: (revision, ``<digest> <code>``), in order.
        packages: digests of later packages, in order.
        state: see :class:`FileState`.
    """

    marks: Marks = field(default_factory=dict)
    recusals: dict[EntryCode, str] = field(default_factory=dict)
    remarks: dict[tuple[EntryCode, CriterionId], str] = field(default_factory=dict)
    notes: dict[EntryCode, str] = field(default_factory=dict)
    later: set[EntryCode] = field(default_factory=set)
    seals: list[tuple[int, str]] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    state: FileState = FileState.OPEN


def counted_marks(state: ScoreState) -> Marks:
    """Give the marks of entries that are not recused."""
    return {key: steps for key, steps in state.marks.items() if key[0] not in state.recusals}


def remark_values(state: ScoreState) -> tuple[Remark, ...]:
    """Give the remarks sorted by entry, the one on the whole entry first."""
    ordered = sorted(state.remarks.items())
    return tuple(Remark(code, criterion or None, text) for (code, criterion), text in ordered)


def replay(events: Iterable[Event]) -> ScoreState:
    """Work out the state that a history leads to."""
    state = ScoreState()
    for event in events:
        apply(state, event)
    return state


def apply(state: ScoreState, event: Event) -> None:
    """Take an event into a state: what a history amounts to, one event further."""
    match event.kind:
        case Kind.MARK:
            _put(state.marks, (event.entry, event.criterion), event.steps)
        case Kind.REMARK:
            _put(state.remarks, (event.entry, event.criterion), event.text or None)
        case Kind.RECUSE:
            state.recusals[event.entry] = event.text
        case Kind.UNRECUSE:
            state.recusals.pop(event.entry, None)
        case Kind.NOTE:
            _put(state.notes, event.entry, event.text or None)
        case Kind.FLAG:
            (state.later.add if event.text else state.later.discard)(event.entry)
        case _:
            _apply_to_file(state, event)


def _apply_to_file(state: ScoreState, event: Event) -> None:
    match event.kind:
        case Kind.SEAL:
            state.seals.append((event.steps or 0, event.text))
            state.state = FileState.SEALED
        case Kind.REOPEN:
            state.state = FileState.OPEN
        case _:
            state.packages.append(event.text)


def _put(table: dict[_Key, _Value], key: _Key, value: _Value | None) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a judge has come, in entries.

    Attributes:
        done: every criterion marked; begun: some; untouched: none; recused: not marked, for a reason.
        later: put off, whatever else they are.
    """

    done: int
    begun: int
    untouched: int
    recused: int
    later: int


def progress_of(state: ScoreState, codes: Collection[EntryCode], criteria: Collection[CriterionId]) -> Progress:
    """Count how far the marks of these entries and criteria have come."""
    counts = {"done": 0, "begun": 0, "untouched": 0, "recused": 0}
    for code in codes:
        counts[_stage(state, code, criteria)] += 1
    return Progress(**counts, later=len(state.later.intersection(codes)))


def _stage(state: ScoreState, code: EntryCode, criteria: Collection[CriterionId]) -> str:
    if code in state.recusals:
        return "recused"
    marked = sum((code, criterion) in state.marks for criterion in criteria)
    if marked == len(criteria):
        return "done"
    return "begun" if marked else "untouched"


def state_differs(kept: ScoreState, due: ScoreState) -> Mapping[str, str]:
    """Compare the tables' state with the history's; gives the first differing field and key, empty when equal."""
    for name in ("marks", "recusals", "remarks", "notes"):
        ours, theirs = getattr(kept, name), getattr(due, name)
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                return {"table": name, "key": key if isinstance(key, str) else " ".join(key)}
    for name in ("later", "seals", "packages", "state"):
        if getattr(kept, name) != getattr(due, name):
            return {"table": name, "key": "–"}
    return {}
