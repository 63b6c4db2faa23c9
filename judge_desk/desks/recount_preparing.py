"""Inspector, before a recount: which definition files lie among the files to be recounted.

What is found is only offered: whether it is the one that the organisers published is for the inspector to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Refusal, Unreadable
from judge_desk.desks.defining import DEFINITION_LIMIT
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.rulebook.definition_file import load_definition

ENDING: Final = ".toml"
_LOOKING: Final = "progress.rules_sought"


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A definition file: the contest's title, its digest, and id and title of every round."""

    path: Path
    title: str
    digest: str
    rounds: tuple[tuple[RoundId, str], ...]


def read_rules(path: Path) -> RulesFile:
    """Read the definition file that was chosen.

    Raises:
        Unreadable: it is missing or no file. BadInput: the definition has faults.
    """
    if not path.is_file():
        raise Unreadable("recount.missing", where=path.name)
    rules = load_definition(read_bytes(path, DEFINITION_LIMIT), path.name)
    return RulesFile(path, rules.title, rules.digest, tuple((each.id, each.title) for each in rules.rounds))


def find_rules(places: Sequence[Path], around: Surroundings) -> tuple[RulesFile, ...]:
    """Find the definition files among files and below folders; of copies of one the first is given.

    A file that is no definition is passed over, for among papers and submissions there may be any.

    Raises:
        Unreadable: a stick cannot be read.
    """
    found: dict[str, RulesFile] = {}
    for number, path in enumerate(_candidates(places), start=1):
        around.progress(_LOOKING, number, 0)
        try:
            rules = read_rules(path)
        except Refusal:
            continue
        found.setdefault(rules.digest, rules)
    return tuple(found.values())


def _candidates(places: Sequence[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            with reading(place):
                found = place.rglob(f"*{ENDING}")
                kept = sorted(each for each in found if each.is_file() and not each.is_symlink())
            yield from kept
        elif place.suffix.lower() == ENDING:
            yield place
