"""One seat's view: which of its ballots counts, what became of the others, and what people must decide.

A decision that holds settles the seat. Without one, a single faultless head counts; anything else is a question with
a name. A decision that a later ballot overtook is never dropped in silence: unless the outcome is the one it chose,
the seat is open again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judge_desk.contest.merge import chains
from judge_desk.contest.merge.ballots import SealedBallot, Source
from judge_desk.contest.merge.conditions import Condition, SeatView
from judge_desk.contest.merge.faults import Bench, Fault, facts_of, faults, grouped, listed, names_of
from judge_desk.contest.merge.rulings import IGNORED, NO_BALLOT, Rulings, Word, given_to, holds
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import Findings, Problem, Severity


@dataclass(frozen=True, slots=True)
class Seating:
    """A seat's ballots, sorted out: ``heads`` are not replaced by a revision, ``faults`` are theirs and the others'."""

    seat: Seat
    name: str
    every: tuple[SealedBallot, ...]
    heads: tuple[SealedBallot, ...]
    faults: Mapping[Digest, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands at a seat: its condition, the ballot that counts, the settling decision, the findings."""

    condition: Condition
    counted: SealedBallot | None = None
    decision: int | None = None
    open: Findings = ()
    notes: Findings = ()


def view_seat(
    seat: Seat, ballots: Iterable[SealedBallot], bench: Bench, rulings: Rulings
) -> tuple[SeatView, Findings, Findings]:
    """Give a seat's view, its open findings and its notes, from the seat's ballots in any order."""
    seating = _sort_out(seat, ballots, bench)
    verdict = _settle(seating, bench, rulings.seats.get(str(seat), Word(None)))
    counted = verdict.counted
    marks_open, marks_notes = _about_marks(counted, bench, rulings) if counted else ((), ())
    paper_open, paper_notes, tied = _about_paper(seating, counted, rulings)
    view = SeatView(
        seat=seat,
        name=seating.name,
        condition=Condition.RECUSED_MARKED if marks_open else verdict.condition,
        counted=counted,
        others=tuple((s.digest, _condition(s, seating)) for s in seating.every if s is not counted),
        tied=tied,
        decision=verdict.decision,
        candidates=tuple(sealed.digest for sealed in seating.heads),
    )
    return view, verdict.open + marks_open + paper_open, verdict.notes + marks_notes + paper_notes


def _sort_out(seat: Seat, ballots: Iterable[SealedBallot], bench: Bench) -> Seating:
    every = tuple(sorted(ballots, key=lambda sealed: sealed.digest))
    replaced = chains.superseded(every)
    holder = bench.holders.get(seat)
    former = [each.name for each in bench.issued.seats if each.seat == seat]
    names = [holder.name] if holder else former[-1:] or [sealed.ballot.name for sealed in every]
    return Seating(
        seat=seat,
        name=names[0],
        every=every,
        heads=tuple(sealed for sealed in every if sealed.digest not in replaced),
        faults={sealed.digest: faults(sealed, bench) for sealed in every},
    )


def _condition(sealed: SealedBallot, seating: Seating) -> Condition:
    """Name what a ballot that does not count is."""
    if sealed not in seating.heads:
        return Condition.SUPERSEDED
    found = seating.faults[sealed.digest]
    if found:
        return found[0].condition
    if sealed.digest in chains.forked(seating.heads):
        return Condition.FORK
    return Condition.TWO_DEVICES if len(_standing(seating)) > 1 else Condition.SET_ASIDE


def _ask(finding: str, seating: Seating, **facts: str | int) -> Problem:
    return Problem(finding, Severity.ASK, "", {"seat": seating.seat, "name": seating.name, **facts})


def _note(finding: str, seating: Seating, **facts: str | int) -> Problem:
    return Problem(finding, Severity.NOTE, "", {"seat": seating.seat, "name": seating.name, **facts})


def _settle(seating: Seating, bench: Bench, word: Word) -> Verdict:
    natural = _natural(seating, bench)
    decision = word.decision
    if word.twice is not None:
        return _reopened(natural, _ask("merge.two_decisions", seating, number=word.twice))
    if decision is None:
        return natural
    if given_to(decision) is not None:
        return _given(seating, natural, decision)
    if not holds(decision, seating.heads, seating.every):
        return _lapsed(seating, natural, decision)
    if decision.kind is DecisionKind.SEAT or decision.value == NO_BALLOT:
        condition = Condition.SET_ASIDE if natural.condition is Condition.COUNTED else natural.condition
        return Verdict(condition, decision=decision.number)
    return _chosen(seating, natural, decision, bench)


def _given(seating: Seating, natural: Verdict, decision: Decision) -> Verdict:
    """Another judge took the seat: what counts is not decided by that, and ballots of the judge before wait."""
    taker = given_to(decision)
    note = _note("merge.seat_given", seating, number=decision.number, taker=taker[1] if taker else "")
    return Verdict(natural.condition, natural.counted, None, natural.open, (note, *natural.notes))


def _reopened(natural: Verdict, problem: Problem) -> Verdict:
    return Verdict(natural.condition, natural.counted, None, (problem, *natural.open), natural.notes)


def _lapsed(seating: Seating, natural: Verdict, decision: Decision) -> Verdict:
    """A later ballot overtook the decision: open again, unless what stands is what it chose."""
    closing = decision.kind is DecisionKind.SEAT
    outcome = natural.counted.digest if natural.counted else NO_BALLOT
    facts = {"number": decision.number, "count": len(seating.heads)}
    if outcome == decision.value or (closing and not seating.heads):
        note = _note("merge.decision_overtaken", seating, **facts)
        return Verdict(natural.condition, natural.counted, None, natural.open, (note, *natural.notes))
    return _reopened(natural, _ask("merge.decision_lapsed", seating, **facts))


def _chosen(seating: Seating, natural: Verdict, decision: Decision, bench: Bench) -> Verdict:
    found = next((sealed for sealed in seating.every if sealed.digest == decision.value), None)
    meant = found is not None and found.digest in decision.among
    if found is None or not meant or any(fault.final for fault in seating.faults[found.digest]):
        return _reopened(natural, _ask("merge.decision_unusable", seating, number=decision.number))
    note = _note("merge.by_decision", seating, number=decision.number, code=grouped(found.code))
    return Verdict(Condition.COUNTED, found, decision.number, (), (note, *_aside(seating, found, bench)))


def _standing(seating: Seating) -> tuple[SealedBallot, ...]:
    """Give the heads that compete for the seat: a former holder's ballot does not, it waits beside them."""
    return tuple(
        sealed
        for sealed in seating.heads
        if all(fault.condition is not Condition.SEAT_CLOSED for fault in seating.faults[sealed.digest])
    )


def _natural(seating: Seating, bench: Bench) -> Verdict:
    """Say what stands without any decision."""
    standing = _standing(seating)
    flaws = tuple(fault.problem for sealed in seating.heads for fault in seating.faults[sealed.digest])
    if not standing:
        return _empty(seating, bench, flaws)
    if len(standing) > 1:
        hands = {chains.hand(sealed) for sealed in standing}
        condition = Condition.TWO_DEVICES if len(hands) > 1 else Condition.FORK
        return Verdict(condition, open=_rivals(seating, standing) + flaws)
    only = standing[0]
    own = seating.faults[only.digest]
    if own:
        return Verdict(own[0].condition, open=flaws)
    return Verdict(Condition.COUNTED, only, None, flaws, _aside(seating, only, bench))


def _empty(seating: Seating, bench: Bench, flaws: Findings) -> Verdict:
    if seating.seat not in bench.holders:
        note = () if seating.heads else (_note("merge.seat_empty", seating),)
        return Verdict(Condition.SEAT_CLOSED, open=flaws, notes=note)
    expected = len(bench.assigned[seating.seat])
    if not expected:
        return Verdict(Condition.MISSING, open=flaws, notes=(_note("merge.nothing_assigned", seating),))
    return Verdict(Condition.MISSING, open=(_ask("merge.missing", seating, count=expected), *flaws))


def _rivals(seating: Seating, standing: tuple[SealedBallot, ...]) -> Findings:
    """Say every quarrel among a seat's ballots: between hands, and within each hand."""
    hands = sorted({chains.hand(sealed) for sealed in standing})
    found: list[Problem] = []
    if len(hands) > 1:
        paper = len({source for _, source in hands}) > 1
        code = "merge.paper_and_device" if paper else "merge.two_devices"
        found.append(_ask(code, seating, count=len(standing), codes=_codes(standing)))
    for hand in hands:
        same = tuple(sealed for sealed in standing if chains.hand(sealed) == hand)
        if len(same) > 1:
            gap = chains.only_a_gap(same, seating.every)
            facts: dict[str, str | int] = {"count": len(same), "codes": _codes(same)}
            found.append(
                _ask("merge.fork", seating, **facts)
                if gap is None
                else _ask("merge.gap", seating, revision=gap, **facts)
            )
    return tuple(found)


def _codes(ballots: Iterable[SealedBallot]) -> str:
    return "; ".join(grouped(sealed.code) for sealed in ballots)


def _aside(seating: Seating, counted: SealedBallot, bench: Bench) -> Findings:
    """Note what the minutes should say of a ballot that counts."""
    ballot, newest = counted.ballot, bench.issued.packages[-1]
    notes: list[Problem] = []
    version = bench.versions.get(ballot.package)
    if version is not None and (ballot.package, ballot.seat) in bench.issued.equivalent:
        notes.append(_note("merge.older_accepted", seating, version=version, newest=newest[0]))
    if ballot.name != seating.name:
        notes.append(_note("merge.other_name", seating, written=ballot.name))
    if ballot.source is Source.PAPER:
        notes.append(_note("merge.from_paper", seating))
    return tuple(notes)


def _about_marks(counted: SealedBallot, bench: Bench, rulings: Rulings) -> tuple[Findings, Findings]:
    """Look at marks that must not count: on pairs that were not assigned or are recused, on withdrawn entries."""
    lines = counted.ballot.lines
    assigned = bench.assigned.get(counted.ballot.seat, frozenset())
    if not lines.stray and lines.codes.within(assigned):
        return (), ()
    stray = {lines.codes[place] for place in lines.stray}
    marked = [code for place in lines.marked if (code := lines.codes[place]) in bench.codes]
    barred = [code for code in marked if code not in bench.withdrawn and (code in stray or code not in assigned)]
    gone = [code for code in marked if code in bench.withdrawn]
    facts = facts_of(counted)
    notes: list[Problem] = []
    asks: list[Problem] = []
    if gone:
        notes.append(Problem("merge.withdrawn_marked", Severity.NOTE, "", facts | {"codes": listed(gone)}))
    if barred:
        word = rulings.ignored.get(counted.digest, Word(None)).decision
        settled = word is not None and word.value == IGNORED
        marks = facts | {"codes": listed(barred)}
        if settled and word is not None:
            notes.append(Problem("merge.marks_ignored", Severity.NOTE, "", marks | {"number": word.number}))
        else:
            asks.append(Problem("merge.recused_marked", Severity.ASK, "", marks))
    return tuple(asks), tuple(notes)


def _about_paper(seating: Seating, counted: SealedBallot | None, rulings: Rulings) -> tuple[Findings, Findings, bool]:
    """Compare the digits read off signed sheets with the ballots' codes; say whether the counted one is tied."""
    asks: list[Problem] = []
    notes: list[Problem] = []
    tied = False
    for sealed in seating.every:
        word = rulings.papers.get(sealed.digest, Word(None))
        if word.twice is not None:
            asks.append(_ask("merge.two_decisions", seating, number=word.twice))
        elif word.decision is not None and word.decision.value != sealed.code:
            finding = _wrong_paper(seating, sealed, word.decision.value, sealed is counted)
            (asks if sealed is counted else notes).append(finding)
        elif sealed is counted and word.decision is not None:
            tied = True
        elif sealed is counted:
            notes.append(Problem("merge.not_tied", Severity.NOTE, "", names_of(sealed)))
    return tuple(asks), tuple(notes), tied


def _wrong_paper(seating: Seating, sealed: SealedBallot, typed: str, counted: bool) -> Problem:
    """Say that a sheet shows other digits; if they are those of another ballot of the seat, say which revision."""
    severity = Severity.ASK if counted else Severity.NOTE
    facts = facts_of(sealed) | {"typed": grouped(typed)}
    other = next((each for each in seating.every if each.code == typed), None)
    if other is None:
        return Problem("merge.wrong_paper", severity, "", facts)
    return Problem("merge.paper_of_other", severity, "", facts | {"signed": other.ballot.revision})
