"""A judge at work: one score file, open from the PIN until the judge leaves, and every act on it.

An act is durable when it returns: the disk is written first, what the sitting remembers follows. So ten thousand
entries are read once, and after a refusal of the disk the sitting knows exactly what the disk holds.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Self

from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.rulebook.rubric import Criterion, judged_leaves, worth
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Refusal
from judge_desk.desks.comforts import COMFORT, kept_in
from judge_desk.desks.entry_sheets import EntryLine, EntrySheet, EntryState, Marked, Tally
from judge_desk.desks.judge_file import JudgeFile, missing_marks, take_up
from judge_desk.desks.mark_reading import read_mark
from judge_desk.desks.mark_trail import REDO, UNDO, Change, HistoryKind, HistoryLine, Trail, history_lines
from judge_desk.desks.own_ranking import OwnPlace, OwnRanking, own_ranking
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed.ballot_text import LONGEST_REMARK
from judge_desk.stores.score_events import Event, FileState, Kind, ScoreState, apply
from judge_desk.stores.score_file import NO_CRITERION, NO_ENTRY, ScoreFile, Seal
from judge_desk.stores.score_tables import remember

__all__ = [
    "EntryLine",
    "EntrySheet",
    "EntryState",
    "HistoryKind",
    "HistoryLine",
    "Marked",
    "OwnPlace",
    "OwnRanking",
    "Sitting",
]


class Sitting:
    """One judge at work on one open score file; it lives in the thread that opened it.

    After a failing medium the file is opened and checked again at the next act.

    Attributes:
        path: the score file.
        definition, round, manifest: of the newest package that the file has taken in.
        seat, name: whose marks.
        package_code: the 30 digits of that package.
        saved_at: stated time (ISO) of the newest act on disk, empty before the first.
    """

    definition: Definition
    round: Round
    manifest: Manifest
    seat: Seat
    name: str
    package_code: str
    saved_at: str

    def __init__(self, path: Path, around: Surroundings) -> None:
        """Open and check a score file; see :meth:`open`."""
        self.path = path
        self._around = around
        self._left = False
        self._soon: dict[str, str] = {}
        self._read()

    @classmethod
    def open(cls, file: Path, around: Surroundings) -> Self:
        """Open a score file to work on it; it stays locked against other windows until :meth:`close`.

        Raises:
            Refusal: the file is damaged, in use, from a newer program, or no score file.
        """
        return cls(file, around)

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        if not self._left and self._judge.score.file.is_open:
            with suppress(Refusal):  # a comfort
                self.keep_now()
        self._left = True
        self._judge.score.close()

    def _read(self) -> None:
        """Read everything that is remembered from the disk."""
        judge = self._judge = take_up(self.path)
        self.definition, self.round, self.manifest = judge.definition, judge.round, judge.manifest
        self.seat, self.name = judge.score.identity.seat, judge.score.identity.name
        self.package_code = code_of(judge.score.package()[0])
        self._leaves = {leaf.id: leaf for leaf in judged_leaves(self.round.rubric)}
        self._unit = lcm(1, *(worth(self.round.rubric, leaf).denominator for leaf in self._leaves.values()))
        self._worth = {each: int(worth(self.round.rubric, leaf) * self._unit) for each, leaf in self._leaves.items()}
        self._entries = {entry.code: entry for entry in judge.entries}
        self._codes = tuple(self._entries)
        self._places = {code: place for place, code in enumerate(self._codes)}
        self._fields = {field.id: field.title for field in self.definition.fields}
        self._state, self._trail, self.saved_at = ScoreState(), Trail(), ""
        self._saved: dict[tuple[EntryCode, CriterionId], str] = {}
        self._lines: dict[EntryCode, EntryLine] = {}
        self._tally: Tally | None = None
        for event in judge.score.first_history():
            self._follow(event)

    def _follow(self, event: Event) -> None:
        """Remember what an event on the disk changed."""
        key = (event.entry, event.criterion)
        self._trail.follow(event, self._state.marks.get(key))
        apply(self._state, event)
        if event.kind is Kind.MARK:
            self._saved[key] = event.stated_time
        before = self._lines.pop(event.entry, None)
        if before is not None and self._tally is not None:
            self._tally.change(before, self.line(event.entry))
        self.saved_at = event.stated_time

    def _score(self) -> ScoreFile:
        """Give the open file; one that a failing medium closed is opened and checked again."""
        if self._left:
            raise NotNow("store.closed", where=self.path.name)
        if not self._judge.score.file.is_open:
            self._read()
        return self._judge.score

    def _write(self, act: Callable[[ScoreFile, str], Event | None]) -> bool:
        """Do one act on the disk and remember it; says whether anything changed."""
        event = act(self._score(), self._around.now())
        if event is not None:
            self._follow(event)
        return event is not None

    @property
    def around(self) -> Surroundings:
        """Clock and keys of this machine."""
        return self._around

    @property
    def rehearsal(self) -> bool:
        """Whether this is a trial that must never be taken for the real thing."""
        return self.manifest.rehearsal

    @property
    def sample(self) -> bool:
        """Whether no source gives the rubric."""
        return self.round.rubric.sample

    @property
    def sealed(self) -> bool:
        """Whether marks are closed."""
        return self._state.state is FileState.SEALED

    @property
    def revision(self) -> int:
        """How often the ballot was sealed; while it is sealed, the number of this sealing."""
        return len(self._state.seals)

    @property
    def tally(self) -> Tally:
        """How many entries stand where; counted once, then kept up with every act."""
        if self._tally is None:
            self._tally = Tally(self.lines())
        return self._tally

    @property
    def finished(self) -> int:
        """How many entries need nothing more: marked whole, or recused."""
        return self.tally.finished

    @property
    def count(self) -> int:
        """How many entries the seat has."""
        return len(self._codes)

    def beside(self, code: EntryCode, step: int = 1) -> EntryCode | None:
        """Give the entry that follows in the list (or, with −1, stands before) and is not recused; None at the end."""
        place, last = self._places.get(code, self.count), self.count
        on = range(place + 1, last) if step > 0 else range(place - 1, -1, -1)
        return next((self._codes[each] for each in on if self._codes[each] not in self._state.recusals), None)

    def lines(self) -> tuple[EntryLine, ...]:
        """Give every entry of the seat, in code order."""
        return tuple(self.line(code) for code in self._entries)

    def line(self, code: EntryCode) -> EntryLine:
        """Give one entry as lists show it."""
        line = self._lines.get(code)
        if line is None:
            line = self._lines[code] = self._line(self._entry(code))
        return line

    def _line(self, entry: ManifestEntry) -> EntryLine:
        marks = self._state.marks
        given = [(each, marks[entry.code, each]) for each in self._leaves if (entry.code, each) in marks]
        total = Fraction(sum(steps * self._worth[each] for each, steps in given), self._unit)
        return EntryLine(
            entry.code,
            entry.title,
            self._fields.get(entry.field, ""),
            entry.authors,
            entry.units,
            entry.files,
            self._stage(entry.code, len(given)),
            len(given),
            len(self._leaves),
            total,
        )

    def _stage(self, code: EntryCode, given: int) -> EntryState:
        if code in self._state.recusals:
            return EntryState.RECUSED
        if code in self._state.later:
            return EntryState.LATER
        if given == len(self._leaves):
            return EntryState.DONE
        return EntryState.STARTED if given else EntryState.EMPTY

    def _entry(self, code: EntryCode) -> ManifestEntry:
        if code not in self._entries:
            raise BadInput("mark.unknown_code", where=code[:20], seat=self.seat)
        return self._entries[code]

    def _leaf(self, criterion: CriterionId) -> Criterion:
        if criterion not in self._leaves:
            raise BadInput("mark.unknown_criterion", where=criterion[:20], criteria="; ".join(self._leaves))
        return self._leaves[criterion]

    def sheet(self, code: EntryCode) -> EntrySheet:
        """Give everything that was written on one entry."""
        line, state = self.line(code), self._state
        marks = {each: state.marks[code, each] for each in self._leaves if (code, each) in state.marks}
        places = (NO_CRITERION, *self._leaves)
        remarks = {each or None: state.remarks[code, each] for each in places if (code, each) in state.remarks}
        saved = {each: self._saved[code, each] for each in marks}
        return EntrySheet(line, marks, saved, remarks, state.notes.get(code, ""), state.recusals.get(code, ""))

    def mark(self, code: EntryCode, criterion: CriterionId, text: str) -> Marked:
        """Give a mark as it was typed; an empty text takes the mark away.

        Raises:
            BadInput: the criterion does not allow it; what stood there stays.
            NotNow: sealed, or the entry is recused. CannotWrite: the disk refuses.
        """
        self._entry(code)
        return self._mark(code, criterion, read_mark(self._leaf(criterion), text))

    def _mark(self, code: EntryCode, criterion: CriterionId, steps: int | None, why: str = "") -> Marked:
        self._score()
        before = self._state.marks.get((code, criterion))
        changed = self._write(lambda score, now: score.mark(code, criterion, steps, now, why))
        return Marked(code, criterion, before, steps, self._saved.get((code, criterion), ""), changed)

    def undo(self) -> Marked | None:
        """Take back the newest mark of the history that still stands, as a new line of it; None without one.

        It reaches back to the last sealing or newer package and passes over entries that cannot be marked now.
        """
        self._score()
        return self._step(self._trail.to_undo(self._can_mark), UNDO)

    def redo(self) -> Marked | None:
        """Give the mark again that was undone last; None without one, or when something was marked since."""
        self._score()
        return self._step(self._trail.to_redo(self._can_mark), REDO)

    def _step(self, change: Change | None, word: str) -> Marked | None:
        if change is None:
            return None
        steps = change.before if word == UNDO else change.after
        return self._mark(change.code, change.criterion, steps, f"{word} {change.number}")

    def _can_mark(self, code: EntryCode) -> bool:
        return code in self._entries and code not in self._state.recusals

    def remark(self, code: EntryCode, criterion: CriterionId | None, text: str) -> None:
        """Write a remark for the organisers on a criterion, or (None) on the entry; empty takes it away."""
        self._entry(code)
        if criterion is not None:
            self._leaf(criterion)
        tidy = _fitting(tidy_text(text), code)
        self._write(lambda score, now: score.remark(code, criterion, tidy, now))

    def note(self, code: EntryCode, text: str) -> None:
        """Write a private note, which never leaves this file; empty takes it away."""
        self._entry(code)
        tidy = _fitting(tidy_text(text), code)
        self._write(lambda score, now: score.note(code, tidy, now))

    def later(self, code: EntryCode, put_off: bool) -> None:
        """Put an entry off, or no longer."""
        self._entry(code)
        self._write(lambda score, now: score.later(code, put_off, now))

    def recuse(self, code: EntryCode, reason: str) -> None:
        """Declare that the judge does not mark an entry; marks already given stay, and do not count.

        Raises:
            BadInput: no reason. NotNow: sealed. CannotWrite: the disk refuses.
        """
        self._entry(code)
        tidy = _fitting(tidy_line(reason), code)
        self._write(lambda score, now: score.recuse(code, tidy, now))

    def unrecuse(self, code: EntryCode) -> None:
        """Take a recusal back; marks given before count again."""
        self._entry(code)
        self._write(lambda score, now: score.unrecuse(code, now))

    def history(self, code: EntryCode | None = None) -> tuple[HistoryLine, ...]:
        """Tell what happened, oldest first: to one entry and to the file as a whole, or (None) everything."""
        score = self._score()
        if code is None:
            return history_lines(score.history())
        self._entry(code)
        both = (*score.history(NO_ENTRY), *score.history(code))
        return history_lines(sorted(both, key=lambda event: event.seq))

    def seals(self) -> tuple[Seal, ...]:
        """Give every sealing, oldest first, with its ballot file verbatim."""
        return self._score().sealed()

    def judge(self) -> JudgeFile:
        """Give the open file with its rules, for desks that read it, e.g. for a preview of the ballot."""
        self._score()
        return self._judge

    def gaps(self) -> Findings:
        """List every entry that is neither marked whole nor recused, with its blank criteria."""
        return missing_marks(self._judge, self._state.marks.keys(), self._state.recusals.keys())

    def ranking(self) -> OwnRanking:
        """Rank the entries that are marked whole, by this judge's totals."""
        return own_ranking(self.lines(), self.round.rubric.maximum)

    def keep(self, name: str, value: str) -> None:
        """Keep a comfort of the window, e.g. where the judge was last; it is worth nothing and stands in no history."""
        remember(self._score().file, COMFORT + name, value)

    def keep_soon(self, name: str, value: str) -> None:
        """Keep a comfort with the next :meth:`keep_now`, or when the file is closed: it waits for no disk."""
        self._soon[name] = value

    def keep_now(self) -> None:
        """Keep what was to be kept soon.

        Raises:
            Refusal: the disk refuses.
        """
        if self._soon:
            score = self._score()
            with score.together():
                for name, value in self._soon.items():
                    remember(score.file, COMFORT + name, value)
            self._soon.clear()

    def kept(self, name: str) -> str:
        """Give what was kept under a name, empty without."""
        return self._soon[name] if name in self._soon else kept_in(self._score(), name)


def _fitting(text: str, code: EntryCode) -> str:
    """Refuse a text that no ballot can hold."""
    if len(text) > LONGEST_REMARK:
        raise BadInput("mark.too_long", where=code, most_characters=LONGEST_REMARK)
    return text
