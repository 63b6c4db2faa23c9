"""Fills the page for the wall of the room, with the code of the newest package."""

from __future__ import annotations

from judge_desk.contest.rulebook.definition import Round
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.standing import editions_of
from judge_desk.documents.wall_code import WallCodeContent
from judge_desk.exchange.seal import code_of
from judge_desk.wording.figures import head_groups


def wall_content(contest: ContestFolder, round_: Round) -> WallCodeContent:
    """Fill the page.

    Raises:
        NotNow: no package of the round was issued.
    """
    manifest, digest = editions_of(contest, round_.id)[-1]
    going = [entry for entry in manifest.entries if not entry.withdrawn]
    return WallCodeContent(
        paper_head(contest, round_, stated_time=manifest.stated_time),
        manifest.version,
        code_of(digest),
        digest,
        len(going),
        sum(len(entry.files) for entry in going),
        manifest.stated_time,
        head_groups(manifest.log_head),
    )
