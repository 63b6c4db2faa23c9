"""Inspector: the sealed files that a recount reads, verified as bytes, and how two results differ."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from judge_desk.contest.merge.editions import Edition
from judge_desk.contest.values.problems import Problem, Refusal, Severity, Unreadable
from judge_desk.desks.closed.recounting import Closed
from judge_desk.desks.papers.inspection_folder import FOLDER
from judge_desk.desks.papers.paper_sets import RESULT
from judge_desk.desks.papers.result_data import KIND
from judge_desk.desks.papers.review_data import KIND as REVIEW_KIND
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.form_numbers import refuse_newer
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import brought_file, decision_file, figures_file, manifest_file
from judge_desk.exchange.sealed.ballot_file import EXTENSION as BALLOT
from judge_desk.exchange.sealed.ballot_file import peek
from judge_desk.exchange.sealed.brought_file import BroughtFile
from judge_desk.exchange.sealed.closed_file import is_closed, peek_closed
from judge_desk.exchange.sealed.decision_file import DecisionSheet
from judge_desk.exchange.sealed.figures_file import FiguresFile
from judge_desk.exchange.sealed.notes import MAXIMUM

LIMIT: Final = figures_file.LIMIT
_EVERY: Final = 20
Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """A result file, and the decisions, what the organisers brought, and the figures beside it (None if none do)."""

    name: str
    data: dict[str, Any]
    decisions: DecisionSheet | None
    brought: BroughtFile | None
    figures: FiguresFile | None


@dataclass(slots=True)
class SealedFiles:
    """What the files hold, verified."""

    editions: list[Edition]
    ballots: list[tuple[str, bytes]]
    sheets: list[DecisionSheet]
    brought: list[BroughtFile]
    figures: list[FiguresFile]
    published: list[PublishedResult]
    findings: list[Problem]
    closed: list[Closed] = dataclasses.field(default_factory=list)


def gather(paths: Sequence[Path], around: Surroundings) -> SealedFiles:
    """Read every sealed file below the paths; one that cannot be believed is named among the findings.

    ``around`` is for progress.

    Raises:
        Unreadable: a path is missing, or a stick cannot be read.
    """
    evidence = SealedFiles([], [], [], [], [], [], [])
    seen: set[str] = set()
    wanted = [*filter(_wanted, _files(paths))]
    for number, path in enumerate(wanted):
        if number % _EVERY == 0:
            around.progress("progress.recount_reading", number, len(wanted))
        data = read_bytes(path, LIMIT)
        digest = digest_of(data)
        try:
            if path.suffix == manifest_file.EXTENSION and digest not in seen:
                evidence.editions.append((manifest_file.read_manifest(data, path.name), digest))
            elif path.suffix == BALLOT and digest not in seen and is_closed(data):
                evidence.closed.append((path.name, data, peek_closed(data, path.name)))
            elif path.suffix == BALLOT and digest not in seen:
                peek(data[: MAXIMUM + 1], path.name)
                evidence.ballots.append((path.name, data))
            elif path.suffix == decision_file.EXTENSION and digest not in seen:
                evidence.sheets.append(decision_file.read_decisions(data, path.name))
            elif path.suffix == brought_file.EXTENSION and digest not in seen:
                evidence.brought.append(brought_file.read_brought(data, path.name))
            elif path.suffix == figures_file.EXTENSION and digest not in seen:
                evidence.figures.append(figures_file.read_figures(data, path.name))
            elif path.name.startswith(RESULT) and path.suffix == ".json":
                evidence.published.append(_published(path, data))
        except Refusal as refusal:
            evidence.findings.append(refusal.problem)
        seen.add(digest)
    return evidence


def _wanted(path: Path) -> bool:
    """Say whether a file is of a kind that a recount reads; submissions and papers are left alone."""
    signed = (decision_file.EXTENSION, brought_file.EXTENSION, figures_file.EXTENSION)
    sealed = (manifest_file.EXTENSION, BALLOT, *signed)
    return path.suffix in sealed or (path.name.startswith(RESULT) and path.suffix == ".json")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Give every file but copies in inspection folders further down: none may stand in for a file that is gone."""
    for path in paths:
        if path.is_dir():
            with reading(path):
                found = (each for each in path.rglob("*") if FOLDER not in each.relative_to(path).parts)
                kept = sorted(each for each in found if each.is_file() and not each.is_symlink())
            yield from kept
        elif path.is_file():
            yield path
        else:
            raise Unreadable("recount.missing", where=path.name)


def _published(path: Path, data: bytes) -> PublishedResult:
    try:
        parsed = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("recount.bad_result", where=path.name) from error
    if isinstance(parsed, dict):
        for known in (KIND, REVIEW_KIND):
            refuse_newer(known, parsed.get("kind"), path.name)
    if not isinstance(parsed, dict) or not _is_result(parsed):
        raise Unreadable("recount.bad_result", where=path.name)
    sheet = _beside(path, decision_file.EXTENSION, decision_file.read_decisions)
    brought = _beside(path, brought_file.EXTENSION, brought_file.read_brought)
    figures = _beside(path, figures_file.EXTENSION, figures_file.read_figures)
    return PublishedResult(f"{path.parent.name}/{path.name}", parsed, sheet, brought, figures)


def _is_result(parsed: dict[str, Any]) -> bool:
    """Say whether an object has the form of a result: what it is of, and lines that each have a code."""
    kind, lines = parsed.get("kind"), (parsed.get("entries", []), parsed.get("subjects", []))
    return (
        kind in (KIND, REVIEW_KIND)
        and isinstance(parsed.get("review" if kind == REVIEW_KIND else "round"), str)
        and all(isinstance(each, list) for each in lines)
        and all(isinstance(one, dict) and isinstance(one.get("code"), str) for each in lines for one in each)
    )


def _beside(path: Path, ending: str, read: Callable[[bytes, str], Held]) -> Held | None:
    """Read the signed file with an ending that lies beside a result; None where there is none."""
    found = sorted(path.parent.glob(f"*{ending}"))
    return read(read_bytes(found[0], LIMIT), found[0].name) if found else None


def age_of(published: PublishedResult) -> tuple[int, int, int]:
    """Order results: each later one knows at least as many decisions and sheets."""
    decisions = len(published.decisions.decisions) if published.decisions is not None else 0
    brought = len(published.brought.sheets) if published.brought is not None else 0
    figures = published.figures.sheets if published.figures is not None else ()
    return decisions, brought, max((each.number for each in figures), default=0)


def differences(published: PublishedResult, recounted: dict[str, Any], lines: str) -> Iterator[Problem]:
    """Name every field in which the published result and the recount differ.

    ``lines``: the field whose entries or subjects are told one by one, by their code.
    """
    data = dict(published.data)
    own, others = recounted.pop(lines), data.pop(lines, [])
    mine, theirs = {each["code"]: each for each in own}, {each["code"]: each for each in others}
    for code in sorted(set(mine) | set(theirs)):
        yield from _compare(f"{published.name} {code}", theirs.get(code, {}), mine.get(code, {}))
    if set(mine) == set(theirs):  # all are there, but one may stand twice or elsewhere
        codes = [[each["code"] for each in listed] for listed in (others, own)]
        yield from _compare(published.name, {lines: codes[0]}, {lines: codes[1]})
    yield from _compare(published.name, data, recounted)


def _compare(where: str, theirs: dict[str, Any], mine: dict[str, Any]) -> Iterator[Problem]:
    for field in sorted(set(theirs) | set(mine)):
        if theirs.get(field) != mine.get(field):
            facts = {"field": field, "published": _short(theirs.get(field)), "recounted": _short(mine.get(field))}
            yield Problem("recount.differs", Severity.STOP, where, facts)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
