"""What the secretary sees of a contest's rules: the version in force, what was decided, what was issued, the draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.desks.contest_folder import Rulings, open_folder
from judge_desk.desks.rules import drafts
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.versions import Version, versions_in
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.rules_tables import issued_under


@dataclass(frozen=True, slots=True)
class RulesView:
    """A contest's rules.

    Attributes:
        stored: the definition in force, verbatim; version, digest: its own.
        rulings: decided points in force; answered: the same points with their questions.
        issued: titles of the rounds that have a package; older: those of which the rubric is that of an older
            version, with its number.
        versions: all there were, oldest first.
        kept: the draft of a further version that was begun on this machine, None for none.
    """

    stored: Draft
    version: int
    digest: str
    rulings: Rulings
    answered: tuple[Undecided, ...]
    issued: tuple[str, ...]
    older: tuple[tuple[str, int], ...]
    versions: tuple[Version, ...]
    kept: Draft | None


def read_rules(folder: Path, around: Surroundings) -> RulesView:
    """Read a contest's rules as they stand.

    Raises:
        Refusal: no contest folder, or it cannot be opened.
    """
    with open_folder(folder, read_only=True) as contest:
        issued = issued_under(contest.store)
        rulings = contest.rulings
        decided = dict(rulings)
        return RulesView(
            Draft(contest.stored.name, contest.stored.content),
            contest.stored.version,
            contest.stored.digest,
            rulings,
            tuple(each for each in contest.rules_as_shipped.undecided if each.key in decided),
            tuple(each.title for each in contest.definition.rounds if each.id in issued),
            tuple(
                (each.title, issued[each.id])
                for each in contest.definition.rounds
                if issued.get(each.id, contest.stored.version) < contest.stored.version
            ),
            versions_in(contest),
            drafts.kept(contest.stored.name, contest.stored.digest, around),
        )


def open_points(folder: Path) -> tuple[Undecided, ...]:
    """Give what a contest's rules leave open and nobody decided yet, with the answers that the rules offer.

    Raises:
        Refusal: no contest folder, or it cannot be opened.
    """
    with open_folder(folder, read_only=True) as contest:
        return contest.definition.undecided
