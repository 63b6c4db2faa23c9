"""Secretary: the entries that got a prize, as pages for everybody: chosen, introduced, written to a folder.

Only an announced result is shown. What is said of an entry beside the register is what a person confirmed; what nobody
confirmed stays blank, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.register.entries import DAMAGED, Entry, SubmittedFile
from judge_desk.contest.rulebook.definition import PartKind
from judge_desk.contest.values.decisions import DecisionKind, announced, latest
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, Unreadable
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.inspecting import STILLS as SHEET
from judge_desk.desks.inspecting import copies_of
from judge_desk.desks.publicity_notes import Note, NotedPicture, keep_note, picture_file, read_notes
from judge_desk.desks.publicity_proposal import first_words
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import hash_file
from judge_desk.exchange.plain_text import tidy_text
from judge_desk.exchange.stored_names import SUBMISSIONS, submission_name
from judge_desk.exchange.submissions.insides import READ, STILLS, Insides, open_insides
from judge_desk.exchange.submissions.sniffing import IMAGES, VIDEOS, sniff
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes

LONGEST: Final = 4000
"""Characters of a summary."""
LARGEST_PICTURE: Final = 64 * 1024 * 1024
"""Bytes of a picture that is opened."""
MOST_STILLS: Final = STILLS
"""Stills of a clip from which one can be chosen."""
NO_NOTE: Final = Note(None, None)


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """Which picture stands for an entry; with nothing set, none.

    Attributes:
        still: number of a still of the clip, from 1.
        own: name of a picture file of the entry.
        file: a picture from anywhere.
    """

    still: int = 0
    own: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Winner:
    """One entry that got a prize.

    Attributes:
        code: in the round; entry: as registered; prizes: titles, in the order of the rules.
        authors, units: names; field: title of the field; place: its place, None where the prize has none.
        note: what was confirmed, None while nothing was; picture: where its picture lies, None without one.
        clips, pictures, write_ups: its files of each sort; stills: the sheet of stills of its clip, None without one.
    """

    code: EntryCode
    entry: Entry
    prizes: tuple[str, ...]
    authors: tuple[str, ...]
    units: tuple[str, ...]
    field: str
    place: Place | None
    note: Note | None
    picture: Path | None
    clips: tuple[SubmittedFile, ...]
    pictures: tuple[SubmittedFile, ...]
    write_ups: tuple[SubmittedFile, ...]
    stills: Path | None

    @property
    def summary(self) -> str:
        """The summary that was confirmed; empty while none was, or none is wanted."""
        return (self.note.summary or "") if self.note is not None else ""

    @property
    def is_out(self) -> bool:
        """Whether a person decided that it stays out of the folder."""
        return self.note is not None and self.note.out

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed a summary, or that there shall be none."""
        return self.note is not None and self.note.summary is not None


@dataclass(frozen=True, slots=True)
class Winners:
    """The entries of a round that got a prize, in the order of the prizes; findings: notes that were lost."""

    round: str
    list: tuple[Winner, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words for a summary that nobody confirmed: the first of a write-up, and the name of its file; may be empty."""

    text: str
    name: str


def look(folder: Path, round_id: str, around: Surroundings) -> Winners:
    """List the entries of an announced result that got a prize.

    Raises:
        NotNow: the result is not announced, its names are closed, or it gives no prize.
        Refusal: the folder cannot be read, or there is no such round.
    """
    with open_folder(folder, read_only=True) as contest:
        return winners_of(contest, announced_standing(contest, round_id))


def announced_standing(contest: ContestFolder, round_id: str) -> Standing:
    """Work out a round whose result may leave the house with its names.

    Raises:
        NotNow: it may not yet.
    """
    round_ = contest.round(round_id)
    if announced(contest.decisions, round_.id) is None:
        raise NotNow("publicity.not_announced", where=round_.title)
    if round_.blind and latest(contest.decisions, DecisionKind.UNSEAL, round_.id) is None:
        raise NotNow("publicity.codes_closed", where=round_.title)
    return round_standing(contest, round_.id)


def winners_of(contest: ContestFolder, standing: Standing) -> Winners:
    """List the entries that got a prize in a round that was worked out.

    Raises:
        NotNow: there is none.
    """
    titles = {(table.id, each.id): each.title for table in standing.definition.prize_tables for each in table.prizes}
    given: dict[EntryCode, tuple[str, ...]] = {}
    for row in (row for awards in standing.result.awards for row in awards.rows):
        if row.code is not None and row.state is AwardState.GIVEN:
            given[row.code] = (*given.get(row.code, ()), titles[row.table, row.prize])
    if not given:
        raise NotNow("publicity.no_winner", where=standing.round.title)
    notes, lost = read_notes(contest)
    entries = {each.id: each for each in entries_of(contest)}
    by_code = {code: entries[entry] for entry, code in read_codes(contest.store, standing.round.id).items()}
    found = (_winner(contest, standing, code, by_code[code], given[code]) for code in given)
    noted = tuple(_with_note(contest.path, each, notes.get(each.entry.id)) for each in found)
    return Winners(standing.round.title, noted, lost)


def _winner(
    contest: ContestFolder, standing: Standing, code: EntryCode, entry: Entry, prizes: tuple[str, ...]
) -> Winner:
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    fields = {field.id: field.title for field in contest.definition.fields}
    kinds = {part.id: part.kind for part in contest.definition.parts}
    sound = tuple(file for file in entry.files if file.part not in ("", DAMAGED))
    clips = tuple(file for file in sound if file.extension in VIDEOS)
    sheets = (copies_of(contest.path, file).get(SHEET) for file in clips[:1])
    return Winner(
        code,
        entry,
        prizes,
        tuple(author.name for author in entry.authors),
        tuple(units[each] for each in entry.units),
        fields.get(entry.field, ""),
        standing.result.ranking.by_code.get(EntryCode(code)),
        None,
        None,
        clips,
        tuple(file for file in sound if file.extension in IMAGES),
        tuple(f for f in sound if kinds.get(f.part) is PartKind.DOCUMENT and f.extension in READ),
        next(sheets, None),
    )


def _with_note(folder: Path, winner: Winner, note: Note | None) -> Winner:
    picture = picture_file(folder, note.picture) if note is not None and note.picture is not None else None
    return replace(winner, note=note, picture=picture)


def find_winner(winners: Winners, code: str) -> Winner:
    """Give the entry of a code.

    Raises:
        BadInput: no entry of that code got a prize; those that did are named.
    """
    found = next((each for each in winners.list if each.code == code.strip()), None)
    if found is None:
        raise BadInput("publicity.no_such", code=code, known=", ".join(each.code for each in winners.list))
    return found


def propose(folder: Path, round_id: str, code: str, around: Surroundings) -> Proposal:
    """Propose a summary: the first words of the write-up; nothing is kept.

    Raises:
        BadInput: no entry of that code got a prize. Refusal: as :func:`look`.
    """
    winner = find_winner(look(folder, round_id, around), code)
    around.progress("progress.looking_inside", 0, 0)
    with open_insides(folder / SUBMISSIONS) as insides:
        for file in winner.write_ups:
            text = insides.read(_lies(folder, file), file.extension)
            words = "" if isinstance(text, str) else first_words(text)
            if words:
                return Proposal(words, file.name)
    return Proposal("", "")


def _lies(folder: Path, file: SubmittedFile) -> Path:
    return folder / SUBMISSIONS / submission_name(file.sha256, file.extension)


def note(
    folder: Path,
    round_id: str,
    code: str,
    around: Surroundings,
    summary: str | None = None,
    picture: PictureChoice | None = None,
    out: bool | None = None,
) -> Winner:
    """Keep what is said of an entry; what is not given stays as it was.

    Args:
        folder: the contest folder.
        round_id: the round in which it got a prize.
        code: of the entry.
        around: clock and operator.
        summary: as confirmed, paragraphs parted by newlines; empty for none.
        picture: the choice; an empty one for no picture.
        out: whether the entry stays out of the folder.

    Raises:
        BadInput: nothing is given, the summary is too long, no such code, still or file of the entry.
        Unreadable: the picture is none, or no still came of the clip.
        Refusal: as :func:`look`, or the folder cannot be written; what was confirmed before stays in force.
    """
    if summary is None and picture is None and out is None:
        raise BadInput("publicity.nothing", where=code)
    words = _tidied(code, summary)
    with open_folder(folder) as contest:
        winner = find_winner(winners_of(contest, announced_standing(contest, round_id)), code)
        before = winner.note or NO_NOTE
        told = replace(before, out=before.out if out is None else out)
        told = replace(told, summary=before.summary if words is None else words)
        if picture is None:
            return _with_note(folder, winner, keep_note(contest, winner.entry.id, told, before, None, around))
        around.progress("progress.looking_inside", 0, 0)
        with _made_picture(folder, winner, picture) as (chosen, copy):
            kept = keep_note(contest, winner.entry.id, replace(told, picture=chosen), before, copy, around)
        return _with_note(folder, winner, kept)


def _tidied(code: str, summary: str | None) -> str | None:
    words = tidy_text(summary) if summary is not None else None
    if words is not None and len(words) > LONGEST:
        raise BadInput("publicity.too_long", where=code, most=LONGEST)
    return words


@contextmanager
def _made_picture(
    folder: Path, winner: Winner, choice: PictureChoice
) -> Iterator[tuple[NotedPicture | None, Path | None]]:
    """Make the public copy of a chosen picture; gives it and where it lies while the block runs."""
    if choice == PictureChoice():
        yield None, None
        return
    with open_insides(folder / SUBMISSIONS) as insides:
        source, name = _source(folder, winner, choice, insides)
        if source.stat().st_size > LARGEST_PICTURE or (kind := sniff(source)) not in IMAGES:
            raise Unreadable("publicity.no_picture", name)
        made = insides.picture(source, kind, "chosen")
        if made is None:
            raise Unreadable("publicity.no_picture", name)
        path, width, height = made
        yield NotedPicture(hash_file(path).sha256, width, height, bool(choice.still)), path


def _source(folder: Path, winner: Winner, choice: PictureChoice, insides: Insides) -> tuple[Path, str]:
    """Say where the chosen picture lies and what it is called."""
    if choice.file is not None:
        if not choice.file.is_file():
            raise Unreadable("disk.missing", choice.file.name, folder=str(choice.file.parent))
        return choice.file, choice.file.name
    if choice.own:
        own = next((file for file in winner.pictures if file.name == choice.own), None)
        if own is None:
            raise BadInput("publicity.no_own", where=winner.code, name=choice.own)
        return _lies(folder, own), own.name
    if not winner.clips or not 1 <= choice.still <= STILLS:
        raise BadInput("publicity.no_still", where=winner.code, number=choice.still, most=STILLS)
    still = insides.still(_lies(folder, winner.clips[0]), choice.still, "still")
    if still is None:
        raise Unreadable("publicity.still_failed", winner.clips[0].name)
    return still, winner.clips[0].name


def unnoted(winners: tuple[Winner, ...]) -> Findings:
    """Say which entries have no confirmed summary, and which no picture."""
    blank: Mapping[str, list[str]] = {
        "publicity.no_summary": [each.code for each in winners if not each.is_confirmed],
        "publicity.without_picture": [each.code for each in winners if each.picture is None],
    }
    return tuple(
        Problem(code, Severity.NOTE, "", {"count": len(codes), "codes": ", ".join(codes)})
        for code, codes in blank.items()
        if codes
    )
