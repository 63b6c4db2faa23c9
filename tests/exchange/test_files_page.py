"""The page for auditors shows what the program really writes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile, SeatLock
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import entry_code
from judge_desk.exchange.seal import SALT, code_of, digest_of, group_code
from judge_desk.exchange.sealed.ballot_file import seal
from judge_desk.exchange.sealed.decision_file import DecisionSheet
from judge_desk.exchange.sealed.manifest_file import file_name
from judge_desk.exchange.sealed.package import READ_FIRST, UNFINISHED
from tests.exchange.ballot_samples import COLUMNS, KEY
from tests.exchange.package_samples import MANIFEST
from tests.exchange.test_ballot_text import pictured

PAGE: Final = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")


def test_the_ballot_on_the_page_is_one_that_the_program_seals() -> None:
    assert f"```\n{seal(pictured(), COLUMNS, KEY).decode()}```" in PAGE


def test_the_digits_and_the_salt_on_the_page_are_right() -> None:
    assert group_code(code_of(digest_of(b""))) in PAGE
    assert f'"{SALT.decode()}"' in PAGE


def test_the_names_on_the_page_are_right() -> None:
    code = entry_code(42)
    assert f"files/{file_name(code, MANIFEST.entries[1].files[0])} for the first file of {code}" in PAGE
    assert READ_FIRST in PAGE
    assert UNFINISHED in PAGE


def _listed(start: str) -> set[str]:
    """Give the fields in braces that follow a phrase of the page."""
    after = " ".join(PAGE[PAGE.index(start) :].split())
    return set(after[after.index("{") + 1 : after.index("}")].split(", "))


def test_the_page_lists_every_field_of_every_record() -> None:
    records = {
        "| `seats` |": SeatHolder,
        "| `locks` |": SeatLock,
        "An entry is": ManifestEntry,
        "A file is": ManifestFile,
        "A decision is": Decision,
        "### 4.3": DecisionSheet,
    }
    for phrase, record in records.items():
        assert _listed(phrase) == {each.name for each in fields(record)}, phrase
    table = PAGE[PAGE.index("### 4.1") : PAGE.index("An entry is")]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {word.strip(" `") for row in rows for word in row.split(",")} == {each.name for each in fields(Manifest)}
