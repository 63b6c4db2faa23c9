"""One broken definition for every fault that the program can find, and exactly that fault is found.

Each file of ``tests/golden/definitions/broken`` names a good definition, what is changed in it (or which rulings are
put on top), and the key path at which the fault must be reported. Its name is the fault's code.
"""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from judge_desk.exchange.rulebook.definition_file import DefinitionReading, read_definition
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests/golden/definitions/good"
BROKEN = sorted((ROOT / "tests/golden/definitions/broken").glob("*.toml"))
CODE = re.compile(r"definition\.[a-z0-9_]+\Z")
ELSEWHERE = {"definition.not_shipped"}
"""Codes of other acts than reading a file; they have tests of their own."""


def broken(path: Path) -> tuple[bytes, list[tuple[str, str]], str]:
    """Give the bytes of a broken definition, the rulings put on it, and where its fault lies."""
    recipe: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    text = (GOOD / f"{recipe['base']}.toml").read_text(encoding="utf-8")
    for change in recipe.get("change", ()):
        assert text.count(change["old"]) == 1, f"{path.name}: not exactly once: {change['old']}"
        text = text.replace(change["old"], change["new"])
    data = text.encode() + b"#" * bool(recipe.get("append_hex")) + bytes.fromhex(recipe.get("append_hex", ""))
    data += b"\n" * recipe.get("pad", 0)
    return data, [(ruling["key"], ruling["value"]) for ruling in recipe.get("ruling", ())], recipe["where"]


def emitted_codes() -> set[str]:
    """Give every code of a fault of a definition that stands in the source."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "judge_desk").rglob("*.py"))
    trees = (ast.parse(source) for source in sources if '"definition.' in source)
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.match(text)}


@cache
def reading_of(path: Path) -> tuple[DefinitionReading, str]:
    """Read a broken definition once for all tests, and give where its fault lies."""
    data, rulings, where = broken(path)
    return read_definition(data, "x.toml", rulings), where


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_broken_definition_gives_exactly_its_fault_at_its_key(path: Path) -> None:
    reading, where = reading_of(path)
    assert [finding.code for finding in reading.findings] == [f"definition.{path.stem}"]
    assert reading.definition is None
    place, _, key = reading.findings[0].where.partition(": ")
    assert key == where
    assert re.fullmatch(r"x\.toml(:[0-9]+)?", place)


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.toml")), ids=lambda path: path.stem)
def test_the_good_definitions_have_no_fault(path: Path) -> None:
    reading = read_definition(path.read_bytes(), path.name)
    assert reading.findings == ()
    assert reading.definition is not None


def test_the_corpus_holds_every_fault_that_the_source_can_find_and_no_other() -> None:
    assert {f"definition.{path.stem}" for path in BROKEN} == emitted_codes() - ELSEWHERE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_fault_of_the_corpus_is_said_with_its_facts(language: str) -> None:
    catalogue = open_catalogue(language)
    for path in BROKEN:
        said = sentence(reading_of(path)[0].findings[0], catalogue)
        assert said.startswith("x.toml")
        assert "{" not in said.replace("{…}", "")
        assert said.count(".") > 1


def test_both_languages_say_the_same_faults_with_the_same_facts() -> None:
    vietnamese, english = open_catalogue("vi"), open_catalogue("en")
    for code in emitted_codes():
        key = f"finding.{code}"
        facts = [sorted(set(re.findall(r"\{(\w+)\}", language.template(key)))) for language in (vietnamese, english)]
        assert facts[0] == facts[1], key
    keys = vietnamese.keys()
    assert {key for key in keys if key.startswith("finding.definition.")} == {
        f"finding.{code}" for code in emitted_codes()
    }
