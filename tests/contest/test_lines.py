"""Lines kept by columns say what the lines say; sums by lanes are the sums; a panel's lines count as they should."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.merge.casting import Cast
from judge_desk.contest.merge.lanes import added, worths_of
from judge_desk.contest.merge.lines import Codes, Column, Line, Lines
from judge_desk.contest.values.identity import EntryCode, Seat

CODES = [EntryCode(f"B{number}") for number in range(12)]
marks = st.none() | st.integers(-3, 400)


@st.composite
def many_lines(draw: st.DrawFn, width: int = 3) -> list[Line]:
    """Draw lines of one width: whole, blank, recused, and recused with a mark all the same."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1))
    rows = st.tuples(*[marks] * width)
    return [
        Line(code, (None,) * width if (way := draw(st.integers(0, 5))) == 0 else draw(rows), way < 2) for code in codes
    ]


@given(many_lines())
def test_columns_give_back_the_lines(lines: list[Line]) -> None:
    kept = Lines.of(lines)
    assert kept == tuple(lines)
    assert list(kept) == lines
    assert [kept[at] for at in range(-len(lines), len(lines))] == lines * 2
    assert hash(kept) == hash(tuple(lines))
    assert kept.blank == tuple(
        at for at, line in enumerate(lines) if not line.recused and any(mark is None for mark in line.marks)
    )
    assert kept.marked == tuple(at for at, line in enumerate(lines) if any(m is not None for m in line.marks))
    assert kept.stray == tuple(at for at in kept.marked if lines[at].recused)
    assert [kept.find(line.code) for line in lines] == lines
    assert kept.find(EntryCode("X")) is None


@given(many_lines(), st.sets(marks))
def test_a_column_knows_what_stands_in_it(lines: list[Line], allowed: set[int | None]) -> None:
    for at, column in enumerate(Lines.of(lines).columns):
        given_marks = [line.marks[at] for line in lines]
        assert column.marks() == given_marks
        assert column.within(frozenset(allowed)) == (set(given_marks) <= allowed)
        assert column.empty() == given_marks.count(None)


def test_more_values_than_a_byte_has_are_kept_too() -> None:
    wide = Column.of([*range(300), None])
    assert not isinstance(wide.keys, bytes)
    assert wide.marks() == [*range(300), None]
    assert wide.within(frozenset([*range(300), None]))
    assert not wide.within(frozenset(range(300)))
    assert wide.empty() == 1
    assert added((wide, wide), (worths_of(wide, 2), worths_of(wide, 3)), 301) == [*(5 * each for each in range(300)), 0]


def test_lines_of_different_length_and_two_reasons_for_one_entry_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        Lines.of([Line(CODES[0], (1, 2)), Line(CODES[1], (1,))])
    with pytest.raises(ValueError, match="B0"):
        Lines.of([Line(CODES[0], (1,), reason="a"), Line(CODES[0], (1,), reason="b")])


def test_a_set_of_codes_is_looked_at_once_and_told_from_another() -> None:
    codes, every = Codes(CODES), frozenset(CODES)
    assert codes.within(every)
    assert codes.within(every)
    assert not codes.within(frozenset(CODES[1:]))
    for number in range(30):  # a window reads its folder many times, and each time the sets are others
        assert codes.within(frozenset([*CODES, EntryCode(f"Y{number}")]))
    assert len(codes._looked) < 10
    assert codes.cover(frozenset(CODES[3:]))
    assert not codes.cover(every | {EntryCode("X")})


@given(st.lists(st.lists(marks, min_size=5, max_size=5), min_size=1, max_size=6), st.data())
def test_lanes_add_up_what_plain_addition_adds(rows: list[list[int | None]], data: st.DataObject) -> None:
    columns = [Column.of(row) for row in rows]
    steps = [data.draw(st.sampled_from([-7, 0, 1, 3, 400, 10**6, 10**12, 10**30])) for _ in columns]
    worths = [worths_of(column, step) for column, step in zip(columns, steps, strict=True)]
    plain = [sum((row[at] or 0) * step for row, step in zip(rows, steps, strict=True)) for at in range(5)]
    assert added(columns, worths, 5) == plain
    assert added((), (), 5) == [0] * 5


@given(st.lists(many_lines(width=2), min_size=1, max_size=4), st.data())
def test_a_panels_lines_count_as_they_stand(ballots: list[list[Line]], data: st.DataObject) -> None:
    tables = {Seat(number): Lines.of(lines) for number, lines in enumerate(ballots, start=1)}
    live = data.draw(st.sets(st.sampled_from(CODES), min_size=1))
    every = frozenset(CODES)
    assigned = {seat: data.draw(st.sampled_from([every, frozenset(CODES[:6])])) for seat in tables}
    cast = Cast(live, tables, assigned)
    plain = {
        code: {
            seat: line
            for seat, lines in tables.items()
            for line in lines
            if line.code == code and code in assigned[seat] and (line.recused or None not in line.marks)
        }
        for code in sorted(live)
    }
    assert {code: dict(cast[code]) for code in cast} == plain
    whole = {code: {s: e.marks for s, e in lines.items() if not e.recused} for code, lines in plain.items()}
    for seat in tables:
        assert cast.totals(seat, (2, 5)) == [
            2 * (row[seat][0] or 0) + 5 * (row[seat][1] or 0) if seat in row else None for row in whole.values()
        ]
    for leaf in (0, 1):
        steps, zeros = cast.sums(leaf)
        assert steps == [sum(row[leaf] or 0 for row in rows.values()) for rows in whole.values()]
        assert zeros == [sum(row[leaf] == 0 for row in rows.values()) for rows in whole.values()]


def test_steps_can_be_counted_finer() -> None:
    finer = Lines.of([Line(CODES[0], (1, None)), Line(CODES[1], (3, 4))]).multiplied((4, 1))
    assert [line.marks for line in finer] == [(4, None), (12, 4)]
    assert Fraction(1, 4) * 12 == 3
