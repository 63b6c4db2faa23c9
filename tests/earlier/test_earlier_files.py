"""Files that earlier versions of the program wrote: they open, and say what those versions said of them."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from judge_desk.exchange.sealed import opening_key
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.database import FileKind, open_database
from judge_desk.stores.score_schema import SCORE_FILE
from tests.journeys.terminal import Said, call

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "earlier"
VERSIONS = sorted(path.parent.name for path in FOLDER.glob("*/told.json"))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier version left, unpacked; ``told`` is what it said of each file."""

    place: Path
    told: dict[str, dict[str, Any]]

    def say(self, *words: str, code: int = 0, pin: str = "") -> Said:
        """Give a command to today's program."""
        said = call(self.place / "home", *words, "--json", pin=pin)
        assert said.code == code, (words, said.out, said.err)
        return said

    def each(self, *endings: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Give the files with these endings, and what was told of them."""
        for name, told in self.told.items():
            if name.endswith(endings):
                yield self.place / name, told


@pytest.fixture(scope="module", params=VERSIONS)
def earlier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Earlier:
    """Unpack one version's files; the first of the tests is the one that opens the contests."""
    return unpacked(request.param, tmp_path_factory.mktemp(request.param))


def unpacked(version: str, place: Path) -> Earlier:
    with tarfile.open(FOLDER / version / "files.tar.xz", "r:xz") as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12 has none yet
        archive.extractall(place)
    told = json.loads((FOLDER / version / "told.json").read_text(encoding="utf-8"))
    return Earlier(place, told["said"])


def rows_of(path: Path) -> list[str]:
    """Give a database as text, every row of it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as held:
        return list(held.iterdump())


def test_there_are_files_of_every_form() -> None:
    told = [json.loads((FOLDER / name / "told.json").read_text(encoding="utf-8"))["said"] for name in VERSIONS]
    forms = {each["form"] for said in told for each in said.values() if "form" in each}
    assert forms == set(range(1, CONTEST_FILE.version + 1)), "python -m tests.earlier keeps those of one more"
    assert f"| `contest.jdesk` | 1 to {CONTEST_FILE.version} |" in (FOLDER.parents[2] / "docs" / "files.md").read_text(
        "utf-8"
    )
    filled = {table for said in told for each in said.values() for table, rows in each.get("rows", {}).items() if rows}
    every = {table for said in told for each in said.values() for table in each.get("rows", {})}
    assert every - filled == {"figures"}, "each table of each form has rows somewhere; this one was never written to"


def test_a_contest_opens_after_a_copy_and_says_what_it_said(earlier: Earlier) -> None:
    for file, told in earlier.each("contest.jdesk"):
        folder, before = str(file.parent), rows_of(file)
        assert earlier.say("contest", "show", folder).data["entries"] == told["entries"]
        copy = file.with_name(f"contest.v{told['form']}.jdesk")
        assert copy.exists() == (told["form"] < CONTEST_FILE.version)
        if copy.exists():
            assert rows_of(copy) == before
            open_database(copy, FileKind(CONTEST_FILE.application_id, CONTEST_FILE.migrations[: told["form"]])).close()
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as held:
            assert held.execute("PRAGMA user_version").fetchone() == (CONTEST_FILE.version,)
            fields = "number, round, kind, about, value, among, reason, people"
            kept = held.execute(f"SELECT {fields} FROM decision ORDER BY number").fetchall()
            counts = {name: held.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in told["rows"]}
        assert ([list(row) for row in kept], counts) == (told["decisions"], told["rows"])
        for name, result in told["results"].items():
            said = earlier.say("results", folder, "--round", name).data
            lines = [{key: value for key, value in line.items() if key != "why"} for line in said["entries"]]
            assert {each: said[each] for each in result} | {"entries": lines} == result
        looked_over = earlier.say("doctor", folder)
        assert looked_over.codes == []


def test_a_recount_comes_to_what_was_published(earlier: Earlier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_key, "_N", 2**4)  # as in the journeys by hand: the derivation costs
    for file, told in earlier.each("contest.jdesk"):
        published = sorted(file.parent.rglob("ket-qua-*.json"))
        if published:
            rules = sorted(published[-1].parent.glob("*.toml"))[0]
            said = earlier.say("recount", str(file.parent), "--definition", str(rules)).data
            assert {each["same"] for each in said["rounds"]} <= {True}
            assert {each["round"] for each in said["rounds"]} >= set(told["results"])


def test_packages_and_ballots_are_those_that_were_sealed(earlier: Earlier) -> None:
    checked = 0
    for file, told in earlier.each(".jdpack"):
        said = earlier.say("package", "check", str(file.parent)).data
        assert {each: said[each] for each in told} == told
    ballots = list(earlier.each(".jdballot"))
    for file, told in (*ballots[:1], *ballots[-1:]):
        said = earlier.say("ballot", "check", str(file)).data
        assert {each: said[each] for each in told} == told
        checked += 1
    assert checked
    for file in earlier.place.rglob("*.jdpack"):
        assert read_manifest(file.read_bytes(), file.name).entries


def test_score_files_hold_the_marks_and_marking_goes_on(earlier: Earlier) -> None:
    found = list(earlier.each(".jdscore"))
    assert found
    for file, told in found:
        with open_database(file, SCORE_FILE, read_only=True) as opened:
            assert opened.rows("PRAGMA user_version") == [(SCORE_FILE.version,)]
        said = earlier.say("ballot", "show", str(file)).data
        assert {each: said[each] for each in told} == told
    file, told = next((file, told) for file, told in found if told["state"] == "open")
    code, criterion = told["lines"][-1]["code"], told["columns"][0]
    assert earlier.say("ballot", "mark", str(file), code, criterion, "3").data["mark"] == "3"
    acts = earlier.say("ballot", "history", str(file)).data["history"]
    assert acts[-1]["kind"] == "mark"
