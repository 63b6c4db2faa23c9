"""The number behind a file's kind, where the file is none of the signed ones: ``judge-desk ket-qua 1``."""

from __future__ import annotations

import re
from typing import Final

from judge_desk.contest.values.problems import NewerFormat

_FORM: Final = re.compile(r"(?P<kind>judge-desk [a-z-]+) (?P<number>[1-9][0-9]{0,8})")


def refuse_newer(known: str, found: object, where: str) -> None:
    """Refuse a file of the known kind whose number is higher; anything else is left to the reader.

    Args:
        known: kind and number as this program writes them.
        found: what stands in the file.
        where: how the file is called.

    Raises:
        NewerFormat: written by a newer program; both numbers are in the facts.
    """
    mine, theirs = _FORM.fullmatch(known), _FORM.fullmatch(found) if isinstance(found, str) else None
    if mine is None or theirs is None or mine["kind"] != theirs["kind"]:
        return
    if int(theirs["number"]) > int(mine["number"]):
        raise NewerFormat("signed.newer", where, found=int(theirs["number"]), known=int(mine["number"]))
