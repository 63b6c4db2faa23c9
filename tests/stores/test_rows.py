from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.stores.rows import pack, unpack

TEXT = st.text(st.characters(codec="utf-8"), max_size=6)
TREE = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(TREE, max_size=3))
def test_what_is_packed_comes_back_and_has_one_form(value: list[Any]) -> None:
    text = pack(value)
    assert unpack(text) == value
    assert pack(unpack(text)) == text


@pytest.mark.parametrize("value", [0.5, True, Fraction(1, 2), b"x"])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        pack([value])


@pytest.mark.parametrize("text", ["[0.5]", "[1e3]", "[NaN]", "[Infinity]"])
def test_a_float_in_a_column_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"0\.5|1e3|NaN|Infinity"):
        unpack(text)
