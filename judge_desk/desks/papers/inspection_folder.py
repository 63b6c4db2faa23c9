"""The folder beside a published result from which anybody can recount it, without this program.

It holds every sealed file that the result stands on, the rules, the published result, the workbook with live formulas,
and a program of one file that shares nothing with ours. A draft has none: nothing is settled that could be checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.paper_sets import DataFile, Worked
from judge_desk.desks.papers.planned import PlannedPaper
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing
from judge_desk.documents.formats import Format
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.seal import digest_of
from judge_desk.paths import resource
from judge_desk.stores.ballot_tables import read_ballots
from judge_desk.stores.opening_tables import read_closed
from judge_desk.stores.round_tables import read_packages

FOLDER: Final = "ho-so-kiem-tra"
PROGRAM: Final = "kiem_tra.py"
SUMS: Final = "SHA256SUMS.txt"
READ_FIRST: Final = "DOC-TOI-TRUOC.txt"
KIND: Final = "inspection"
LISTED: Final = (PROGRAM, SUMS)
"""The files of the folder that stand in the index of papers; the second has the digests of all others."""
WORKBOOKS: Final = ("summary", "review_summary")
"""Kinds of papers whose workbook counts by its own formulas."""
_LIMIT: Final = 4 * 1024 * 1024


def inspection_files(
    contest: ContestFolder, standing: Worked, data: Iterable[DataFile], planned: Iterable[PlannedPaper]
) -> Mapping[str, bytes]:
    """Give the files of the folder, by their names in it.

    Args:
        contest: the open folder.
        standing: the round or review, settled.
        data: the files that lie beside its papers: decisions, figures, rules, result.
        planned: its papers, for the workbook.
    """
    beside = {kind: (name, content) for kind, name, content in data}
    files = dict(beside.values())
    for each in rounds_behind(standing):
        files |= dict(_sealed(contest, each))
    for paper in planned:
        if paper.kind in WORKBOOKS and Format.XLSX in paper.formats:
            files |= dict(paper.write((Format.XLSX,)))
    program = read_bytes(resource(f"recount/{PROGRAM}"), _LIMIT)
    files[PROGRAM] = program
    told = {"definition": beside["definition"][0], "result": beside["result"][0], "program": digest_of(program)}
    files[READ_FIRST] = _read_first(contest, standing, told)
    sums = "".join(f"{digest_of(content)}  {name}\n" for name, content in sorted(files.items()))
    return {**files, SUMS: sums.encode()}


def rounds_behind(standing: Worked) -> tuple[Standing, ...]:
    """Give every round whose ballots a result stands on, each once: the round itself and those before it."""
    found: dict[str, Standing] = {}
    waiting = list(standing.rounds.values()) if isinstance(standing, ReviewStanding) else [standing]
    while waiting:
        each = waiting.pop()
        found[each.id] = each
        waiting += [each.earlier] if each.earlier is not None else []
    return tuple(found[name] for name in sorted(found))


def _sealed(contest: ContestFolder, standing: Standing) -> Iterator[tuple[str, bytes]]:
    """Give the manifests and every ballot of a round, byte for byte: replaced ones too, and those that came closed."""
    for package in read_packages(contest.store, standing.id):
        yield f"goi/{standing.id}_ban-{package.version}.jdpack", package.text.encode()
    for ballot in read_ballots(contest.store, standing.id):
        name = f"{standing.id}_ghe-{ballot.seat}_lan-{ballot.revision}_{ballot.digest[:10]}"
        yield f"phieu/{name}.jdballot", ballot.data
    for closed in read_closed(contest.store, standing.id):
        yield f"phieu-kin/{standing.id}_ghe-{closed.seat}_{closed.digest[:10]}.jdballot", closed.text.encode()


def _read_first(contest: ContestFolder, standing: Worked, told: Mapping[str, str]) -> bytes:
    """Write the page for people, as Windows' editor shows it best: with mark, lines ended by CR LF."""
    text = resource("recount/doc-toi-truoc.txt").read_text(encoding="utf-8")
    facts = {"contest": contest.definition.title, "station": standing.title, "code": standing.data_code}
    return "\ufeff".encode() + text.format(**facts, **told).replace("\n", "\r\n").encode()


def whole_folder(sums: Path, listed: bytes) -> Iterator[tuple[str, Path, str]]:
    """Give name, place and digest of every file that a folder's own list names, but those that the index lists, too."""
    for line in listed.decode().splitlines():
        digest, _, name = line.partition("  ")
        if name not in LISTED:
            yield f"{FOLDER}/{name}", sums.parent / name, digest


def told_of(names: Iterable[str]) -> Findings:
    """Say that a copy holds the folder, if it does."""
    if f"{FOLDER}/{SUMS}" not in set(names):
        return ()
    return (Problem("publish.inspection", Severity.NOTE, facts={"folder": FOLDER}),)
