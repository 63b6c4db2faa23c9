"""One round of a rehearsal: draw, issue, mark at every seat, merge, settle what is open, lock.

In the first round it meets a recusal, a replaced ballot, a ballot on paper, a damaged file, disagreements and a tie
across the line; in the last a recusal, a disagreement and a tie between prizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.register.panel import Role
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.rulebook.rubric import allows, judged_leaves
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import decimal_text, round_to
from judge_desk.desks import counting, deciding, drawing, issuing, mark_sheets, paper_ballots, scoring, sealing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.drawing import Circumstances
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.mark_sheets import sheet_identity
from judge_desk.desks.rehearsal.brought import bring_figures
from judge_desk.desks.rehearsal.marks import Staged, stage
from judge_desk.desks.rehearsal.stage import Stage
from judge_desk.desks.rehearsal.world import ScriptedClock, world
from judge_desk.desks.standing import Standing, editions_of, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.spreadsheets.marks_sheet import Marks, SheetIdentity
from judge_desk.exchange.spreadsheets.marks_sheet_writer import SheetEntry, SheetHead, write_marks_sheet
from judge_desk.wording.catalogue import Catalogue, open_catalogue

_EVENING: Final = 19
_MORNING: Final = 8
"""The hours at which judges sit down to mark, and at which the secretary brings the ballots together the day after."""


@dataclass(frozen=True, slots=True)
class _Play:
    """What the acts of a round share; ``words`` tells the story, ``record`` is the language of what is recorded."""

    stage: Stage
    secretary: Surroundings
    words: Catalogue
    record: Catalogue
    definition: Definition
    round: Round
    manifest: Manifest
    package_code: str
    staged: Staged
    recusing: tuple[Seat, EntryCode]

    def sheet(self, seat: Seat, folder: Path, name: str, marks: Marks) -> Path:
        """Write a judge's filled sheet."""
        holder = next(each for each in self.manifest.seats if each.seat == seat)
        identity = SheetIdentity(self.manifest.contest, self.manifest.round, self.package_code, seat)
        titles = (self.definition.title, self.round.title)
        head = SheetHead(identity, *titles, holder.name, self.round.rubric.sample, self.manifest.rehearsal)
        mine = [entry for entry in self.manifest.entries if seat in entry.seats]
        entries = [SheetEntry(entry.code, entry.title) for entry in mine]
        reason = self.record.say("rehearsal.reason_recusal")
        recused = {self.recusing[1]: reason} if self.recusing[0] == seat else {}
        make_folder(folder)
        leaves = judged_leaves(self.round.rubric)
        write_new(folder / name, write_marks_sheet(head, leaves, entries, self.record, marks, recused))
        return folder / name

    def marks(self, seat: Seat) -> dict[tuple[EntryCode, CriterionId], int | None]:
        """Give the planned marks of a seat, without the entry it does not mark."""
        leaves = judged_leaves(self.round.rubric)
        return {
            (code, leaf.id): steps
            for (code, each), planned in self.staged.marks.items()
            if each == seat and (seat, code) != self.recusing
            for leaf, steps in zip(leaves, planned, strict=True)
        }


def play_round(at: Stage, secretary: Surroundings, words: Catalogue) -> list[str]:
    """Play a round through the desks; gives what happened, in sentences."""
    story = []

    def tell(key: str, **facts: str | int) -> None:
        story.append(words.say(f"rehearsal.{key}", **facts))

    with open_folder(at.contest, read_only=True) as contest:
        title = contest.round(at.round).title
    seen_by = tuple(person.name for person in at.people if person.role is Role.ORGANISER)[:1]
    how = Circumstances(seen_by)
    drawn = drawing.assign(at.contest, at.round, secretary, f"{at.seed}-{at.round}", how)
    tell("drawn", round=title, entries=drawn.entries, pairs=drawn.pairs, excluded=drawn.excluded, seed=drawn.seed)
    pins: dict[Seat, str] = {}
    issued = issuing.issue(at.contest, at.round, at.stick, secretary, pins)
    tell("issued", files=issued.files, code=issued.code[:5])
    play = _plan(at, secretary, words)
    ballots = {seat: _mark(play, seat, pins[seat], issued.package) for seat in _devices(play)}
    tell("sealed", count=len(ballots))
    if isinstance(secretary.now, ScriptedClock):
        secretary.now.sleep_until(_MORNING)
    story += _collect(play, ballots)
    story += bring_figures(at, secretary, words)
    story += _settle(play)
    return story


def _plan(at: Stage, secretary: Surroundings, words: Catalogue) -> _Play:
    with open_folder(at.contest, read_only=True) as contest:
        round_ = contest.round(at.round)
        manifest, digest = editions_of(contest, at.round)[-1]
        definition = contest.definition
    seats = {entry.code: entry.seats for entry in manifest.entries}
    several = [code for code, each in seats.items() if len(each) > round_.score.minimum_ballots]
    quiet = several[len(several) // 3]
    staged = stage(at.seed + at.round, round_.rubric, seats, _lines(definition, round_), (quiet,))
    recusing = (seats[quiet][0], quiet)
    return _Play(
        at, secretary, words, open_catalogue("vi"), definition, round_, manifest, code_of(digest), staged, recusing
    )


def _lines(definition: Definition, round_: Round) -> tuple[int, ...]:
    """Give the lines that a tie may be staged across: the cut, or the bounds between prizes, lowest first."""
    count = getattr(round_.cut, "count", 0)
    if count:
        return (int(count),)
    bounds, total = [], 0
    for table in definition.prize_tables:
        for prize in table.prizes if table.round == round_.id else ():
            total += prize.count
            bounds.append(total)
    return tuple(reversed(bounds[:-1])) or (1,)


def _seats(play: _Play) -> list[Seat]:
    return [each.seat for each in play.manifest.seats if each.until is None]


def _devices(play: _Play) -> list[Seat]:
    """Give the seats that mark on a laptop: all, but the last in the first round, who marks on paper."""
    seats = _seats(play)
    return seats[:-1] if play.stage.number == 1 else seats


def _mark(play: _Play, seat: Seat, pin: str, package: Path) -> tuple[Path, Path]:
    """Let a judge open the package, fill in marks and seal; gives the score file and the ballot."""
    home = play.stage.out / f"may-giam-khao-{seat}"
    judge = world(play.stage.seed, _later(play), home / "khoa", f"{play.stage.round} {seat}", play.secretary.progress)
    file = home / f"{play.stage.round}.jdscore"
    make_folder(home)
    scoring.open_package(package, seat, pin, file, judge)
    sheet = play.sheet(seat, home, f"{play.stage.round}-diem.xlsx", play.marks(seat))
    filled = mark_sheets.fill(file, sheet, judge)
    assert not filled.blank, f"the rehearsal's sheet of seat {seat} is whole: {filled.findings}"
    return file, sealing.seal(file, play.stage.stick / "phieu", judge).file


def _later(play: _Play) -> str:
    """Give a stated time a while after the package was issued."""
    return f"{play.manifest.stated_time[:11]}{_EVENING}:00:00"


# --- bringing ballots together -----------------------------------------------------------------------------------


def _collect(play: _Play, ballots: dict[Seat, tuple[Path, Path]]) -> list[str]:
    if play.stage.number > 1:
        merged = _merge(play, [ballot for _, ballot in ballots.values()])
        return [play.words.say("rehearsal.merged", number=merged.number, counted=merged.counted)]
    first, *others = ballots
    wreck = play.stage.stick / "phieu" / "phieu-hong.jdballot"
    damaged = bytearray(ballots[first][1].read_bytes())
    damaged[len(damaged) // 2] ^= 1
    write_new(wreck, bytes(damaged))
    early = _merge(play, [wreck, *(ballots[seat][1] for seat in others)])
    replaced = _replace(play, others[0], ballots[others[0]][0])
    paper = _paper(play)
    late = _merge(play, [ballots[first][1], replaced, paper])
    say = play.words.say
    return [
        say("rehearsal.merged_damaged", number=early.number, counted=early.counted, file=wreck.name),
        say("rehearsal.replaced", seat=others[0]),
        say("rehearsal.paper", seat=_seats(play)[-1]),
        say("rehearsal.merged", number=late.number, counted=late.counted),
    ]


def _merge(play: _Play, files: list[Path]) -> counting.Merged:
    operator = next(person.name for person in play.stage.people if person.role is Role.SECRETARY)
    witness = tuple(person.name for person in play.stage.people if person.role is Role.ORGANISER)[:1]
    reason = play.record.say("rehearsal.reason_merge")
    return counting.merge(play.stage.contest, play.stage.round, files, play.secretary, reason, operator, witness)


def _replace(play: _Play, seat: Seat, file: Path) -> Path:
    """Let a judge seal again after the secretary's word: one mark was written in the wrong row."""
    reason = play.record.say("rehearsal.reason_reopen")
    _decide(play, DecisionKind.REOPEN, (str(seat),), "allowed", reason)
    home = play.stage.out / f"may-giam-khao-{seat}"
    judge = world(f"{play.stage.seed} again", play.secretary.now(), home / "khoa", f"{seat}", play.secretary.progress)
    sealing.reopen(file, reason, _names(play, Role.SECRETARY)[0], judge)
    with open_judge_file(file) as opened:
        leaf = judged_leaves(opened.round.rubric)[-1]
        code, steps = _lowerable(play, opened.score.marks(), leaf.id)
        assert allows(leaf, steps - 1), "one step less is still a mark"
        opened.score.mark(code, leaf.id, steps - 1, judge.now())
        assert sheet_identity(opened).seat == seat
    return sealing.seal(file, play.stage.stick / "phieu", judge).file


def _lowerable(play: _Play, marks: Marks, criterion: str) -> tuple[EntryCode, int]:
    """Give an entry that nothing else is staged with, whose last criterion has a mark to lower."""
    staged = {*play.staged.tie, play.staged.dialogue, play.staged.far}
    free = [(code, steps) for (code, leaf), steps in marks.items() if leaf == criterion and code not in staged]
    return sorted((code, steps) for code, steps in free if steps)[-1]


def _paper(play: _Play) -> Path:
    """Type the last seat's paper sheet twice; the first typing has a slip, which the comparison finds."""
    seat = _seats(play)[-1]
    folder = play.stage.out / "nhap-tu-giay"
    right = play.marks(seat)
    leaf = judged_leaves(play.round.rubric)[-1]
    wrong = dict(right)
    code = next(code for (code, each), steps in right.items() if each == leaf.id and steps and allows(leaf, steps - 1))
    wrong[code, leaf.id] = (right[code, leaf.id] or 0) - 1
    slip, second = play.sheet(seat, folder, "lan-1.xlsx", wrong), play.sheet(seat, folder, "lan-2.xlsx", right)
    typists = (_names(play, Role.SECRETARY)[0], _names(play, Role.ORGANISER)[-1])
    target = play.stage.stick / "phieu"
    where = (play.stage.contest, play.stage.round, int(seat))
    refused = paper_ballots.type_in(*where, (slip, second), typists, target, play.secretary)
    assert refused.file is None, "two typings that differ must not become a ballot"
    mended = play.sheet(seat, folder, "lan-1-sua.xlsx", right)
    typed = paper_ballots.type_in(*where, (mended, second), typists, target, play.secretary)
    assert typed.file is not None, typed.findings
    return typed.file


# --- settling ----------------------------------------------------------------------------------------------------


def _names(play: _Play, role: Role, most: int = 9) -> tuple[str, ...]:
    found = [person for person in play.stage.people if person.role is role]
    return tuple(f"{person.name} ({play.record.say(f'role.{person.role}')})" for person in found[:most])


def _decide(
    play: _Play, kind: DecisionKind, about: tuple[str, ...], value: str, reason: str, people: tuple[str, ...] = ()
) -> None:
    request = Request(play.stage.round, kind, about, value, reason, people or _names(play, Role.SECRETARY, 1))
    deciding.decide(play.stage.contest, request, play.secretary)


def _standing(play: _Play) -> Standing:
    with open_folder(play.stage.contest, read_only=True) as contest:
        return round_standing(contest, play.stage.round)


def _settle(play: _Play) -> list[str]:
    """Tie ballots to their sheets, settle disagreements and ties, open the codes, lock the result."""
    chair, say, why = _names(play, Role.CHAIR), play.words.say, play.record.say
    counted = _standing(play).counted
    spared = 1 if play.stage.number == 1 else 0
    for each in counted[: len(counted) - spared]:
        reason = why("rehearsal.reason_paper")
        _decide(play, DecisionKind.PAPER, (str(each.ballot.seat),), each.code, reason)
    apart = [score for score in _standing(play).result.scores if score.questions]
    for score in apart:
        _decide(
            play,
            DecisionKind.SCORE,
            (score.code,),
            _agreed(play, score),
            why("rehearsal.reason_far" if score.code == play.staged.far else "rehearsal.reason_score"),
            chair,
        )
    ties = _vote(play)
    story = [
        say("rehearsal.tied_to_paper", tied=len(counted) - spared, counted=len(counted)),
        say("rehearsal.disagreements", count=len(apart)),
        say("rehearsal.ties", count=ties),
    ]
    if play.round.blind:
        people = (*_names(play, Role.ORGANISER, 1), *chair)
        _decide(play, DecisionKind.UNSEAL, (play.stage.round,), "opened", why("rehearsal.reason_unseal"), people)
    if isinstance(play.round.approval, str) and play.round.approval != "none":
        organisers = _names(play, Role.ORGANISER)
        _decide(play, DecisionKind.APPROVE, (play.stage.round,), "", why("rehearsal.reason_approve"), organisers)
    _decide(play, DecisionKind.FINAL, (play.stage.round,), "", why("rehearsal.reason_final"), chair)
    return [*story, *_outcome(play)]


def _agreed(play: _Play, score: EntryScore) -> str:
    """Give the mark that the people of the rehearsal agree on: the mean, to the half point."""
    totals = [mark.total for mark in score.marks]
    mean = sum(totals, Fraction(0)) / len(totals)
    return decimal_text(round_to(mean * 2, 0) / 2, 1)


def _vote(play: _Play) -> int:
    """Decide every tie that stands across a line by a vote; gives how many."""
    result = _standing(play).result
    pending = {code for p in result.questions for code in str(p.facts.get("codes", "")).replace(";", " ").split()}
    groups = [tie.codes for tie in result.ranking.ties if pending & set(tie.codes)]
    decided = 0
    for codes in groups:
        order = sorted(codes, key=lambda code: code[::-1])
        reason = play.record.say("rehearsal.reason_tie")
        if not _standing(play).result.questions:
            break
        _decide(play, DecisionKind.TIE, tuple(sorted(codes)), " ".join(order), reason, _names(play, Role.CHAIR))
        decided += 1
    return decided


def _outcome(play: _Play) -> list[str]:
    standing = _standing(play)
    assert not standing.result.questions, standing.result.questions
    if standing.result.shortlist is not None:
        return [play.words.say("rehearsal.shortlist", count=len(standing.result.shortlist.inside))]
    given = sum(1 for awards in standing.result.awards for row in awards.rows if row.code is not None)
    return [play.words.say("rehearsal.prizes", count=given)] if standing.result.awards else []
