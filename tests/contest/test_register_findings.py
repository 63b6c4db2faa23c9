"""Titles that nearly agree, and answers that speak of one finding as it was and of no other."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.contest.register import eligibility, receipt
from judge_desk.contest.register.eligibility import RULE_CODES
from judge_desk.contest.register.entries import Author, Entry, SubmittedFile
from judge_desk.contest.register.handling import ACCEPTED, REOPENED, answer_on, finding_digest
from judge_desk.contest.register.near_titles import near_titles
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, EntryId, RoundId, UnitId
from judge_desk.contest.values.problems import Problem, Severity

FILE = SubmittedFile("bai", "bai.pdf", "pdf", 10, Digest("a" * 64))
ENTRY = Entry(EntryId("7"), "Bài", "nhom", "chung", (Author("An"),), (UnitId("xa"),), "2024-08-01", files=(FILE,))
DAMAGED = Problem("intake.damaged_file", Severity.ASK, "", {"entry": "7", "file": "bai.pdf"})


@pytest.mark.parametrize(
    ("other", "percent"),
    [
        ("Sổ tay kĩ năng số cho cán bộ ấp", 96),
        ("SO TAY KY NANG SO CHO CAN BO AP", 100),
        ("Sổ tay kỹ năng số cho người cao tuổi", 0),
        ("Sổ tay kỹ năng số cho cán bộ ấp!", 0),
        ("Sổ tay kỹ năng số cho cán bộ ấp 2", 0),
        ("Trợ lý ảo giải đáp thủ tục hành chính", 0),
    ],
)
def test_titles_are_near_by_their_letters_but_not_across_a_number(other: str, percent: int) -> None:
    titles = [(EntryId("1"), "Sổ tay kỹ năng số cho cán bộ ấp"), (EntryId("2"), other), (EntryId("3"), "Việc khác hẳn")]
    found = near_titles(titles)
    assert found == (
        {EntryId("1"): ((EntryId("2"), percent),), EntryId("2"): ((EntryId("1"), percent),)} if percent else {}
    )


def test_an_answer_is_silent_once_the_facts_or_the_file_have_changed() -> None:
    accepted = _decision(1, ACCEPTED, finding_digest(ENTRY, DAMAGED))
    assert answer_on(ENTRY, DAMAGED, (accepted,)) == accepted
    other_content = replace(ENTRY, files=(replace(FILE, sha256=Digest("b" * 64)),))
    assert answer_on(other_content, DAMAGED, (accepted,)) is None
    other_file = replace(DAMAGED, facts={"entry": "7", "file": "clip.mp4"})
    assert answer_on(ENTRY, other_file, (accepted,)) is None
    taken_back = _decision(2, REOPENED, finding_digest(ENTRY, DAMAGED))
    assert answer_on(ENTRY, DAMAGED, (accepted, taken_back)) is None
    again = _decision(3, ACCEPTED, finding_digest(ENTRY, DAMAGED))
    assert answer_on(ENTRY, DAMAGED, (again, accepted, taken_back)) == again


def _decision(number: int, value: str, digest: Digest) -> Decision:
    about = (ENTRY.id, DAMAGED.code)
    return Decision(number, RoundId(""), DecisionKind.FINDING, about, value, (digest,), "vì", ("An (Thư ký)",), "")


def test_every_code_of_the_rules_is_known_as_one() -> None:
    written = {
        node.value
        for module in (eligibility, receipt)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("intake.")
    }
    assert written == RULE_CODES
