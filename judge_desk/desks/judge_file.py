"""A judge's score file together with what it answers to: manifest, rules, round, the entries of the seat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.rulebook.definition import Definition, Round, find_round
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Unreadable, WrongContest
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


@contextmanager
def open_judge_file(path: Path, read_only: bool = False) -> Iterator[JudgeFile]:
    """Open a score file, check all of it, and read its rules.

    Raises:
        Refusal: the file is damaged, in use, from a newer program, or no score file.
    """
    if not path.exists():
        raise Unreadable("score_file.missing", where=path.name)
    with ScoreFile.open(path, read_only=read_only) as score:
        manifest = read_manifest(score.package()[1].encode(), path.name)
        definition, round_ = rules_of(manifest)
        yield JudgeFile(score, manifest, definition, round_, entries_of(manifest, score.identity.seat))
