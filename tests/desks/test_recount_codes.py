"""Digits off signed sheets: the same, others, or nobody's; and what cannot be read is not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import recounting
from judge_desk.desks.recount_codes import read_paper_codes
from judge_desk.exchange.seal import group_code
from judge_desk.stores.contest_file import LOG_NAME
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE
from tests.journeys.terminal import call


def test_digits_off_a_sheet_are_held_against_the_counted_ballot(counted: Small, tmp_path: Path) -> None:
    first, second = counted.standing().counted[:2]
    right, wrong = f"{first.ballot.seat}={group_code(first.code)}", f"{ONE} {second.ballot.seat}={first.code}"
    typed = read_paper_codes((right, wrong, f"99={first.code}", f"khac 1={first.code}"))
    found = recounting.recount((counted.contest,), counted.definition, counted.around(), typed).findings
    told = [each.code for each in found if each.code.startswith("recount.paper_")]
    assert told == ["recount.paper_same", "recount.paper_differs", "recount.paper_nobody", "recount.paper_nobody"]
    base = ("recount", str(counted.contest), "--definition", str(counted.definition), "--json", "--code")
    assert call(tmp_path / "h", *base, right).code == 0
    said = call(tmp_path / "h", *base, right, "--code", wrong)
    assert (said.code, "recount.paper_differs" in said.codes) == (1, True)


@pytest.mark.parametrize("text", ["", "3", "=1", "ba=" + "1" * 30, "a b 3=" + "1" * 30, "3=" + "1" * 29])
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    with pytest.raises(BadInput):
        read_paper_codes((text,))


def test_a_log_that_was_changed_or_written_anew_is_named_by_a_recount(counted: Small) -> None:
    log = counted.contest / LOG_NAME
    whole, definition = log.read_bytes(), counted.definition

    def told() -> list[tuple[str, object]]:
        found = recounting.recount((counted.contest,), definition, counted.around()).findings
        return [(each.code, each.facts.get("line")) for each in found if each.code.startswith("recount.log_")]

    assert told() == []
    log.write_bytes(whole.replace(b'"time":"2024', b'"time":"2023', 1))
    assert told() == [("recount.log_line", 1)]
    log.write_bytes(whole.splitlines(keepends=True)[0])
    assert told() == [("recount.log_head", None)]
    log.unlink()
    assert told() == []
