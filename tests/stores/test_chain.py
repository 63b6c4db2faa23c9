from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.stores.chain import Field, canonical, link, text_digest

FIELDS = st.lists(st.none() | st.integers() | st.text() | st.binary(), max_size=5)


@given(FIELDS, FIELDS)
def test_two_rows_have_the_same_bytes_only_when_they_are_the_same(first: list[Field], second: list[Field]) -> None:
    def kinds(row: list[Field]) -> list[tuple[type, Field]]:
        return [(type(each), each) for each in row]

    assert (canonical(first) == canonical(second)) == (kinds(first) == kinds(second))


def test_the_form_is_the_documented_one() -> None:
    assert canonical([None, -17, "Ánh", b"\x00:"]) == b"ni3:-17s4:\xc3\x81nhb2:\x00:"


def test_moving_a_letter_from_one_field_to_the_next_changes_the_hash() -> None:
    assert link("0", "ab", "c") != link("0", "a", "bc")
    assert link("0", "ab") != link("1", "ab")
    assert link("0", 12) != link("0", "12")


@pytest.mark.parametrize("value", [0.5, True, Fraction(1, 2), ["a"]])
def test_what_is_no_plain_value_never_enters_a_chain(value: object) -> None:
    with pytest.raises(TypeError):
        canonical([value])  # type: ignore[list-item]  # the point of the test


def test_a_text_has_the_digest_of_the_file_that_holds_it() -> None:
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
