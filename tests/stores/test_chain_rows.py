"""Rows that are hashed in one go have the bytes that they have field by field."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.stores.chain import Field, canonical, named_rows


class Word(StrEnum):
    """A text that is more than one."""

    ONE = "one"


def by_fields(row: list[Field]) -> bytes:
    """Write a row by the words of the module's description."""

    def written(value: Field) -> bytes:
        if value is None:
            return b"n"
        if isinstance(value, int):
            return b"i%d:%d" % (len(str(value)), value)
        kind, data = (b"b", value) if isinstance(value, bytes) else (b"s", value.encode())
        return b"%b%d:%b" % (kind, len(data), data)

    return b"".join(written(each) for each in row)


ROWS = st.lists(st.none() | st.integers() | st.binary(max_size=6) | st.text(max_size=6) | st.just(Word.ONE), max_size=6)


@given(ROWS)
def test_every_row_has_the_bytes_of_its_fields(row: list[Field]) -> None:
    assert canonical(row) == by_fields(row)


@pytest.mark.parametrize("wrong", [1.0, True, False, (), object()])
def test_what_is_no_field_is_refused_beside_plain_ones(wrong: object) -> None:
    with pytest.raises(TypeError):
        canonical(["a", wrong, 1])  # type: ignore[list-item]  # it is the wrong one that is tried


@given(st.lists(ROWS.map(lambda row: [*row, None, None, None][:3]), max_size=4))
def test_rows_of_a_table_have_the_bytes_of_their_names_and_values(rows: list[list[Field]]) -> None:
    names = ["act", "tên", "nội dung"]
    filled = [[pair for pair in zip(names, row, strict=True) if pair[1] is not None] for row in rows]
    wanted = [by_fields(["bảng", len(cells), *(cell for pair in cells for cell in pair)]) for cells in filled]
    assert list(named_rows("bảng", names, rows)) == [(row[0], data) for row, data in zip(rows, wanted, strict=True)]
