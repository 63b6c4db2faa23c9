"""Typed names, and blind codes with a check digit.

A blind code is what people say, write and type: ``042-7``. The digit behind the dash is Damm's check digit,
which catches every single wrong digit and every swap of two neighbours (H. M. Damm, 2004).
"""

from __future__ import annotations

import re
from typing import Final, NewType

ContestId = NewType("ContestId", str)
RoundId = NewType("RoundId", str)
CriterionId = NewType("CriterionId", str)
EntryId = NewType("EntryId", str)
"""The secretary's number of an entry in the register; never travels to judges in a blind round."""
EntryCode = NewType("EntryCode", str)
"""What stands on the wall, the sheet and the ballot in one round: a number and its check digit."""
UnitId = NewType("UnitId", str)
JudgeId = NewType("JudgeId", str)
Seat = NewType("Seat", int)
Digest = NewType("Digest", str)
"""Lower-case hexadecimal SHA-256 of a file's bytes."""

_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_CODE: Final = re.compile(r"([0-9]{3,5})-([0-9])\Z")


class BadCode(ValueError):
    """The text is not a code, or its check digit is wrong."""


def check_digit(digits: str) -> int:
    """Compute the check digit of a string of ASCII digits."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state


def entry_code(number: int, width: int = 3) -> EntryCode:
    """Make the code of a number (1 or more): ``42`` gives ``042-`` and its check digit.

    ``width`` is the least number of digits; leading zeros do not change the check digit.
    """
    digits = f"{number:0{width}d}"
    return EntryCode(f"{digits}-{check_digit(digits)}")


def parse_code(text: str) -> EntryCode:
    """Read a code as a person typed it.

    Raises:
        BadCode: not three to five digits, a dash and the right check digit.
    """
    found = _CODE.match(text.strip())
    if found is None or check_digit(found[1]) != int(found[2]):
        raise BadCode(text)
    return EntryCode(text.strip())
