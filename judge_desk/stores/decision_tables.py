"""Decisions, frozen results and the index of published papers; all append-only."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, unpack, unpack_texts

_DECISION = ("number", "round", "kind", "about", "value", "among", "reason", "people", "stated_time", "votes")
_PAPER = ("number", "round", "name", "format", "sha256", "data_code", "stated_time")


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """A round's result as text, frozen when it was published, with its data code."""

    round: RoundId
    data_code: str
    text: str


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """One published paper.

    Attributes:
        number: running number in the contest; round: empty for the contest as a whole.
        name, format: which paper, e.g. ``minutes`` and ``pdf``.
        sha256: of the file; data_code: of the data that it shows.
        stated_time: ISO local.
        superseded_by: number of the next print of the same paper, None while this is the newest.
    """

    number: int
    round: RoundId
    name: str
    format: str
    sha256: Digest
    data_code: str
    stated_time: str
    superseded_by: int | None = None


def next_decision_number(held: Readable) -> int:
    """Give the number that the next decision will bear."""
    return int(held.rows("SELECT coalesce(max(number), 0) + 1 FROM decision")[0][0])


def put_decision(act: Act, decision: Decision) -> None:
    """Keep a decision; its number must be the next one.

    Raises:
        ValueError: another number.
    """
    if decision.number != next_decision_number(act):
        raise ValueError(decision.number)
    head = (decision.number, decision.round, decision.kind.value, pack(decision.about), decision.value)
    row = (*head, pack(decision.among), decision.reason, pack(decision.people), decision.stated_time)
    act.insert("decision", _DECISION, [(*row, _packed(decision.votes))])


def _packed(votes: Votes | None) -> str | None:
    return pack([votes.in_favour, votes.against, votes.abstained]) if votes is not None else None


def read_decisions(held: Readable) -> tuple[Decision, ...]:
    """Give every decision, by number."""
    found = held.rows(f"SELECT {', '.join(_DECISION)} FROM decision ORDER BY number")
    return tuple(
        Decision(
            number=number,
            round=RoundId(where),
            kind=DecisionKind(kind),
            about=unpack_texts(about),
            value=value,
            among=tuple(Digest(each) for each in unpack_texts(among)),
            reason=reason,
            people=unpack_texts(people),
            stated_time=time,
            votes=Votes(*unpack(votes)) if votes is not None else None,
        )
        for number, where, kind, about, value, among, reason, people, time, votes in found
    )


def decisions_before(held: Readable, act: int) -> frozenset[int]:
    """Give the numbers of the decisions that were recorded before an act."""
    return frozenset(int(number) for (number,) in held.rows("SELECT number FROM decision WHERE act < ?", act))


def put_result(act: Act, result: FrozenResult) -> None:
    """Keep a round's result as published."""
    act.insert("result", ("round", "data_code", "text"), [(result.round, result.data_code, result.text)])


def read_results(held: Readable, round_id: RoundId) -> tuple[FrozenResult, ...]:
    """Give every frozen result of a round, oldest first."""
    found = held.rows("SELECT round, data_code, text FROM result WHERE round = ? ORDER BY act", round_id)
    return tuple(FrozenResult(*row) for row in found)


def put_paper(act: Act, paper: PublishedPaper) -> PublishedPaper:
    """Add a paper to the index; ``number`` and ``superseded_by`` are given here, whatever the value says."""
    number = int(act.rows("SELECT coalesce(max(number), 0) + 1 FROM paper")[0][0])
    what = (paper.round, paper.name, paper.format, paper.sha256, paper.data_code, paper.stated_time)
    act.insert("paper", _PAPER, [(number, *what)])
    return PublishedPaper(number, *what)


def paper_acts(held: Readable) -> dict[int, int]:
    """Give the number of the act that made each published paper, by the paper's number."""
    return dict(held.rows("SELECT number, act FROM paper"))


def read_papers(held: Readable) -> tuple[PublishedPaper, ...]:
    """Give every published paper, by number, each with the print that superseded it."""
    found = held.rows(
        f"SELECT {', '.join(_PAPER)}, lead(number) OVER (PARTITION BY round, name, format ORDER BY number)"
        " FROM paper ORDER BY number"
    )
    return tuple(PublishedPaper(*row) for row in found)
