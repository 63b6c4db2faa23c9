"""What all papers of a contest share: head, versions, marks of sample and rehearsal."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Definition, Round, short_hash
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.values.folding import fold
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.documents.content import PaperHead, Rules


def head_of(
    definition: Definition,
    round_: Round | None,
    rehearsal: bool,
    year: int,
    data_code: str = "",
    open_points: tuple[str, ...] = (),
) -> PaperHead:
    """Make the head of a paper; ``round_`` None for the whole contest."""
    head = definition.head
    sample = round_.rubric.sample if round_ is not None else any(each.rubric.sample for each in definition.rounds)
    return PaperHead(
        superior=head.superior,
        organiser=head.organiser,
        jury=head.jury,
        place=head.place,
        contest_title=definition.title,
        round_title=round_.title if round_ is not None else "",
        year=year,
        contest_id=definition.id,
        version=definition.version,
        short_hash=short_hash(definition),
        data_code=data_code,
        jury_symbol=head.jury_symbol,
        sample=sample,
        rehearsal=rehearsal,
        open_points=open_points,
    )


def year_of(stated_time: str) -> int:
    """Give the year of a stated ISO time."""
    return int(stated_time[:4])


def paper_head(
    contest: ContestFolder,
    round_: Round | None,
    data_code: str = "",
    open_points: tuple[str, ...] = (),
    stated_time: str = "",
) -> PaperHead:
    """Make the head of a paper of an open contest folder."""
    log = contest.store.log()
    year = year_of(stated_time or log[-1].stated_time)
    return head_of(contest.definition, round_, contest.store.identity.rehearsal, year, data_code, open_points)


def review_head(
    contest: ContestFolder, review: Review, data_code: str, open_points: tuple[str, ...], stated_time: str
) -> PaperHead:
    """Make the head of a paper of a review: its council stands where a round has its jury.

    Where the organisers are the council themselves, they stand alone. The sign of a jury's minutes is not the
    council's; beside rounds it is left for ink.
    """
    definition = contest.definition
    head = head_of(definition, None, contest.store.identity.rehearsal, year_of(stated_time), data_code, open_points)
    council = review.council.strip()
    alone = fold(council) in fold(definition.head.organiser)
    return replace(
        head,
        jury="" if alone else council.upper(),
        jury_symbol="" if definition.rounds or not definition.head.jury else head.jury_symbol,
        round_title=review.title,
        sample=review.sample or _rounds_are_sample(definition, review),
    )


def _rounds_are_sample(definition: Definition, review: Review) -> bool:
    """Say whether a rubric behind the scores that a review reads is a sample."""
    rounds = {each.round for each in review.measures}
    return any(each.rubric.sample for each in definition.rounds if each.id in rounds)


def judge_head(definition: Definition, round_: Round, manifest: Manifest, stated_time: str) -> PaperHead:
    """Make the head of a judge's paper, from what the package says."""
    return head_of(definition, round_, manifest.rehearsal, year_of(stated_time))


def rules_of(round_: Round) -> Rules:
    """Give the rules that stand on sheets and tables of a round."""
    return Rules(round_.score, round_.disagreement, round_.rubric.source)
