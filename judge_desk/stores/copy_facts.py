"""What a copy of a contest's file holds, read without checking every row: for a list of many copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.values.problems import NotNow
from judge_desk.stores.contest_file import OLDER
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.database import FileKind, OpenFile, open_database
from judge_desk.stores.faults import damage_faults


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """How many acts, entries, ballots, merges and decisions a copy holds; stated time of its newest act."""

    acts: int
    entries: int
    ballots: int
    merges: int
    decisions: int
    newest: str


def read_copy_facts(path: Path) -> CopyFacts:
    """Read what a copy holds; its rows are not compared with its log, which going back to it does.

    Raises:
        Refusal: no file of ours, damaged so that it shows, or from a newer program.
    """
    with _opened(path) as file, damage_faults(path):
        tables = ("log", "ballot", "merge", "decision")
        acts, ballots, merges, decisions = (int(file.rows(f"SELECT count(*) FROM {each}")[0][0]) for each in tables)
        entries = int(file.rows("SELECT count(DISTINCT id) FROM entry")[0][0])
        newest = file.rows("SELECT json_extract(body, '$.time') FROM log ORDER BY seq DESC LIMIT 1")
        return CopyFacts(acts, entries, ballots, merges, decisions, str(newest[0][0]) if newest else "")


def _opened(path: Path) -> OpenFile:
    try:
        return open_database(path, CONTEST_FILE, read_only=True)
    except NotNow as refusal:
        if refusal.problem.code != OLDER:
            raise
        form = int(refusal.problem.facts["file"])
        return open_database(
            path, FileKind(CONTEST_FILE.application_id, CONTEST_FILE.migrations[:form]), read_only=True
        )
