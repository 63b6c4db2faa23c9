"""Codes that survive being read aloud, written and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.identity import BadCode, check_digit, entry_code, parse_code

NUMBERS = st.integers(1, 99_999)


def test_the_check_digit_is_that_of_damms_paper() -> None:
    assert check_digit("572") == 4
    assert check_digit("5724") == 0


def test_a_code_has_three_digits_a_dash_and_its_check_digit() -> None:
    assert entry_code(42) == "042-7"
    assert entry_code(1234).startswith("1234-")


@given(NUMBERS, st.integers(3, 5))
def test_leading_zeros_change_the_width_but_not_the_check_digit(number: int, width: int) -> None:
    assert entry_code(number, width)[-1] == entry_code(number)[-1]
    assert len(entry_code(number, width)) == max(width, len(str(number))) + 2


@given(NUMBERS)
def test_a_code_reads_back_with_blanks_around(number: int) -> None:
    assert parse_code(f"  {entry_code(number)}\n") == entry_code(number)


@given(NUMBERS, st.data())
def test_every_single_wrong_digit_is_caught(number: int, data: st.DataObject) -> None:
    code = entry_code(number)
    place = data.draw(st.sampled_from([at for at, letter in enumerate(code) if letter != "-"]))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != code[place]]))
    with pytest.raises(BadCode):
        parse_code(code[:place] + digit + code[place + 1 :])


@given(NUMBERS, st.data())
def test_every_swap_of_two_neighbours_is_caught(number: int, data: st.DataObject) -> None:
    digits = entry_code(number).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if swapped != digits:
        with pytest.raises(BadCode):
            parse_code(f"{swapped[:-1]}-{swapped[-1]}")


@pytest.mark.parametrize(
    "text", ["", "42-7", "0427", "042–7", "042-", "042-77", "042 - 7", "٠٤٢-7", "000042-7", "042-7x"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadCode):
        parse_code(text)
