"""Secretary: a trial marking of a few entries before the marks that count.

One sheet for each seat goes out, the filled sheets come back, and the panel sees how far it parts. A trial sheet says
that it is one, and answers to no package: no score file and no merge takes it. The contest keeps the paper and a line
in the log, and no mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.trial import Spread, TrialSpread, trial_spreads
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import BadCode, CriterionId, EntryCode, Seat, parse_code
from judge_desk.contest.values.problems import BadInput, CannotWrite, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.register import entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content_panel import TrialContent, TrialEntry, TrialLine
from judge_desk.documents.trial_sheet import trial_sheet
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.spreadsheets.marks_sheet import SheetIdentity, identity_of, read_marks
from judge_desk.exchange.spreadsheets.marks_sheet_writer import SheetEntry, SheetHead, write_marks_sheet
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.round_tables import read_codes, read_exclusions, read_seats
from judge_desk.stores.rows import Facts
from judge_desk.wording.catalogue import open_catalogue

SHEETS: Final = "trial_sheets"
SHOWN: Final = "trial"
MOST: Final = 10
"""Entries of the longest trial: it is for talking about, not for marking."""
_PREFIX: Final = "cham-thu"


@dataclass(frozen=True, slots=True)
class TrialSheets:
    """Sheets that went out: which trial of the round, its folder, one file for each seat, entries by code."""

    number: int
    folder: Path
    files: tuple[Path, ...]
    codes: tuple[EntryCode, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial showed.

    Attributes:
        number: which trial of the round.
        spreads: by distance of the totals, the widest first.
        judges: (seat, name) of those whose sheet was read; missing: of those whose sheet is not there.
        titles: by code, in an open round.
        findings: of the sheets; one that stops leaves its sheet out.
        paper: where the paper was kept; None when it was only looked at.
    """

    number: int
    spreads: tuple[TrialSpread, ...]
    judges: tuple[tuple[Seat, str], ...]
    missing: tuple[tuple[Seat, str], ...]
    titles: Mapping[EntryCode, str]
    findings: Findings
    paper: Path | None = None


@dataclass(frozen=True, slots=True)
class _Sent:
    number: int
    code: str
    codes: tuple[EntryCode, ...]


def write_sheets(
    folder: Path, round_id: str, codes: Iterable[str], target: Path, around: Surroundings, language: str = "vi"
) -> TrialSheets:
    """Write one trial sheet for each seat to a new folder below the target; a seat's own conflicts stay out of it.

    Raises:
        NotNow: codes are not drawn yet.
        BadInput: no entry, more than :data:`MOST`, or one that the round does not have.
        CannotWrite: the target cannot be written; nothing was recorded.
    """
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        chosen = _chosen(contest, round_, codes)
        number = len(_sent(contest, round_)) + 1
        about = f"judge-desk trial\n{contest.definition.id}\n{round_.id}\n{number}\n{around.token(16).hex()}"
        sent = _Sent(number, code_of(digest_of(about.encode())), chosen)
        place = _free_folder(target, f"{_PREFIX}-{round_.id}-{number}")
        files = tuple(_write(contest, round_, sent, holder, place, language) for holder in _holders(contest, round_))
        written = tuple(each for each in files if each is not None)
        facts: Facts = {
            "round": round_.id, "number": number, "codes": " ".join(chosen), "seats": len(written), "code": sent.code
        }  # fmt: skip
        with contest.store.act(around.operator, SHEETS, facts, around.now()):
            pass
        return TrialSheets(number, place, written, chosen)


def trials(folder: Path, round_id: str, around: Surroundings) -> tuple[tuple[int, tuple[EntryCode, ...]], ...]:
    """List the trials of a round: number and entries."""
    with open_folder(folder, read_only=True) as contest:
        return read_trials(contest, contest.round(round_id))


def read_trials(contest: ContestFolder, round_: Round) -> tuple[tuple[int, tuple[EntryCode, ...]], ...]:
    """Read the trials out of an open folder."""
    return tuple((each.number, each.codes) for each in _sent(contest, round_))


def show_sheets(
    folder: Path, round_id: str, sheets: Iterable[Path], around: Surroundings, *, keep: bool = True
) -> Trial:
    """Read filled sheets back and say how far the judges part; keep the paper, and a line in the log without marks.

    Args:
        folder: the contest folder.
        round_id: the round.
        sheets: files, or folders with such files.
        around: the world.
        keep: whether to keep the paper; it is not while a sheet cannot be read.

    Raises:
        NotNow: no sheets went out.
        BadInput: no sheet was given.
        Refusal: a file is no sheet.
    """
    with open_folder(folder, read_only=not keep) as contest:
        round_ = contest.round(round_id)
        paths = _files(sheets)
        sent = _which(contest, round_, paths)
        trial = _read(contest, round_, sent, paths)
        if not keep or stops(trial.findings) or not trial.judges:
            return trial
        data = pdf_in_force(contest, trial_sheet, _content(contest, round_, trial, around))
        path = _free_file(contest.path / DOCUMENTS / round_.id, f"{_PREFIX}-{trial.number}", ".pdf")
        write_new(path, data)
        counts = {"entries": len(trial.spreads), "seats": len(trial.judges)}
        facts: Facts = {"round": round_.id, "number": trial.number, **counts, "sha256": digest_of(data)}
        with contest.store.act(around.operator, SHOWN, facts, around.now()):
            pass
        return Trial(trial.number, trial.spreads, trial.judges, trial.missing, trial.titles, trial.findings, path)


def _chosen(contest: ContestFolder, round_: Round, texts: Iterable[str]) -> tuple[EntryCode, ...]:
    known = read_codes(contest.store, round_.id).values()
    if not known:
        raise NotNow("issue.not_drawn", round=round_.title)
    found = []
    for text in texts:
        try:
            code = parse_code(text)
        except BadCode as error:
            raise BadInput("decide.bad_code", where=text) from error
        if code not in known:
            raise BadInput("decide.no_code", where=text)
        found.append(code)
    if not 0 < len(set(found)) <= MOST:
        raise BadInput("trial.entries", count=len(set(found)), most=MOST)
    return tuple(sorted(set(found)))


def _holders(contest: ContestFolder, round_: Round) -> tuple[SeatHolder, ...]:
    return tuple(h for h in read_seats(contest.store, round_.id) if h.until is None)


def _sent(contest: ContestFolder, round_: Round) -> tuple[_Sent, ...]:
    """Read from the log which sheets went out."""
    return tuple(
        _Sent(
            int(line.facts["number"]),
            str(line.facts["code"]),
            tuple(EntryCode(code) for code in str(line.facts["codes"]).split()),
        )
        for line in contest.store.log()
        if line.what == SHEETS and line.facts.get("round") == round_.id
    )


def _free_folder(target: Path, name: str) -> Path:
    make_folder(target)
    place = target / name
    if place.exists():
        raise CannotWrite("trial.folder_there", where=name)
    make_folder(place)
    return place


def _free_file(folder: Path, stem: str, ending: str) -> Path:
    make_folder(folder)
    number = 1
    while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}{ending}").exists():
        number += 1
    return path


def _codes_of(contest: ContestFolder, round_: Round, sent: _Sent, seat: Seat) -> tuple[EntryCode, ...]:
    """Give the entries of a trial that a seat may mark: never one in conflict, not even on trial."""
    codes = read_codes(contest.store, round_.id)
    barred = {codes[e.entry] for e in read_exclusions(contest.store, round_.id) if e.seat == seat and e.entry in codes}
    return tuple(code for code in sent.codes if code not in barred)


def _identity(contest: ContestFolder, round_: Round, sent: _Sent, seat: Seat) -> SheetIdentity:
    """Say whose trial sheet it is; the round is called otherwise than the real one, so that no ballot takes it."""
    return SheetIdentity(contest.definition.id, f"{_PREFIX}:{round_.id}", sent.code, seat)


def _titles(contest: ContestFolder, round_: Round) -> Mapping[EntryCode, str]:
    if round_.blind:
        return {}
    codes = read_codes(contest.store, round_.id)
    return {codes[entry.id]: entry.title for entry in entries_of(contest) if entry.id in codes}


def _write(
    contest: ContestFolder, round_: Round, sent: _Sent, holder: SeatHolder, place: Path, language: str
) -> Path | None:
    codes = _codes_of(contest, round_, sent, holder.seat)
    if not codes:
        return None
    catalogue = open_catalogue(language)
    head = SheetHead(
        _identity(contest, round_, sent, holder.seat),
        contest.definition.title,
        catalogue.say("trial.round", round=round_.title),
        holder.name,
        round_.rubric.sample,
        contest.store.identity.rehearsal,
    )
    titles = _titles(contest, round_)
    entries = [SheetEntry(code, titles.get(code, "")) for code in codes]
    path = place / f"{_PREFIX}-{sent.number}_ghe-{holder.seat}.xlsx"
    write_new(path, write_marks_sheet(head, judged_leaves(round_.rubric), entries, catalogue))
    return path


def _files(sheets: Iterable[Path]) -> tuple[Path, ...]:
    """Give the sheets among files and folders; the office program's lock files (``~$…``) are none."""
    found: list[Path] = []
    for each in sheets:
        inside = sorted(each.glob("*.xlsx")) if each.is_dir() else [each]
        found += [path for path in inside if not path.name.startswith("~$")]
    if not found:
        raise BadInput("trial.no_sheets")
    return tuple(dict.fromkeys(found))


def _which(contest: ContestFolder, round_: Round, paths: tuple[Path, ...]) -> _Sent:
    """Find the trial that the sheets belong to: that of the first sheet that says one, else the last."""
    every = _sent(contest, round_)
    if not every:
        raise NotNow("trial.nothing_sent", where=round_.title)
    by_code = {sent.code: sent for sent in every}
    for path in paths:
        said = identity_of(read_sheet(path))
        if said is not None and said.package in by_code:
            return by_code[said.package]
    return every[-1]


def _read(contest: ContestFolder, round_: Round, sent: _Sent, paths: tuple[Path, ...]) -> Trial:
    names = {holder.seat: holder.name for holder in _holders(contest, round_)}
    sheets: dict[Seat, Mapping[tuple[EntryCode, CriterionId], int | None]] = {}
    findings: list[Problem] = []
    for path in paths:
        said = identity_of(read_sheet(path))
        where = tidy_name(path.name)
        if said is None or Seat(said.seat) not in names:
            findings.append(Problem("trial.whose", Severity.STOP, where))
            continue
        seat = Seat(said.seat)
        wanted = _identity(contest, round_, sent, seat)
        reading = read_marks(path, judged_leaves(round_.rubric), _codes_of(contest, round_, sent, seat), wanted)
        findings += reading.findings
        if seat in sheets:
            findings.append(Problem("trial.twice", Severity.STOP, where, {"seat": seat, "name": names[seat]}))
        elif not stops(reading.findings):
            sheets[seat] = reading.marks
    spreads = trial_spreads(round_.rubric, sent.codes, sheets)
    due = [seat for seat in names if _codes_of(contest, round_, sent, seat)]
    return Trial(
        sent.number,
        tuple(sorted(spreads, key=_by_distance)),
        tuple((seat, names[seat]) for seat in sorted(sheets)),
        tuple((seat, names[seat]) for seat in due if seat not in sheets),
        _titles(contest, round_),
        tuple(findings),
    )


def _by_distance(spread: TrialSpread) -> tuple[bool, Fraction, str]:
    """Put the widest first, exactly; without totals last."""
    if spread.total is None:
        return True, Fraction(0), spread.code
    return False, -spread.total.distance, spread.code


def _content(contest: ContestFolder, round_: Round, trial: Trial, around: Surroundings) -> TrialContent:
    say = open_catalogue("vi").say
    now = around.now()
    return TrialContent(
        head=paper_head(contest, round_, stated_time=now),
        number=trial.number,
        stated_time=now,
        judges=trial.judges,
        missing=tuple(say("trial.seat", seat=seat, name=name) for seat, name in trial.missing),
        entries=tuple(_entry(round_, spread, trial.titles) for spread in trial.spreads),
    )


def _entry(round_: Round, spread: TrialSpread, titles: Mapping[EntryCode, str]) -> TrialEntry:
    lines = tuple(_line(f"{leaf.id}. {leaf.title}", leaf.maximum, each) for leaf, each in spread.criteria)
    whole = open_catalogue("vi").say("trial.total")
    total = _line(whole, round_.rubric.maximum, spread.total) if spread.total is not None else None
    return TrialEntry(spread.code, titles.get(spread.code, ""), lines, total)


def _line(title: str, maximum: Fraction, spread: Spread) -> TrialLine:
    return TrialLine(title, maximum, spread.marks, spread.least, spread.most, spread.mean, spread.distance)
