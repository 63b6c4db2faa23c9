"""Faults planted in our own code: each must make one of the tests fail that guard the place.

A test suite is worth what it catches. Each mutant changes a few characters of one file in a copy of the tree and runs
the tests that are named for it; a mutant that they let pass is bad. One that no longer fits its file is bad, too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.trust.drill import Count, Drill, Tally

ROOT: Final = Path(__file__).resolve().parents[2]
_COPIED: Final = ("judge_desk", "resources", "tests", "benchmarks", "docs")
_FAILED: Final = 1
_PASSED: Final = 0


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted fault: in ``path`` the text ``right`` becomes ``wrong``; ``tests`` must notice."""

    what: str
    path: str
    right: str
    wrong: str
    tests: tuple[str, ...]


_SEALED: Final = "judge_desk/exchange/sealed"
_COUNTING: Final = "judge_desk/contest/counting"

MUTANTS: Final = (
    Mutant(
        "a new file is not flushed",
        "judge_desk/exchange/disk.py",
        "    file.flush()\n    os.fsync(file.fileno())",
        "    file.flush()",
        ("tests/exchange/test_disk.py",),
    ),
    Mutant(
        "a written file is not compared",
        "judge_desk/exchange/disk.py",
        "    if found != written:",
        "    if False and found != written:",
        ("tests/exchange/test_disk.py",),
    ),
    Mutant(
        "a copy is not held against its source",
        "judge_desk/exchange/disk.py",
        "        if found != due and found != _held_by(source, cancel):",
        "        if found is None:",
        ("tests/exchange/test_pouring.py",),
    ),
    Mutant(
        "commits are not synced in full",
        "judge_desk/stores/database.py",
        '"synchronous=FULL"',
        '"synchronous=NORMAL"',
        ("tests/stores/test_database.py",),
    ),
    Mutant(
        "the journal is deleted, not truncated",
        "judge_desk/stores/database.py",
        "PRAGMA journal_mode=TRUNCATE",
        "PRAGMA journal_mode=DELETE",
        ("tests/stores/test_database.py",),
    ),
    Mutant(
        "the chain of marks is not compared",
        "judge_desk/stores/score_events.py",
        " or event_hash(event) != event.hash:",
        ":",
        ("tests/stores/test_score_damage.py",),
    ),
    Mutant(
        "a note is not compared byte for byte",
        f"{_SEALED}/notes.py",
        "    if _joined(note) != data:",
        "    if False and _joined(note) != data:",
        ("tests/exchange/test_notes.py", "tests/exchange/test_ballot_file.py"),
    ),
    Mutant(
        "keys under which anybody can sign are believed",
        f"{_SEALED}/notes.py",
        " in _WEAK_KEYS:",
        " in ():",
        ("tests/exchange/test_notes.py",),
    ),
    Mutant(
        "a ballot's text is not compared byte for byte",
        f"{_SEALED}/ballot_text.py",
        '    if again != [*lines, *notes.split("\\n")] or dict(Counter(remark.code for remark in remarks)) != counts:',
        "    if False:",
        ("tests/exchange/test_ballot_text.py",),
    ),
    Mutant(
        "a column of a ballot is believed without being written again",
        f"{_SEALED}/ballot_planes.py",
        "    return keys if all(written) else None",
        "    return keys if written else None",
        ("tests/exchange/test_ballot_planes.py",),
    ),
    Mutant(
        "recused lines are not told from blank ones",
        f"{_SEALED}/ballot_planes.py",
        "away = bytes(key == _AWAY for key in range(_BYTE))",
        "away = bytes(key >= _AWAY for key in range(_BYTE))",
        ("tests/exchange/test_ballot_planes.py",),
    ),
    Mutant(
        "a signed record is not compared with its one form",
        f"{_SEALED}/canonical_json.py",
        "        if _dumped(loaded) != text:",
        "        if False and _dumped(loaded) != text:",
        ("tests/exchange/test_canonical_json.py",),
    ),
    Mutant(
        "a package's files are compared by size alone",
        f"{_SEALED}/package_check.py",
        "(found.size, found.sha256) != (file.size, file.sha256)",
        "found.size != file.size",
        ("tests/exchange/test_package.py",),
    ),
    Mutant(
        "a bomb may pass the gate",
        "judge_desk/exchange/zip_gate.py",
        "info.file_size > MOST_RATIO * max(info.compress_size, 1)",
        "False",
        ("tests/exchange/test_sheets.py", "tests/exchange/test_probe.py", "tests/faults/test_bad_registers.py"),
    ),
    Mutant(
        "the smaller score is better",
        f"{_COUNTING}/ranking.py",
        "sorted(equal, reverse=not ascending)",
        "sorted(equal, reverse=ascending)",
        ("tests/contest/test_ranking.py",),
    ),
    Mutant(
        "the smaller figure wins a tie",
        f"{_COUNTING}/ranking.py",
        "for level in sorted(levels, reverse=True):",
        "for level in sorted(levels):",
        ("tests/contest/test_ranking.py",),
    ),
    Mutant(
        "halves are rounded down",
        "judge_desk/contest/values/numbers.py",
        "(2 * parts + whole) // (2 * whole)",
        "(2 * parts + whole - 1) // (2 * whole)",
        ("tests/contest/test_numbers.py",),
    ),
    Mutant(
        "trimming drops too few",
        f"{_COUNTING}/methods.py",
        "ordered[:trim] + ordered[-trim:]",
        "ordered[:trim] + ordered[-1:]",
        ("tests/contest/test_aggregation.py",),
    ),
    Mutant(
        "the bound itself does not reach",
        f"{_COUNTING}/outcome.py",
        "official <= bound if ascending else official >= bound",
        "official < bound if ascending else official > bound",
        ("tests/contest/test_outcome.py",),
    ),
    Mutant(
        "a tie across the cut goes in unasked",
        f"{_COUNTING}/outcome.py",
        "        if len(group) > free:\n",
        "        if False and len(group) > free:\n",
        ("tests/contest/test_outcome.py",),
    ),
    Mutant(
        "a revision may be skipped unseen",
        "judge_desk/contest/merge/chains.py",
        "        and later.ballot.revision == earlier.ballot.revision + 1\n",
        "",
        ("tests/contest/test_chains.py", "tests/contest/test_merging.py", "tests/contest/test_merging_properties.py"),
    ),
    Mutant(
        "another hand's ballot continues a chain",
        "judge_desk/contest/merge/chains.py",
        "        and hand(later) == hand(earlier)\n",
        "",
        ("tests/contest/test_chains.py", "tests/contest/test_merging.py", "tests/contest/test_merging_properties.py"),
    ),
    Mutant(
        "a locked result takes in further ballots",
        "judge_desk/desks/counting.py",
        '        if is_locked(contest.decisions, standing.round.id):\n            raise NotNow("merge.locked"',
        '        if False:\n            raise NotNow("merge.locked"',
        ("tests/desks/test_counting.py", "tests/desks/test_release.py", "tests/desks/test_deciding.py"),
    ),
    Mutant(
        "a ballot with gaps is sealed unasked",
        "judge_desk/desks/sealing.py",
        "        if missing and not tidy_line(partial_reason):",
        "        if False and missing:",
        ("tests/desks/test_sealing.py",),
    ),
    Mutant(
        "a recount keeps differences to itself",
        "judge_desk/desks/recount_files.py",
        "        if theirs.get(field) != mine.get(field):",
        "        if False and theirs.get(field) != mine.get(field):",
        ("tests/desks/test_recounting.py",),
    ),
    Mutant(
        "a stranger's text becomes a formula",
        "judge_desk/documents/sheet_writer.py",
        '            cell.data_type = "s"\n',
        "            pass\n",
        ("tests/documents/test_xlsx_table.py",),
    ),
    Mutant(
        "a viewer gets the whole environment",
        "judge_desk/ui/viewing/viewer_command.py",
        "return {name: ours[name] for name in kept if name in ours} | {",
        "return dict(ours) | {",
        ("tests/ui/test_viewer_link.py",),
    ),
)


def run(tries: int, seed: int, folder: Path) -> Tally:
    """Plant the first ``tries`` mutants, each in its turn; ``seed`` changes nothing."""
    count = Count()
    home = folder / "tree"
    for name in _COPIED:
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "golden/papers"))
    shutil.copy(ROOT / "pyproject.toml", home)
    for mutant in MUTANTS[:tries]:
        file = home / mutant.path
        before = file.read_text(encoding="utf-8")
        if before.count(mutant.right) != 1:
            count.broken(f"{mutant.what}: {mutant.path} has no longer one such place")
            continue
        if (code := _tested(home, mutant.tests)) != _PASSED:
            count.broken(f"{mutant.what}: its tests end with {code} before anything is planted")
            continue
        file.write_text(before.replace(mutant.right, mutant.wrong), encoding="utf-8")
        code = _tested(home, mutant.tests)
        file.write_text(before, encoding="utf-8")
        if code == _FAILED:
            count.good()
        else:
            count.broken(f"{mutant.what}: not noticed by {', '.join(mutant.tests)} (ended with {code})")
    return count.tally(caught=count.tried - count.bad)


def _tested(home: Path, tests: tuple[str, ...]) -> int:
    """Run tests in the copy; give pytest's code."""
    settings = {"PYTHONPATH": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    options = ("-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header")
    command = (sys.executable, "-m", "pytest", *options, *tests)
    ended = subprocess.run(command, cwd=home, env=dict(os.environ) | settings, capture_output=True, check=False)
    return ended.returncode


DRILLS: Final = (
    Drill(
        "mutants",
        "every fault that is planted in our own code is caught by the tests of its place",
        "mutants",
        0,
        len(MUTANTS),
        run,
    ),
)
