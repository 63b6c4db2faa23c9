"""A judge's score file together with what it answers to: manifest, rules, round, the entries of the seat."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.rulebook.definition import Definition, Round, find_round
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.problems import Findings, Problem, Severity, Unreadable, WrongContest
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.stores.score_file import ScoreFile


@dataclass(frozen=True, slots=True)
class JudgeFile:
    """An open score file and its rules.

    Attributes:
        score: the open file.
        manifest, definition, round: of the newest package that the file has taken in.
        entries: what the seat marks, in code order, withdrawn ones left out.
    """

    score: ScoreFile
    manifest: Manifest
    definition: Definition
    round: Round
    entries: tuple[ManifestEntry, ...]


def rules_of(manifest: Manifest) -> tuple[Definition, Round]:
    """Read the rules that a manifest carries.

    Raises:
        BadInput: the definition inside has faults.
        WrongContest: it knows no such round, or is another definition than the manifest says.
    """
    definition = load_definition(manifest.definition.encode(), manifest.contest, manifest.rulings)
    round_ = find_round(definition, manifest.round)
    if round_ is None or definition.digest != manifest.definition_digest:
        raise WrongContest("package.other_rules", where=definition.short_title)
    return definition, round_


def entries_of(manifest: Manifest, seat: Seat) -> tuple[ManifestEntry, ...]:
    """Give the entries that a seat marks, in code order, without the withdrawn ones."""
    return tuple(entry for entry in manifest.entries if seat in entry.seats and not entry.withdrawn)


def take_up(path: Path, read_only: bool = False) -> JudgeFile:
    """Open a score file, check all of it, and read its rules; whoever takes it up closes ``score``.

    Raises:
        Refusal: the file is damaged, in use, from a newer program, or no score file.
    """
    with reading(path):
        there = path.exists()
    if not there:
        raise Unreadable("score_file.missing", where=path.name)
    score = ScoreFile.open(path, read_only=read_only)
    try:
        manifest = read_manifest(score.package()[1].encode(), path.name)
        definition, round_ = rules_of(manifest)
    except BaseException:
        score.close()
        raise
    return JudgeFile(score, manifest, definition, round_, entries_of(manifest, score.identity.seat))


@contextmanager
def open_judge_file(path: Path, read_only: bool = False) -> Iterator[JudgeFile]:
    """Take up a score file for a block; refusals as :func:`take_up`."""
    judge = take_up(path, read_only)
    with judge.score:
        yield judge


def missing_marks(
    judge: JudgeFile, marks: Collection[tuple[EntryCode, CriterionId]], recused: Collection[EntryCode]
) -> Findings:
    """List every entry that is neither marked whole nor recused, with its blank criteria."""
    leaves = judged_leaves(judge.round.rubric)
    found = []
    for entry in judge.entries:
        blank = [leaf.id for leaf in leaves if (entry.code, leaf.id) not in marks]
        if blank and entry.code not in recused:
            found.append(Problem("seal.gap", Severity.STOP, entry.code, {"criteria": ", ".join(blank)}))
    return tuple(found)
