"""Rehearse a whole contest: real files, real desks, rounds and reviews, with the trouble that real contests meet.

Everybody in it is invented, and every paper says so. Each act goes through the same desk that people use; only the
clock, the random bytes and the people's decisions come from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import Per
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import BadInput, Findings, Severity
from judge_desk.desks import founding, intake, panel, publishing, recounting
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.register import judged
from judge_desk.desks.rehearsal.material import lay_out, material
from judge_desk.desks.rehearsal.points import AWARDING, ENTERING, rulings
from judge_desk.desks.rehearsal.reviewed import PAPERS, data_of, play_reviews, take_figures
from judge_desk.desks.rehearsal.round import play_round
from judge_desk.desks.rehearsal.script import Plan, Script
from judge_desk.desks.rehearsal.stage import Stage
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped, shipped_definitions
from judge_desk.exchange.rulebook.gallery_file import read_gallery
from judge_desk.wording.catalogue import open_catalogue

FEWEST_ENTRIES: Final = 24
FEWEST_JUDGES: Final = 5
SECRETARY: Final = "Thư ký (chạy thử)"
SOME_DAY: Final = "2024-09-02"
MINUTES: Final = ("bien-ban-ban-giam-khao", "bien-ban-hop-xet")
__all__ = ["FEWEST_ENTRIES", "FEWEST_JUDGES", "Plan", "Playable", "Played", "offered_first", "playable", "rehearse"]


@dataclass(frozen=True, slots=True)
class Played:
    """What a rehearsal came to.

    Attributes:
        folder: the contest folder; title: of the contest.
        story: what happened, in sentences; decisions: what was decided by whom.
        minutes, papers: files; rounds, reviews: the results as data; recount: whether the recount agrees.
    """

    folder: Path
    title: str
    story: tuple[str, ...]
    decisions: tuple[str, ...]
    minutes: tuple[Path, ...]
    papers: tuple[Path, ...]
    rounds: tuple[dict[str, object], ...]
    reviews: tuple[dict[str, object], ...]
    recount: bool
    findings: Findings


@dataclass(frozen=True, slots=True)
class Playable:
    """A shipped contest that can be rehearsed.

    Attributes:
        id, title: of its definition; judged: it has a round, and so entries and judges.
        papers: it has sheets of people's papers, period by period.
    """

    id: str
    title: str
    judged: bool
    papers: bool


@cache
def playable() -> tuple[Playable, ...]:
    """Give what can be rehearsed, in the order of the list of rules to start from."""
    return tuple(_playable())


def offered_first() -> str:
    """Give the id of the contest that is rehearsed where none is named; the others are not read for it."""
    return next(_playable()).id


def _playable() -> Iterator[Playable]:
    listed = [each.id for each in read_gallery().ready]
    for name in (*listed, *(name for name in shipped_definitions() if name not in listed)):
        each = load_definition(shipped(name), name)
        if each.rounds or each.reviews:
            papers = any(part.per is Per.PERSON and part.periods for part in each.measured)
            yield Playable(each.id, each.short_title, bool(each.rounds), papers)


def rehearse(plan: Plan, around: Surroundings, language: str = "vi") -> Played:
    """Play a contest from its definition to the recount.

    Raises:
        BadInput: too few entries or judges for the trouble that is staged, an unknown definition, or one that has
            neither a round nor a review.
        NotNow: the folder is not empty.
    """
    script = _found(plan, around, language)
    if script.definition.rounds:
        _take_in(script)
    else:
        _settle_points(script, ENTERING)
    papers: list[Path] = []
    for number, round_ in enumerate(script.definition.rounds, start=1):
        _settle_points(script, round_.id)
        stage = Stage(script.folder, plan.folder, plan.seed, round_.id, number, script.made.people)
        script.story += play_round(stage, script.secretary, script.words)
        target = plan.folder / PAPERS / f"{number}-{round_.id}"
        made = publishing.publish(script.folder, round_.id, target, script.secretary)
        papers += [target / paper.file for paper in made.papers if paper.file.endswith(".pdf")]
    if script.definition.reviews:
        _settle_points(script, AWARDING)
        take_figures(script)
        papers += play_reviews(script)
    return _close(script, tuple(papers))


def _found(plan: Plan, around: Surroundings, language: str) -> Script:
    content = shipped(plan.contest)
    definition = load_definition(content, plan.contest)
    if not definition.rounds and not definition.reviews:
        raise BadInput("rehearsal.nothing_to_play", contest=definition.short_title)
    if definition.rounds and (plan.entries < FEWEST_ENTRIES or plan.judges < FEWEST_JUDGES):
        raise BadInput("rehearsal.too_small", entries=FEWEST_ENTRIES, judges=FEWEST_JUDGES)
    secretary = world(plan.seed, _opening(definition), plan.folder / "may-thu-ky", SECRETARY, around.progress)
    folder = plan.folder / "cuoc-thi"
    make_folder(plan.folder)
    founding.found(folder, plan.contest, secretary, rehearsal=True)
    write_new(plan.folder / f"{plan.contest}.toml", content)
    made = material(plan.seed, plan.entries if definition.rounds else 0, plan.judges, definition)
    script = Script(plan, definition, made, secretary, open_catalogue(language), folder)
    script.tell("founded", title=definition.short_title, undecided=len(definition.undecided))
    return script


def _opening(definition: Definition) -> str:
    """Give the stated time at which the rehearsal begins: a week after the last day of receipt, or of the calendar."""
    days = [str(each.closes) for each in definition.calendar if each.closes]
    closes = definition.receipt.closes if definition.receipt is not None else max(days, default=SOME_DAY)
    return f"{date.fromisoformat(closes) + timedelta(days=7)}T07:30:00"


def _take_in(script: Script) -> None:
    """Panel and register in; what only people can say of doubtful entries is decided by the organisers."""
    register, sheet, files = lay_out(script.made, script.plan.folder / "nhan-vao", script.secretary.progress)
    taken_panel = panel.take_in(script.folder, sheet, script.secretary)
    script.tell("panel", judges=taken_panel.judges, conflicts=taken_panel.conflicts)
    _settle_points(script, ENTERING, told=False)
    taken = intake.take_in(script.folder, register, files, script.secretary)
    script.tell("intake", entries=len(taken.entries), files=taken.files, **_upper(taken.counts))
    _settle_doubts(script)


def _upper(counts: object) -> dict[str, str | int]:
    assert isinstance(counts, dict)
    return {str(key): int(value) for key, value in counts.items()}


def _settle_doubts(script: Script) -> None:
    organisers = script.people("organiser", 2)
    with open_folder(script.folder, read_only=True) as contest:
        doubtful = {
            entry: [p.code for p in findings if p.severity is Severity.ASK]
            for entry, (state, findings) in judged(contest).items()
            if state is EntryState.DOUBTFUL
        }
    refused = 0
    for entry, codes in doubtful.items():
        published = any(code.startswith("entry.flag") or "published" in code for code in codes)
        refused += published
        reason = "reason_published" if published else "reason_accepted"
        script.decide(DecisionKind.ENTRY, (entry,), "refuse" if published else "accept", reason, organisers)
    script.tell("doubts", count=len(doubtful), refused=refused)


def _settle_points(script: Script, station: str, told: bool = True) -> None:
    """Let the organisers settle, before it matters, what the rules leave open at a station."""
    with open_folder(script.folder, read_only=True) as contest:
        eligible = sum(1 for state, _ in judged(contest).values() if state is EntryState.ELIGIBLE)
        definition = contest.definition
    settled = rulings(definition, station, eligible, _opening(definition)[:10])
    for key, value in settled:
        organisers = script.people("organiser", 2)
        script.decide(DecisionKind.RULE_POINT, (key,), value, "reason_point", organisers)
    if told and settled:
        script.tell("points_review" if station == AWARDING else "points", count=len(settled))


def _close(script: Script, papers: tuple[Path, ...]) -> Played:
    """Recount from the sealed files alone, and gather what is to be told."""
    recounted = recounting.recount(
        (script.folder,), script.plan.folder / f"{script.plan.contest}.toml", script.secretary
    )
    same = all(each.same for each in recounted.rounds) and bool(recounted.rounds)
    script.tell("recount_same" if same else "recount_differs", count=len(recounted.rounds))
    with open_folder(script.folder, read_only=True) as contest:
        rounds = tuple(result_data(round_standing(contest, each.id)) for each in script.definition.rounds)
        told = tuple(
            script.words.say(
                "rehearsal.decision",
                number=each.number,
                what=decision_text(each, script.definition, script.words.language),
                people="; ".join(each.people),
            )
            for each in contest.decisions
            if each.kind is not DecisionKind.PAPER
        )
    minutes = tuple(path for path in papers if path.name.startswith(MINUTES))
    return Played(
        script.folder,
        script.definition.title,
        tuple(script.story),
        told,
        minutes,
        papers,
        rounds,
        data_of(script),
        same,
        recounted.findings,
    )
