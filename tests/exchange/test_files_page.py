"""The page for auditors shows what the program really writes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import entry_code
from judge_desk.exchange.seal import SALT, code_of, digest_of, group_code
from judge_desk.exchange.sealed.ballot_file import seal
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


def test_every_field_of_a_manifest_is_on_the_page() -> None:
    for name in type(MANIFEST).__dataclass_fields__:
        assert f"`{name}`" in PAGE
