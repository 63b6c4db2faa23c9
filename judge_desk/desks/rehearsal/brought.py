"""What the organisers of a rehearsal bring to a round: overtime, their own points, figures that become points."""

from __future__ import annotations

from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.register.panel import Role
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import decimal_text
from judge_desk.desks import extras
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rehearsal.stage import Stage
from judge_desk.desks.rehearsal.words import draw
from judge_desk.desks.standing import round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.wording.catalogue import Catalogue, open_catalogue

_LATE: dict[int, str] = {0: "45", 1: "70"}


def bring_figures(at: Stage, secretary: Surroundings, words: Catalogue) -> list[str]:
    """Bring a value for every entry on every leaf that no judge marks; gives what happened, in sentences."""
    with open_folder(at.contest, read_only=True) as contest:
        standing = round_standing(contest, at.round)
    leaves = unjudged_leaves(standing.round.rubric)
    codes = [each.code for each in standing.manifest.entries]
    who = next(person.name for person in at.people if person.role is Role.ORGANISER)
    for leaf in leaves:
        stated = Provenance(who, secretary.now()[:10], open_catalogue("vi").say("rehearsal.reason_brought"))
        values = {str(code): _value(at.seed, leaf, code) for code in codes}
        extras.set_values(at.contest, at.round, leaf.id, values, stated, secretary)
    told = words.say("rehearsal.brought", criteria=len(leaves), entries=len(codes))
    return [told] if leaves else []


def _value(seed: str, leaf: Criterion, code: EntryCode) -> str:
    face = draw(seed, f"{leaf.id} {code}", 100)
    if leaf.kind is LeafKind.PENALTY:
        return _LATE.get(face % 9, "0")
    if leaf.kind is LeafKind.ORGANISERS:
        steps = int((leaf.maximum - leaf.minimum) / leaf.step)
        return decimal_text(leaf.minimum + leaf.step * (face * steps // 100), 2)
    return str(face + 1)
