"""The lot, the codes, conflicts of interest, and a load as even as conflicts allow."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.register.assignment import Assignment, assign, blind_codes, load, lot
from judge_desk.contest.register.conflicts import conflict
from judge_desk.contest.register.entries import Author, Entry
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role
from judge_desk.contest.rulebook.definition import PanelRule, Spread
from judge_desk.contest.values.identity import EntryId, JudgeId, Seat, UnitId, parse_code
from judge_desk.contest.values.problems import Severity
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence


def entry(number: int, units: str = "", field: str = "f", authors: tuple[Author, ...] = ()) -> Entry:
    return Entry(
        EntryId(str(number)), f"Bài {number}", "k", field, authors, tuple(UnitId(u) for u in units.split()), ""
    )


def judge(number: int, unit: str = "", name: str = "", fields: tuple[str, ...] = ()) -> Person:
    called = name or f"Giám khảo {number}"
    return Person(JudgeId(f"gk{number}"), called, "", UnitId(unit) if unit else None, Role.MEMBER, (), fields)


def panel(*units: str) -> dict[Seat, Person]:
    return {Seat(number): judge(number, unit) for number, unit in enumerate(units, start=1)}


def by_lot(per_entry: int, least: int = 1) -> PanelRule:
    return PanelRule(Spread.LOT, per_entry, least, quorum=Fraction(2, 3))


WRITABLE = st.characters(codec="utf-8")
EVERYBODY = PanelRule(Spread.ALL, 0, 2)


def test_the_lot_can_be_repeated_with_a_hash_calculator() -> None:
    # As printed by: printf 'bo-tham-2024\n1' | sha256sum, and so on: 1157…, 55e6…, 6a4e…, e203…, f278…
    assert lot("bo-tham-2024", ["1", "2", "3", "17", "042"]) == ("1", "042", "2", "3", "17")


@given(st.text(WRITABLE), st.lists(st.text(WRITABLE), unique=True))
def test_the_lot_holds_every_label_once_whatever_the_order_given(seed: str, labels: list[str]) -> None:
    shuffled = sorted(labels, key=lambda label: sha256(label.encode()).digest())
    assert lot(seed, labels) == lot(seed, shuffled)
    assert Counter(lot(seed, labels)) == Counter(labels)


def test_a_label_cannot_stand_twice_in_the_lot() -> None:
    with pytest.raises(ValueError, match="twice"):
        lot("s", ["1", "1"])


def test_codes_follow_the_lot_and_tell_nothing_of_receipt() -> None:
    ids = [EntryId(str(number)) for number in range(1, 301)]
    codes = blind_codes("hạt giống", ids)
    assert sorted(codes.values()) == [codes[EntryId(label)] for label in lot("hạt giống", ids)]
    numbers = [int(codes[each].split("-")[0]) for each in ids]
    assert sorted(numbers) == list(range(1, 301))
    rising = sum(later > earlier for earlier, later in pairwise(numbers))
    assert 110 < rising < 190


def test_codes_grow_wider_together_so_that_text_order_is_number_order() -> None:
    codes = sorted(blind_codes("s", [EntryId(str(number)) for number in range(1200)]).values())
    assert codes[0].startswith("0001-")
    assert codes[-1].startswith("1200-")
    assert all(parse_code(code) == code for code in codes)
    assert len(blind_codes("s", [EntryId(str(number)) for number in range(999)])) == 999


@pytest.mark.parametrize(
    ("person", "marked", "reason"),
    [
        (judge(1, "so-noi-vu"), entry(1, "so-noi-vu"), "unit"),
        (judge(1, "so-noi-vu"), entry(1, "so-tu-phap so-noi-vu"), "unit"),
        (judge(1, "b"), entry(1, "a", authors=(Author("Người khác", unit=UnitId("b")),)), "unit"),
        (judge(1, "a", "Lê Thị Ân"), entry(1, "a", authors=(Author("LÊ THỊ ÂN", unit=UnitId("a")),)), "author"),
        (judge(1, "a", "Lê Thị Ân"), entry(1, "b", authors=(Author("Lê Thị Ân"),)), "author"),
        (judge(1, "a", "Lê Thị Ân"), entry(1, "b", authors=(Author("Lê Thị Ân", unit=UnitId("b")),)), "namesake"),
        (judge(1, "a", "Lê Thị An"), entry(1, "b", authors=(Author("Lê Thị Ân", unit=UnitId("b")),)), None),
        (judge(1, "a"), entry(1, "b"), None),
        (judge(1), entry(1), None),
    ],
)
def test_conflicts_of_author_and_unit(person: Person, marked: Entry, reason: str | None) -> None:
    assert conflict(person, marked, ()) == reason


def test_declared_conflicts_reach_an_entry_or_all_entries_of_a_unit() -> None:
    kin = DeclaredConflict(JudgeId("gk1"), "em ruột", entry=EntryId("7"))
    body = DeclaredConflict(JudgeId("gk1"), "từng công tác", unit=UnitId("x"))
    assert conflict(judge(1), entry(7), (kin,)) == "declared_entry"
    assert conflict(judge(1), entry(8, "x"), (body,)) == "declared_unit"
    assert conflict(judge(1), entry(8), (kin, body)) is None
    assert conflict(judge(2), entry(7, "x"), (kin, body)) is None


def test_everybody_marks_everything_but_conflicts() -> None:
    made = assign(EVERYBODY, "s", [entry(1, "a"), entry(2)], panel("a", "b", "c"))
    assert made.pairs == {"1": (2, 3), "2": (1, 2, 3)}
    assert [(each.entry, each.seat, each.reason) for each in made.excluded] == [("1", 1, "unit")]
    assert load(made) == {1: 1, 2: 2, 3: 2}
    assert made.findings == ()


def test_too_few_judges_is_a_question_that_names_the_conflicts() -> None:
    author = Author("Giám khảo 2", unit=UnitId("b"))
    declared = (DeclaredConflict(JudgeId("gk3"), "kin", entry=EntryId("1")),)
    made = assign(EVERYBODY, "s", [entry(1, "a", authors=(author,))], panel("a", "b", "c", "d"), declared)
    (problem,) = made.findings
    assert (problem.code, problem.severity) == ("panel.too_few", Severity.ASK)
    assert {key: problem.facts[key] for key in ("author", "unit", "declared", "field", "count", "least")} == {
        "author": "2",
        "unit": "1",
        "declared": "3",
        "field": "–",
        "count": 1,
        "least": 2,
    }
    assert "ghế" in sentence(problem, open_catalogue("vi")).lower()


def test_an_entry_that_nobody_may_mark_stops() -> None:
    made = assign(EVERYBODY, "s", [entry(1, "a")], panel("a", "a"))
    assert [(problem.code, problem.severity) for problem in made.findings] == [("panel.nobody", Severity.STOP)]
    assert made.pairs == {"1": ()}


def test_fewer_than_planned_but_enough_is_a_note() -> None:
    made = assign(by_lot(2, least=1), "s", [entry(1, "a"), entry(2)], panel("a", "b"))
    assert "panel.fewer_than_planned" in [problem.code for problem in made.findings]


def test_a_panel_by_field_marks_only_its_fields() -> None:
    judges = {Seat(1): judge(1, fields=("x",)), Seat(2): judge(2, fields=("y",)), Seat(3): judge(3)}
    rule = PanelRule(Spread.ALL, 0, 2, by_field=True)
    made = assign(rule, "s", [entry(1, field="x"), entry(2, field="y"), entry(3, field="z")], judges)
    assert made.pairs == {"1": (1, 3), "2": (2, 3), "3": (3,)}
    assert made.excluded == ()
    assert [problem.facts["field"] for problem in made.findings] == ["1, 2"]
    assert assign(PanelRule(Spread.ALL, 0, 2), "s", [entry(1, field="x")], judges).pairs == {"1": (1, 2, 3)}


def test_three_hundred_entries_by_lot_are_shared_out_evenly() -> None:
    units = ["a", "b", "c", "d", "e", "f", "g"]
    entries = [entry(number, units[number % 10] if number % 10 < 7 else "") for number in range(320)]
    made = assign(by_lot(3), "2024", entries, panel(*units))
    loads = load(made).values()
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == 320 * 3
    assert made.findings == ()


def test_the_seed_alone_decides_and_another_seed_decides_otherwise() -> None:
    entries = [entry(number) for number in range(40)]
    judges = panel("", "", "", "", "")
    backwards = {seat: judges[seat] for seat in reversed(judges)}
    one = assign(by_lot(2), "s", entries, judges)
    assert one == assign(by_lot(2), "s", reversed(entries), backwards)
    assert one.pairs != assign(by_lot(2), "t", entries, judges).pairs


def test_an_uneven_load_that_conflicts_force_is_said() -> None:
    made = assign(by_lot(1), "s", [entry(number, "a b") for number in range(6)], panel("a", "b", "c"))
    assert load(made) == {1: 0, 2: 0, 3: 6}
    assert [problem.code for problem in made.findings] == ["panel.uneven"]


@st.composite
def small(draw: st.DrawFn) -> tuple[int, list[Entry], dict[Seat, Person]]:
    seats = draw(st.integers(1, 4))
    units = [f"u{number}" for number in range(seats)]
    entries = [
        entry(number, " ".join(unit for unit in units if draw(st.integers(0, 2)) == 0))
        for number in range(draw(st.integers(1, 5)))
    ]
    return draw(st.integers(1, 2)), entries, panel(*units)


def best_spread(per_entry: int, entries: list[Entry], judges: dict[Seat, Person]) -> tuple[int, ...]:
    """Try every legal spread and give the most even loads, descending."""
    options = []
    for each in entries:
        free = [seat for seat, person in judges.items() if conflict(person, each, ()) is None]
        options.append(list(combinations(free, min(per_entry, len(free)))))
    spreads = (Counter(seat for chosen in world for seat in chosen) for world in product(*options))
    return min(tuple(sorted((counts[seat] for seat in judges), reverse=True)) for counts in spreads)


@given(small())
def test_no_legal_spread_is_more_even(world: tuple[int, list[Entry], dict[Seat, Person]]) -> None:
    per_entry, entries, judges = world
    made = assign(by_lot(per_entry), "s", entries, judges)
    assert tuple(sorted(load(made).values(), reverse=True)) == best_spread(per_entry, entries, judges)
    check_legal(made, per_entry, entries, judges)


def check_legal(made: Assignment, per_entry: int, entries: list[Entry], judges: dict[Seat, Person]) -> None:
    for each in entries:
        seats = made.pairs[each.id]
        free = [seat for seat, person in judges.items() if conflict(person, each, ()) is None]
        assert len(set(seats)) == len(seats) == min(per_entry, len(free))
        assert set(seats) <= set(free)
        assert list(seats) == sorted(seats)


@settings(max_examples=60)
@given(
    st.integers(1, 3),
    st.lists(st.sets(st.integers(0, 7), max_size=6), min_size=1, max_size=40),
    st.integers(2, 8),
    st.text(WRITABLE, max_size=3),
)
def test_larger_panels_stay_legal_and_no_chain_of_hand_overs_is_left(
    per_entry: int, barred: list[set[int]], seats: int, seed: str
) -> None:
    judges = panel(*(f"u{number}" for number in range(seats)))
    entries = [entry(number, " ".join(f"u{unit}" for unit in sorted(units))) for number, units in enumerate(barred)]
    made = assign(by_lot(per_entry), seed, entries, judges)
    check_legal(made, per_entry, entries, judges)
    loads = load(made)
    reach = {
        giver: {
            taker
            for each in entries
            for taker in judges
            if giver in made.pairs[each.id]
            and taker not in made.pairs[each.id]
            and conflict(judges[taker], each, ()) is None
        }
        for giver in judges
    }
    for middle, giver in product(judges, judges):
        if middle in reach[giver]:
            reach[giver] |= reach[middle]
    assert all(loads[taker] >= loads[giver] - 1 for giver in judges for taker in reach[giver])
