"""Makes the files of an earlier version: ``python -m tests.earlier COMMIT NAME [TEST …]``.

The commit's own program plays its own journeys by hand (and further tests of its own, by name); what it wrote, and what
it says about it, is kept below ``tests/fixtures/earlier/NAME``. Nothing of today's program runs.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "fixtures" / "earlier"
BY_HAND = "tests/journeys/test_by_hand.py"
WANTED = (".jdesk", ".jdscore", ".jdballot", ".jdpack", ".jdquyet", ".jdsolieu", ".jdbang", ".jsonl", ".toml", ".khoa")
PLACES = re.compile(r"(?:so-lieu/|xet/|kin/)?(?:cuoc-thi|may|usb|usb-2)/|[a-z-]+\.toml\Z")
LEFT_OUT = re.compile(r"/(?:backups|ho-so-kiem-tra)/|-journal\Z")


def main(commit: str, name: str, *tests: str) -> None:
    """Play, ask, keep."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "program"
        source.mkdir()
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x"], cwd=source, input=packed, check=True)
        files: dict[str, Path] = {}
        for number, test in enumerate((BY_HAND, *tests)):
            play(source, test, played := Path(place) / f"played-{number}")
            prefix = f"them-{number}/" if number else ""
            files |= {prefix + name: path for name, path in wanted(played)}
        keep(KEPT / name, files)
        told = {"commit": commit, "said": said(source, KEPT / name, Path(place) / "asked")}
        (KEPT / name / "told.json").write_text(lines(told), encoding="utf-8")


def play(source: Path, test: str, played: Path) -> None:
    """Run a test of the commit in its own tree, and leave what it wrote."""
    words = ("-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={played}", "-o", "tmp_path_retention_policy=all")
    subprocess.run([sys.executable, "-m", "pytest", test, *words], cwd=source, env=own(source), check=True)


def own(source: Path) -> dict[str, str]:
    """Give surroundings in which the commit's modules are the ones that are loaded.

    A library that only the commit needs is found in the folders that ``PYTHONPATH`` names already.
    """
    home = {"JUDGE_DESK_HOME": str(source.parent / "home")}
    modules = os.pathsep.join(filter(None, (str(source), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, **home, "PYTHONPATH": modules, "PYTHONDONTWRITEBYTECODE": "1"}


def wanted(played: Path) -> list[tuple[str, Path]]:
    """Give the files worth keeping by their place below the test's folder, like beside like."""
    found = []
    for path in played.rglob("*"):
        if not path.is_file() or path.is_symlink() or "current/" in f"{path}":
            continue
        name = "/".join(path.relative_to(played).parts[1:])
        kind = path.suffix in WANTED or path.name.startswith("ket-qua-") or "/submissions/" in name or "/files/" in name
        if kind and path.suffix != ".xlsx" and PLACES.match(name) and not LEFT_OUT.search(name):
            found.append((name, path))
    return sorted(found, key=lambda each: (each[1].suffix, each[0]))


def keep(folder: Path, files: dict[str, Path]) -> None:
    """Pack the files, without times and owners."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        lzma.open(folder / "files.tar.xz", "wb", preset=9 | lzma.PRESET_EXTREME) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, path in files.items():
            about = tarfile.TarInfo(name)
            about.size, about.mode = path.stat().st_size, 0o600
            with path.open("rb") as content:
                archive.addfile(about, content)


def said(source: Path, folder: Path, asked: Path) -> dict[str, Any]:
    """Unpack what was kept, and let the commit's own program tell what is in it, by file."""
    with tarfile.open(folder / "files.tar.xz") as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12 has none yet
        archive.extractall(asked)
    told: dict[str, Any] = {}
    for path in sorted(asked.rglob("*")):
        name = path.relative_to(asked).as_posix()
        if path.name == "contest.jdesk":
            told[name] = contest(source, path)
        elif path.suffix == ".jdscore":
            state = ask(source, "ballot", "show", str(path))
            told[name] = {each: state[each] for each in ("seat", "name", "state", "columns", "lines")}
        elif path.suffix == ".jdballot" and not name.count("cuoc-thi"):
            told[name] = ask(source, "ballot", "check", str(path))
        elif path.suffix == ".jdpack" and "usb-2" in name and (path.parent / "files").is_dir():
            told[name] = ask(source, "package", "check", str(path.parent))
    return told


def contest(source: Path, file: Path) -> dict[str, Any]:
    """Tell a contest: what the file holds as decisions, and what the program makes of it."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as held:
        form = held.execute("PRAGMA user_version").fetchone()[0]
        fields = "number, round, kind, about, value, among, reason, people"
        decisions = held.execute(f"SELECT {fields} FROM decision ORDER BY number").fetchall()
        counts = {name: held.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables(held)}
    shown = ask(source, "contest", "show", str(file.parent))
    rounds = [each["id"] for each in shown["rounds"] if each["ballots"]]
    results = {each: ask(source, "results", str(file.parent), "--round", each) for each in rounds}
    fields_kept = ("data_code", "official", "entries", "shortlist", "awards")
    for each in results.values():
        each["entries"] = [{key: value for key, value in line.items() if key != "why"} for line in each["entries"]]
    return {
        "form": form,
        "rows": counts,
        "entries": shown["entries"],
        "decisions": decisions,
        "results": {name: {each: result[each] for each in fields_kept} for name, result in results.items()},
    }


def tables(held: sqlite3.Connection) -> list[str]:
    """Name the tables of a file."""
    return [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def ask(source: Path, *words: str) -> dict[str, Any]:
    """Give a command to the commit's program; what people would hear in words is left out."""
    command = [sys.executable, "-m", "judge_desk.cli", *words, "--json"]
    done = subprocess.run(command, cwd=source, env=own(source), capture_output=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return {key: value for key, value in answer.items() if key not in {"ok", "findings", "folder"}}


def lines(told: dict[str, Any]) -> str:
    """Write what was told with one line for each value of the second level, to be read and compared by people."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=4)
    return re.sub(r"\n {20,}|\n {16}(?=[\]}])", " ", text) + "\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
