"""Random contests on random rules: packages, ballots, figures of the organisers, and decisions that answer questions.

A contest is drawn as values of this project. Decisions are drawn in turns from what the result asks, so that they
mostly answer something; some name other ballots than they should, or say what the rules forbid.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import sha256
from typing import Final

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, SealedBallot, Source
from judge_desk.contest.merge.editions import Edition
from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Definition, Round, find_round, round_before
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric, judged_leaves
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, JudgeId, RoundId, Seat, entry_code
from judge_desk.contest.values.numbers import decimal_text
from judge_desk.desks.contest_folder import rulings_of, with_rubrics
from judge_desk.desks.standing import Standing, work_out
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.rulebook.definition_rulings import in_force
from judge_desk.exchange.seal import digest_of
from tests.trust.random_rules import change_rules, random_rules, toml_text

UNITS: Final = ("Sở A", "Sở B", "UBND huyện C")
AUTHORS: Final = ("Nguyễn An", "Trần Bình", "Lê Chi", "Võ Dũng")
ANSWERS: Final = {
    "ties": ("[]", '[{ kind = "median" }]'),
    "disagreement": ('"none"',),
    "cut": ('{ kind = "top", count = 2 }', '{ kind = "manual" }'),
    "minimum": ('"none"', "1"),
    "per_unit": ("1", '"unlimited"'),
    "per_author": ("1", "2"),
}


OTHERS: Final = (
    (DecisionKind.DIALOGUE, (), "Đã trao đổi"),
    (DecisionKind.THIRD, (), "gk9 Người khác"),
    (DecisionKind.THIRD_MARK, ("gk9",), "1 2 3"),
    (DecisionKind.REOPEN, (), "ab" * 32),
    (DecisionKind.UNSEAL, (), "opened"),
    (DecisionKind.ENTRY, (), "accept"),
    (DecisionKind.APPROVE, (), "0" * 16),
    (DecisionKind.FINAL, (), "0" * 16),
    (DecisionKind.ANNOUNCE, (), "0" * 16),
)
"""Decisions that change no score; most of them belong to the data that a result stands on."""


@dataclass(slots=True)
class World:
    """A contest while it is being drawn.

    Attributes:
        text: the definition; rules: as read, with what was decided.
        older: the version of the definition before, that some packages were issued under; empty where there is none.
        rounds: those that were issued, in order; editions, ballots: by round.
        decisions, brought: of the contest.
    """

    text: str
    rules: Definition
    editions: dict[RoundId, list[Edition]] = field(default_factory=dict)
    ballots: dict[RoundId, list[SealedBallot]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    brought: list[BroughtSheet] = field(default_factory=list)
    older: str = ""

    @property
    def rulings(self) -> tuple[tuple[str, str], ...]:
        """Give the points that were decided."""
        return rulings_of(tuple(self.decisions))

    def standings(self) -> dict[RoundId, Standing]:
        """Work out every round by the program."""
        if self.rulings:
            rulings = in_force(self.text.encode(), self.rulings)
            self.rules = load_definition(self.text.encode(), "the-le.toml", rulings)
        if self.older:
            self.rules = with_rubrics(self.rules, dict(self._older_rubrics()))
        found: dict[RoundId, Standing] = {}
        for each in self.rules.rounds:
            if each.id in self.editions:
                before = round_before(self.rules, each.id)
                earlier = found.get(before.id) if before is not None else None
                found[each.id] = work_out(
                    self.rules,
                    each,
                    self.editions[each.id],
                    self.ballots[each.id],
                    tuple(self.decisions),
                    earlier,
                    brought=tuple(self.brought),
                )
        return found

    def _older_rubrics(self) -> Iterator[tuple[RoundId, Rubric]]:
        """Give the rubric of every round whose newest package was issued under the older version."""
        older = load_definition(self.older.encode(), "the-le.toml")
        for round_id, editions in self.editions.items():
            before = find_round(older, round_id)
            if editions[-1][0].definition_digest == older.digest and before is not None:
                yield round_id, before.rubric


def digest(*words: object) -> Digest:
    """Give a digest that stands for a file."""
    return Digest(sha256(repr(words).encode()).hexdigest())


def draw_contest(chance: random.Random) -> World:
    """Draw a contest.

    Raises:
        Refusal: the rules that were drawn are none that a definition may say.
    """
    raw = random_rules(chance)
    older = toml_text(raw) if chance.random() < 0.2 else ""
    keys = change_rules(chance, raw) if older else []
    text = toml_text(raw)
    world = World(text, load_definition(text.encode(), "the-le.toml"), older=older)
    if older:
        before = load_definition(older.encode(), "the-le.toml").digest
        about = ("2", before, world.rules.digest)
        said = Decision(1, RoundId(""), DecisionKind.RULES, about, " ".join(keys), (), "lý do", ("Ban",), "2024-08-01")
        world.decisions.append(said)
    for round_ in world.rules.rounds:
        _issue(chance, world, round_)
        _bring(chance, world, round_)
        for _ in range(chance.choice((0, 1, 2, 3))):
            _decide(chance, world, round_)
    return world


# --- packages and ballots


def _issue(chance: random.Random, world: World, round_: Round) -> None:
    before = round_before(world.rules, round_.id)
    count = chance.randint(2, 7)
    earlier: list[str] = [""] * count
    if before is not None and before.id in world.editions and not round_.blind:
        known = [str(each.code) for each in world.editions[before.id][-1][0].entries]
        earlier = [code if chance.random() < 0.95 else "" for code in chance.sample(known, min(len(known), count))]
    seats = range(1, max(chance.randint(1, 5), round_.score.minimum_ballots if chance.random() < 0.8 else 1) + 1)
    holders = tuple(SeatHolder(Seat(seat), JudgeId(f"gk{seat}"), f"Giám khảo {seat}") for seat in seats)
    numbers = sorted(chance.sample(range(1, 900), len(earlier)))
    entries = tuple(_entry(chance, round_, n, seats, old) for n, old in zip(numbers, earlier, strict=True))
    both = (world.older, world.text) if world.older and chance.random() < 0.7 else (world.text,)
    versions = [_manifest(world, round_, 1, holders, entries, both[0])]
    if chance.random() < 0.25:
        place = chance.randrange(len(entries))
        entries = (*entries[:place], replace(entries[place], withdrawn=True), *entries[place + 1 :])
        versions.append(_manifest(world, round_, 2, holders, entries, both[-1], digest("gói", round_.id, 1)))
    world.editions[round_.id] = [(each, digest("gói", round_.id, each.version)) for each in versions]
    world.ballots[round_.id] = list(_ballots(chance, world, round_, seats))


def _entry(chance: random.Random, round_: Round, number: int, seats: range, old: str) -> ManifestEntry:
    marked_by = tuple(Seat(seat) for seat in seats if chance.random() < 0.92) or (Seat(1),)
    plain = ManifestEntry(entry_code(number), chance.choice(("f1", "f2")), marked_by, ())
    if round_.blind:
        return plain
    return replace(
        plain,
        title=f"Bài {number}",
        authors=tuple(chance.sample(AUTHORS, chance.randint(0, 2))),
        units=tuple(chance.sample(UNITS, chance.choice((0, 1, 1, 1, 2)))),
        kind=chance.choice(("ca-nhan", "nhom")),
        earlier=old,
    )


def _manifest(
    world: World,
    round_: Round,
    version: int,
    holders: tuple[SeatHolder, ...],
    entries: tuple[ManifestEntry, ...],
    text: str,
    previous: str = "",
) -> Manifest:
    rules = world.rules
    return Manifest(
        contest=rules.id,
        round=round_.id,
        version=version,
        previous=previous,
        definition=text,
        definition_digest=digest_of(text.encode()),
        rulings=(),
        seats=holders,
        locks=(),
        entries=entries,
        rehearsal=False,
        log_head="",
        stated_time="2024-09-01T08:00:00",
        key="ab" * 32,
    )


def _ballots(chance: random.Random, world: World, round_: Round, seats: range) -> Iterator[SealedBallot]:
    manifest, package = chance.choice(world.editions[round_.id])
    close = chance.random() < 0.5
    level = {each.code: chance.random() for each in manifest.entries}
    for seat in seats:
        previous = ""
        for revision in range(1, chance.choice((1, 1, 1, 1, 1, 2, 2, 3)) + 1):
            lines = tuple(
                _line(chance, round_, each, level[each.code] if close else chance.random())
                for each in manifest.entries
                if Seat(seat) in each.seats and not each.withdrawn
            )
            if not lines or chance.random() < 0.03:
                continue
            partial = any(None in line.marks and not line.recused for line in lines)
            made = Ballot(
                contest=world.rules.id,
                round=round_.id,
                definition=manifest.definition_digest,
                package=package,
                seat=Seat(seat),
                name=f"Giám khảo {seat}",
                device="cd" * 32 if chance.random() < 0.98 else "ef" * 32,
                revision=revision,
                previous=previous,
                nonce=digest(round_.id, seat, revision)[:32],
                state=BallotState.PARTIAL if partial else BallotState.COMPLETE,
                source=Source.PAPER if chance.random() < 0.04 else Source.DEVICE,
                stated_time="2024-09-02T10:00:00",
                columns=tuple(leaf.id for leaf in judged_leaves(round_.rubric)),
                lines=Lines.of(lines),
            )
            own = digest("phiếu", round_.id, seat, revision)
            previous = own if chance.random() < 0.97 else ""
            yield SealedBallot(own, made, f"{int(own, 16) % 10**30:030d}")


def _line(chance: random.Random, round_: Round, entry: ManifestEntry, level: float) -> Line:
    leaves = judged_leaves(round_.rubric)
    if chance.random() < 0.04:
        return Line(entry.code, (None,) * len(leaves), recused=True, reason="Cùng đơn vị")
    marks: list[int | None] = [_mark(chance, leaf, level) for leaf in leaves]
    if chance.random() < 0.02:
        marks[chance.randrange(len(marks))] = None
    elif chance.random() < 0.01:
        marks[chance.randrange(len(marks))] = 10_000
    return Line(entry.code, tuple(marks))


def _mark(chance: random.Random, leaf: Criterion, level: float) -> int:
    """Give steps near a level, now and then nothing at all or the top; banded leaves have no marks between bands."""
    least, most = (int(end / leaf.step) for end in (leaf.minimum, leaf.maximum))
    steps = least + round((most - least) * level) + chance.choice((-1, 0, 0, 0, 1))
    steps = chance.choice((least, most)) if chance.random() < 0.05 else min(most, max(least, steps))
    inside = [band for band in leaf.bands if band.low <= steps * leaf.step <= band.high]
    return steps if inside or not leaf.bands else int(leaf.bands[0].low / leaf.step)


# --- figures of the organisers


def _bring(chance: random.Random, world: World, round_: Round) -> None:
    for leaf in unjudged_leaves(round_.rubric):
        for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 2))):
            entries = world.editions[round_.id][-1][0].entries
            rows = [(each.code, _figure(chance, leaf)) for each in entries if chance.random() < 0.97]
            number = len(world.brought) + 1
            rows.sort()
            made = BroughtSheet(
                number, round_.id, leaf.id, leaf.kind, tuple(rows), "Biên bản số 5", Digest(""), "Văn phòng",
                "2024-11-22", 0, "" if number == 1 else "thay", "2024-11-22T08:00:00",
            )  # fmt: skip
            world.brought.append(made)


def _figure(chance: random.Random, leaf: Criterion) -> str:
    if leaf.kind is LeafKind.PENALTY:
        return str(chance.choice((0, 0, 1, 59, 60, 61, 125)))
    if leaf.kind is LeafKind.FORMULA:
        return decimal_text(Fraction(chance.randint(0, 40), chance.choice((1, 2, 4))), 2)
    return decimal_text(Fraction(chance.randint(0, int(leaf.maximum) * 2 + (chance.random() < 0.02)), 2), 1)


# --- decisions


def _decide(chance: random.Random, world: World, round_: Round) -> None:
    """Answer a part of what the result asks, or say something that nobody asked."""
    standing = world.standings().get(round_.id)
    if standing is None:
        return
    wanted = [*_asked(chance, standing), *_points(chance, world)]
    chance.shuffle(wanted)
    for kind, about, value in wanted[: chance.randint(1, 6)]:
        among = (
            () if kind in (DecisionKind.RULE_POINT, DecisionKind.WITHDRAW) else _among(chance, standing, kind, about)
        )
        place = RoundId("") if kind is DecisionKind.RULE_POINT else round_.id
        number = len(world.decisions) + 1
        said = Decision(number, place, kind, about, value, among, "lý do", ("Trưởng ban",), "2024-11-22T08:00:00")
        world.decisions.append(said)


Wanted = tuple[DecisionKind, tuple[str, ...], str]


def _among(chance: random.Random, standing: Standing, kind: DecisionKind, about: tuple[str, ...]) -> tuple[Digest, ...]:
    if kind in (DecisionKind.BALLOT, DecisionKind.SEAT):
        seat = next((each for each in standing.view.seats if str(each.seat) == about[0]), None)
        named = seat.candidates if seat is not None else ()
    else:
        named = standing.rests_on
    draw = chance.random()
    return () if draw < 0.1 else named[1:] if draw < 0.15 else named


def _asked(chance: random.Random, standing: Standing) -> Iterator[Wanted]:
    """Give answers to open questions, mostly such as the rules allow."""
    result = standing.result
    for tie in result.ranking.ties:
        codes = [str(code) for code in tie.codes]
        order = chance.sample(codes, len(codes) if chance.random() < 0.95 else len(codes) - 1)
        yield DecisionKind.TIE, tuple(codes), " ".join(order)
    for score in result.scores:
        if score.questions and chance.random() < 0.8:
            value = decimal_text(Fraction(chance.randint(0, 120), 4), 2) if chance.random() < 0.5 else "7"
            yield DecisionKind.SCORE, (str(score.code),), value
    if result.shortlist is not None and (result.shortlist.pending or chance.random() < 0.1):
        free = [code for code in result.shortlist.pending if chance.random() < 0.5]
        yield DecisionKind.CUT, (str(standing.round.id),), " ".join(map(str, (*result.shortlist.inside, *free)))
    for awards in result.awards:
        for prize in sorted({row.prize for row in awards.rows if row.state == "open" or chance.random() < 0.1}):
            chosen = [str(code) for code in awards.considered if chance.random() < 0.4]
            yield DecisionKind.PRIZE, (awards.table, prize), " ".join(chosen) or "vacant"
    for seat in standing.view.seats:
        for each in standing.view.open:
            if each.facts.get("seat") == seat.seat:
                value = chance.choice((*seat.candidates, "none"))
                yield DecisionKind.BALLOT, (str(seat.seat),), value
    yield from _unasked(chance, standing)


def _unasked(chance: random.Random, standing: Standing) -> Iterator[Wanted]:
    codes = [str(each.code) for each in standing.manifest.entries]
    code = chance.choice(codes)
    if chance.random() < 0.1:
        yield DecisionKind.WITHDRAW, ("17", code), "withdrawn"
    if chance.random() < 0.1:
        yield DecisionKind.SCORE, (code,), chance.choice(("5", "3.25", "-1", "999", "năm"))
    if chance.random() < 0.2:
        yield DecisionKind.SPECIAL, (code,), "Đề nghị tặng thưởng"
    for kind, about, value in OTHERS:
        if chance.random() < 0.02:
            yield kind, (code, *about), value
    if chance.random() < 0.05:
        yield DecisionKind.SEAT, (str(chance.choice(standing.view.seats).seat),), "closed"
    for ballot in standing.counted:
        if chance.random() < 0.2:
            value = ballot.code if chance.random() < 0.95 else "1" * 30
            yield DecisionKind.PAPER, (ballot.digest,), value
        if chance.random() < 0.05:
            yield DecisionKind.REFUSED_MARKS, (ballot.digest,), "ignored"


def _points(chance: random.Random, world: World) -> Iterator[Wanted]:
    for point in world.rules.undecided:
        answers = ANSWERS.get(point.key.rpartition(".")[2], ())
        if answers and chance.random() < 0.5:
            yield DecisionKind.RULE_POINT, (point.key,), chance.choice(answers)
