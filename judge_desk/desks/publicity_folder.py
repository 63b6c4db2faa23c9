"""Secretary: the publicity folder: pages, pictures, clips and, where wished, write-ups, on a stick or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import SubmittedFile
from judge_desk.contest.values.problems import BadInput, CannotWrite, Findings, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.publicity import Winner, Winners, announced_standing, find_winner, unnoted, winners_of
from judge_desk.desks.standing import Standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content_publicity import PublicityContent, ShownFile, ShownPicture, ShownWinner
from judge_desk.documents.publicity import INDEX, publicity_pages
from judge_desk.exchange.disk import probe_writable
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.publicity_folder import FILES, Copying, write_publicity
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import SUBMISSIONS, submission_name
from judge_desk.exchange.submissions.browser_clips import browser_type
from judge_desk.wording.figures import mark

ACT: Final = "publicity"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the folder is wished.

    Attributes:
        only: codes of the entries that go in, also of one that was left out; empty for all that were not.
        without: codes of entries that stay out this time.
        marks: show the official marks; write_ups: copy the write-ups, too.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    marks: bool = False
    write_ups: bool = False


@dataclass(frozen=True, slots=True)
class PublicityFolder:
    """What was written: the folder, the page to open, how many entries and files; whether it lies on a stick."""

    folder: Path
    index: Path
    winners: int
    files: int
    on_stick: bool
    findings: Findings


def write(folder: Path, round_id: str, target: Path, wish: Wish, around: Surroundings) -> PublicityFolder:
    """Write the pages of an announced round into a new folder below ``target``; the log tells of it.

    Raises:
        BadInput: a code that got no prize, or no entry is left.
        CannotWrite: ``target`` lies in the contest's own folder, has no room, or cannot be written.
        Refusal: the result may not leave the house, or a file is missing or altered. Then nothing is left behind.
    """
    with open_folder(folder) as contest:
        standing = announced_standing(contest, round_id)
        winners = winners_of(contest, standing)
        chosen = _chosen(winners, wish)
        _check_place(contest, target)
        around.progress("progress.publicity_pages", 0, 0)
        made = [_Making(contest, standing, each, wish).made() for each in chosen]
        head = paper_head(contest, standing.round, standing.data_code)
        pages = publicity_pages(PublicityContent(head, tuple(shown for shown, _ in made)))
        files = [each for _, copied in made for each in copied]
        name = f"tuyen-truyen-{contest.definition.id}-{standing.round.id}"
        place = write_publicity(target, name, pages, files, around.progress)
        with contest.store.act(around.operator, ACT, _facts(standing, chosen, pages[INDEX]), around.now()):
            pass
        findings = (*winners.findings, *unnoted(chosen), *_outside(shown for shown, _ in made))
        stick = place_of(place) is Place.REMOVABLE
        return PublicityFolder(place, place / INDEX, len(chosen), len(files), stick, findings)


def _facts(standing: Standing, chosen: tuple[Winner, ...], index: bytes) -> Mapping[str, str | int]:
    """Give what the log tells: which entries of which data, and the digest of the page that lists them."""
    return {
        "round": str(standing.round.id),
        "data_code": standing.data_code,
        "count": len(chosen),
        "codes": ", ".join(each.code for each in chosen),
        "index": digest_of(index),
    }


def _chosen(winners: Winners, wish: Wish) -> tuple[Winner, ...]:
    only = {find_winner(winners, code).code for code in wish.only}
    without = {find_winner(winners, code).code for code in wish.without}
    wanted = only or {each.code for each in winners.list if not each.is_out}
    chosen = tuple(each for each in winners.list if each.code in wanted - without)
    if not chosen:
        raise BadInput("publicity.none_left", where=winners.round)
    return chosen


def _check_place(contest: ContestFolder, target: Path) -> None:
    """Refuse the contest's own folder, and a place that takes no writing."""
    if target.resolve().is_relative_to(contest.path.resolve()):
        raise CannotWrite("publicity.inside_contest", folder=contest.path.name)
    refused = probe_writable(target) if target.is_dir() else None
    if refused is not None:
        raise CannotWrite(refused.code, refused.where, **{**refused.facts, "folder": str(target)})


def _outside(shown: Iterable[ShownWinner]) -> Findings:
    """Say which clips no page plays."""
    titles = [each.title for each in shown if any(not clip.mime for clip in each.clips)]
    facts: dict[str, str | int] = {"count": len(titles), "titles": "; ".join(titles)}
    return (Problem("publicity.clip_outside", Severity.NOTE, "", facts),) if titles else ()


class _Making:
    """Makes the page of one entry and lists what is copied for it."""

    def __init__(self, contest: ContestFolder, standing: Standing, winner: Winner, wish: Wish) -> None:
        self._contest, self._standing, self._winner, self._wish = contest, standing, winner, wish
        self._copied: list[Copying] = []

    def made(self) -> tuple[ShownWinner, tuple[Copying, ...]]:
        """Give the page's content and the files beside it."""
        winner, place = self._winner, self._winner.place
        decimals = self._standing.round.score.decimals
        shown = ShownWinner(
            page=f"bai-{winner.code}.html",
            prizes=winner.prizes,
            title=winner.entry.title or winner.code,
            authors=winner.authors,
            units=winner.units,
            field=winner.field,
            mark=mark(place.official, decimals) if self._wish.marks and place is not None else "",
            summary=tuple(line for line in winner.summary.split("\n") if line.strip()),
            picture=self._picture(),
            clips=tuple(self._file(each, plays=True) for each in winner.clips),
            write_ups=tuple(map(self._file, winner.write_ups if self._wish.write_ups else ())),
        )
        return shown, tuple(self._copied)

    def _picture(self) -> ShownPicture | None:
        winner, path = self._winner, self._winner.picture
        picture = winner.note.picture if winner.note is not None else None
        if path is None or picture is None:
            return None
        name = f"{winner.code}.jpg"
        self._copied.append(Copying(path, name, path.stat().st_size, picture.sha256, name))
        return ShownPicture(f"{FILES}/{name}", picture.width, picture.height, picture.from_clip)

    def _file(self, file: SubmittedFile, plays: bool = False) -> ShownFile:
        source = self._contest.path / SUBMISSIONS / submission_name(file.sha256, file.extension)
        name = f"{self._winner.code}_{len(self._copied) + 1}.{file.extension}"
        self._copied.append(Copying(source, name, file.size, file.sha256, file.name))
        mime = browser_type(source, file.extension) if plays else ""
        return ShownFile(f"{FILES}/{name}", file.extension.upper(), file.size, mime, file.seconds)
