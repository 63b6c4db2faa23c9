"""Random worlds: whatever arrives in whatever order, there is one view, and every ballot is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.merging import (
    Condition,
    IncomingFile,
    PanelView,
    SeatView,
    cast_lines,
    panel_view,
    plan_merge,
)
from judge_desk.contest.rulebook.rubric import allows, judged_leaves
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Seat
from tests.contest.notation import ballot, ballots, choose, code, decision, digest_of, entry, holder, issue, manifest

WORLD = issue(
    manifest(1, (entry(1, "1 2"), entry(2, "1 2"), entry(3, "1")), (holder(1), holder(2, "An"), holder(3))),
    manifest(
        2,
        (entry(1, "1 2"), entry(2, "1 2", withdrawn=True), entry(3, "1")),
        (holder(1), holder(2, "An", until=1), holder(2, "Bình", since=2), holder(3), holder(4, until=1)),
    ),
)
GOOD = "| 1 = 10 4 | 2 = 10 4 | 3 = 10 4"
LINES = ("", GOOD, "| 1 = 10 . | 2 = R | 3 = 10 4", "| 1 = 99 4 | 2 = 10 4", "| 1 = R | 9 = 10 4 | 3 = 1 1")
NAMES = "ABCDEFG"


@dataclass(frozen=True, slots=True)
class World:
    """Ballots and decisions as they might reach a secretary."""

    ballots: tuple[SealedBallot, ...]
    decisions: tuple[Decision, ...]


@st.composite
def pictures(draw: st.DrawFn, name: str, earlier: Sequence[str]) -> str:
    words = [name, "seat", draw(st.sampled_from("1112223349"))]
    words += ["key", draw(st.sampled_from("aab"))]
    words += ["rev", str(draw(st.integers(1, 3)))]
    linked = draw(st.booleans())
    if earlier and linked:
        words += ["after", draw(st.sampled_from([*earlier, "lost"]))]
    words += draw(st.sampled_from([[], [], ["package", "v1"], ["package", "strange"]]))
    rare = (["source", "paper"], ["state", "partial"], ["contest", "x"], ["round", "x"], ["code", "7" * 30])
    words += draw(st.sampled_from([[], [], [], *rare, ["definition", "x"], ["name", "An"]]))
    return " ".join(words) + " " + draw(st.sampled_from((*LINES, "", "", "")))


@st.composite
def spoken(draw: st.DrawFn, made: Sequence[SealedBallot]) -> Decision:
    number = draw(st.integers(1, 4))
    seat = draw(st.sampled_from([1, 1, 2, 3, 9]))
    here = [each.ballot.nonce for each in made if each.ballot.seat == seat]
    kind = draw(st.sampled_from(["choose", "choose", "choose", "close", "paper", "ignore", "withdraw"]))
    among = " ".join(here if draw(st.booleans()) else [name for name in here if draw(st.booleans())])
    if kind == "choose":
        return choose(number, seat, draw(st.sampled_from([*here, "none"])), among)
    if kind == "close":
        return decision(number, DecisionKind.SEAT, str(seat), "closed", among)
    if kind == "withdraw":
        gone = decision(number, DecisionKind.WITHDRAW, "17", "withdrawn")
        return replace(gone, about=("17", code(draw(st.integers(1, 3)))))
    about = draw(st.sampled_from(made))
    if kind == "paper":
        return decision(number, DecisionKind.PAPER, about.digest, draw(st.sampled_from([about.code, "1" * 30])))
    return decision(number, DecisionKind.REFUSED_MARKS, about.digest, "ignored")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    made = [ballot(draw(pictures(name, names[:place])), WORLD) for place, name in enumerate(names)]
    said = draw(st.lists(spoken(made), max_size=4)) if made else []
    return World(tuple(made), tuple(said))


def chosen(world: World) -> PanelView:
    return panel_view(WORLD, world.ballots, world.decisions)


def ours(world: World) -> list[SealedBallot]:
    return [each for each in world.ballots if (each.ballot.contest, each.ballot.round) == (WORLD.contest, WORLD.round)]


def place(view: PanelView, sealed: SealedBallot) -> list[Condition]:
    """Give every condition under which a ballot appears."""
    counted = [each.condition for each in view.seats if each.counted == sealed]
    return counted + [condition for each in view.seats for digest, condition in each.others if digest == sealed.digest]


@given(worlds(), st.data())
def test_order_and_repetition_change_nothing(world: World, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(world.ballots)))
    arrived = data.draw(st.permutations([*world.ballots, *again]))
    said = data.draw(st.permutations([*world.decisions, *world.decisions]))
    assert panel_view(WORLD, arrived, tuple(said)) == chosen(world)


@given(worlds())
def test_every_ballot_is_counted_superseded_or_named_exactly_once(world: World) -> None:
    view = chosen(world)
    mine = ours(world)
    for sealed in world.ballots:
        assert len(place(view, sealed)) == (1 if sealed in mine else 0)
    foreign = [problem for problem in view.notes if problem.code in ("merge.stray_contest", "merge.stray_round")]
    assert len(foreign) == len(world.ballots) - len(mine)


@given(worlds())
def test_a_superseded_ballot_has_its_successor_in_hand(world: World) -> None:
    view = chosen(world)
    for old in ours(world):
        if Condition.SUPERSEDED in place(view, old):
            assert any(
                (new.ballot.previous, new.ballot.device, new.ballot.source, new.ballot.revision, new.ballot.seat)
                == (old.digest, old.ballot.device, old.ballot.source, old.ballot.revision + 1, old.ballot.seat)
                for new in ours(world)
            )


def settled(seat: SeatView, view: PanelView) -> bool:
    """Say whether nothing is expected of a seat: decided, or no ballot there and closed or with nothing to mark."""
    live = any(seat.seat in each.seats for each in view.issued.entries if not each.withdrawn)
    return seat.decision is not None or (not seat.candidates and (seat.condition is Condition.SEAT_CLOSED or not live))


@given(worlds())
def test_no_seat_stays_uncounted_in_silence_and_no_rival_is_passed_over(world: World) -> None:
    view = chosen(world)
    asked = {problem.facts["seat"] for problem in view.open}
    for seat in view.seats:
        if seat.counted is None:
            assert seat.seat in asked or settled(seat, view)
        elif seat.decision is None and len(seat.candidates) > 1:
            assert seat.seat in asked


@given(worlds())
def test_a_line_that_counts_is_whole_on_scale_assigned_and_not_withdrawn(world: World) -> None:
    view = chosen(world)
    leaves = judged_leaves(WORLD.rubric)
    entries = {each.code: each for each in view.issued.entries}
    for entry_code, lines in cast_lines(view).items():
        assert not entries[entry_code].withdrawn
        for seat, line in lines.items():
            assert seat in entries[entry_code].seats
            marks = [mark for mark in line.marks if mark is not None]
            assert line.recused or len(marks) == len(leaves)
            assert all(allows(leaf, mark) for leaf, mark in zip(leaves, marks, strict=False))


@given(worlds(), st.data())
def test_two_secretaries_make_one_by_union(world: World, data: st.DataObject) -> None:
    left = data.draw(st.lists(st.sampled_from(world.ballots), unique=True))
    right = [each for each in world.ballots if each not in left] + data.draw(st.lists(st.sampled_from(world.ballots)))
    mine = set(ours(world))
    one = plan_merge(WORLD, [each for each in left if each in mine], incoming(right), world.decisions)
    two = plan_merge(WORLD, [each for each in right if each in mine], incoming(left), world.decisions)
    assert one.after == two.after == panel_view(WORLD, ours(world), world.decisions)


def incoming(made: Sequence[SealedBallot]) -> list[IncomingFile]:
    return [IncomingFile(f"{each.ballot.nonce}.jdballot", each) for each in made]


@given(worlds())
def test_merging_twice_changes_nothing(world: World) -> None:
    plan = plan_merge(WORLD, (), incoming(world.ballots), world.decisions)
    kept = [sealed for row, sealed in zip(plan.rows, world.ballots, strict=True) if row.keep]
    assert kept == ours(world)
    again = plan_merge(WORLD, kept, incoming(world.ballots), world.decisions)
    assert again.before == again.after == plan.after
    assert not any(row.keep for row in again.rows)


@given(worlds(), st.data())
def test_a_ballot_that_arrives_after_a_decision_is_an_old_revision_or_is_asked_about(
    world: World, data: st.DataObject
) -> None:
    late = ballot(data.draw(pictures("LATE", NAMES[:3])), WORLD)
    before = {seat.seat: seat for seat in chosen(world).seats}
    after = panel_view(WORLD, [*world.ballots, late], world.decisions)
    held = before.get(late.ballot.seat)
    if held is None or held.decision is None or place(after, late) in ([], [Condition.SUPERSEDED]):
        return
    now = next(seat for seat in after.seats if seat.seat == held.seat)
    asked = any(problem.facts["seat"] == held.seat for problem in after.open)
    # The decision may have been written for the very set that is now complete.
    assert asked or now.decision is not None or now.counted == held.counted


def test_all_orders_of_seven_ballots_give_one_view() -> None:
    made = ballots(
        """
        A  seat 1  key a
        B  seat 1  key a  rev 2  after A
        C  seat 1  key a  rev 3  after B
        D  seat 2  key a
        E  seat 2  key b
        F  seat 3  key c  package strange
        G  seat 9
        """,
        WORLD,
    )
    said = (choose(1, 2, "D", "D E"), decision(2, DecisionKind.PAPER, digest_of("C"), made["C"].code))
    first = panel_view(WORLD, made.values(), said)
    assert next(seat for seat in first.seats if seat.seat == Seat(1)).tied
    orders = list(permutations(made.values()))
    assert len(orders) == 5040
    assert all(panel_view(WORLD, order, said) == first for order in orders)
