"""Whole tables read at once: what is read is what the plain reader reads, and nothing else is ever believed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.merge.lines import Line, Lines
from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.contest.values.identity import CriterionId, EntryCode, entry_code
from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.sealed.ballot_columns import Columns, cell_of, columns_of
from judge_desk.exchange.sealed.ballot_planes import alphabet_of, read_planes
from judge_desk.exchange.sealed.ballot_table import read_lines, write_table

STEPS = [Fraction(1), Fraction(2), Fraction(5), Fraction(1, 2), Fraction(1, 4), Fraction(1, 5), Fraction(1, 10)]


def columns_with(*scales: tuple[int, Fraction], least: int = 0) -> Columns:
    """Make columns of scales up to so much by such a step."""
    ends = [(Fraction(least), Fraction(most), step) for most, step in scales]
    leaves = (
        Criterion(CriterionId(str(number)), f"Tiêu chí {number}", minimum=low, maximum=high, step=step)
        for number, (low, high, step) in enumerate(ends, start=1)
    )
    return columns_of(Rubric(tuple(leaves), Fraction(100)))


COLUMNS = (
    *columns_with((10, Fraction(1, 4)), (20, Fraction(1, 2)), (100, Fraction(1))),
    *columns_with((5, Fraction(1, 4)), least=-5),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Lines, dict[EntryCode, int]]:
    """Draw the lines of a ballot with blanks and recusals, and numbers of remarks."""
    numbers = sorted(draw(st.sets(st.integers(1, 99_999), min_size=1, max_size=8)))
    marks = st.tuples(*(st.none() | st.integers(column.least, column.most) for column in COLUMNS))
    lines = []
    for number in numbers:
        recused = draw(st.integers(0, 4)) == 0
        lines.append(Line(entry_code(number), (None,) * len(COLUMNS) if recused else draw(marks), recused))
    counts = {line.code: draw(st.integers(1, 999)) for line in lines if draw(st.integers(0, 3)) == 0}
    return Lines.of(lines), counts


def body_of(lines: Lines, counts: dict[EntryCode, int], columns: Columns = COLUMNS) -> str:
    """Write the lines below the head line."""
    return "".join(f"{each}\n" for each in write_table(lines, counts, columns)[1:])


@given(tables())
def test_a_table_is_read_as_the_plain_reader_reads_it(drawn: tuple[Lines, dict[EntryCode, int]]) -> None:
    body = body_of(*drawn)
    quick = read_planes(body.encode("ascii"), COLUMNS)
    assert quick is not None
    assert quick == read_lines(body, COLUMNS) == drawn


@given(tables(), st.data())
def test_whatever_is_changed_is_not_believed_unless_the_plain_reader_reads_the_same(
    drawn: tuple[Lines, dict[EntryCode, int]], data: st.DataObject
) -> None:
    body = body_of(*drawn)
    at = data.draw(st.integers(0, len(body) - 1))
    kind = data.draw(st.sampled_from(["set", "cut", "add", "swap"]))
    letter = data.draw(st.sampled_from("0123456789,- R\n.\x00x"))
    changed = {
        "set": body[:at] + letter + body[at + 1 :],
        "cut": body[:at] + body[at + 1 :],
        "add": body[:at] + letter + body[at:],
        "swap": body[:at] + body[at : at + 2][::-1] + body[at + 2 :],
    }[kind]
    quick = read_planes(changed.encode("ascii"), COLUMNS)
    if quick is None:
        return
    assert quick == read_lines(changed, COLUMNS)


@pytest.mark.parametrize("step", STEPS, ids=str)
@pytest.mark.parametrize(("least", "most"), [(0, 5), (0, 10), (0, 20), (0, 100), (-10, 10)])
def test_a_key_stands_for_one_cell_alone(least: int, most: int, step: Fraction) -> None:
    (column,) = columns_with((most, step), least=least)
    alphabet = alphabet_of(column)
    assert alphabet is not None or (most - least) / step > 253 or -least / step > 127
    if alphabet is None:
        return
    spelt = {bytes(plane[key] for plane in alphabet.spelling): mark for key, mark in enumerate(alphabet.values)}
    wanted = {cell_of(column, steps).encode(): steps for steps in range(column.least, column.most + 1)}
    blank, recused, nothing = b"-".rjust(column.width), b"R".rjust(column.width), bytes(column.width)
    assert spelt.items() <= {**wanted, blank: None, recused: None, nothing: None}.items()
    assert wanted.keys() <= spelt.keys()


def test_scales_without_keys_marks_off_their_scale_and_wrong_codes_are_left_to_the_plain_reader() -> None:
    long = columns_with((100, Fraction(1, 4)))
    assert alphabet_of(long[0]) is None
    line = Lines.of([Line(entry_code(1), (400,))])
    assert read_planes(body_of(line, {}, long).encode(), long) is None
    assert read_lines(body_of(line, {}, long), long)[0] == line

    off = body_of(Lines.of([Line(entry_code(1), (60, 1, 1, 1))]), {})
    assert read_planes(off.encode(), COLUMNS) is None
    assert read_lines(off, COLUMNS)[0][0].marks[0] == 60

    sound = body_of(Lines.of([Line(entry_code(1), (1, 1, 1, 1)), Line(entry_code(2), (1, 1, 1, 1))]), {})
    first, second, _ = sound.split("\n")
    for wrong in (f"{second}\n{first}\n", f"{first}\n{first}\n", sound.replace(entry_code(1), "001-9")):
        assert read_planes(wrong.encode(), COLUMNS) is None
        with pytest.raises(Unreadable):
            read_lines(wrong, COLUMNS)
