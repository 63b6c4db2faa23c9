"""Secretary, inspector: the log of a contest in words. Every act, found again by who, what, round, day or text.

The log itself is never written here. Opening the folder checks every line against the chain and every row against its
line; what is said of the log here was checked so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput, Findings, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.log_changes import Change, Changes, DecisionWords
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.folding import loose
from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import LogLine, open_log_state
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short, length

SHORT: Final = 10
_COPIES: Final = ("backup", "copy", "kept")
_DIGESTS: Final = ("package", "definition", "data_code", "ballot")
_COPY_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-\d\d_")
_HEAD: Final = re.compile(r'"log_head":"([0-9a-f]{64})"')
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which acts are wanted; an empty field wants all.

    Attributes:
        who: the person, as written; what: word of the act; round: id.
        since, until: ISO days, both included.
        text: words that stand in the sentence or the person's name, whatever their case and accents.
    """

    who: str = ""
    what: str = ""
    round: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act in words.

    Attributes:
        number: of its line, from 1; time: stated, ISO local; who; what: word of the act; kind: that word in words.
        round: id of the round that it belongs to, empty for the contest as a whole; round_title: its title.
        told: the act in one sentence.
        hash, previous: of the line, and of the line before.
        folded: all its words without case and accents, to be searched.
    """

    number: int
    time: str
    who: str
    what: str
    kind: str
    round: str
    round_title: str
    told: str
    hash: str
    previous: str
    folded: str


@dataclass(frozen=True, slots=True)
class LogView:
    """A log as it was asked for.

    Attributes:
        entries: the wanted acts, newest first; total: how many acts there are.
        people, acts, rounds: what can be asked for; acts and rounds with their words.
        state: what was found of the log itself, the worst first.
    """

    entries: tuple[LogEntry, ...]
    total: int
    people: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[str, str], ...]
    state: Findings


def read_log(folder: Path, query: LogQuery, language: str, around: Surroundings) -> LogView:
    """Read the log of a contest in words; nothing is changed.

    Raises:
        BadInput: a day that is none.
        Refusal: the folder cannot be opened; an altered log is refused with the first line that does not agree.
    """
    _check_days(query)
    with open_folder(folder, read_only=True) as contest:
        around.progress("progress.log", 0, 0)
        every = told_log(contest, language)
        rounds = tuple((str(each.id), each.title) for each in contest.rounds_and_reviews)
        kinds = {each.what: each.kind for each in every}
        return LogView(
            tuple(each for each in reversed(every) if matches(each, query)),
            len(every),
            tuple(sorted({each.who for each in every})),
            tuple(sorted(kinds.items(), key=lambda pair: loose(pair[1]))),
            rounds,
            _state(contest),
        )


def change_of(folder: Path, number: int, language: str) -> Change:
    """Tell what was before and after an act.

    Raises:
        BadInput: the log has no such line. Refusal: as :func:`read_log`.
    """
    with open_folder(folder, read_only=True) as contest:
        lines = contest.store.log()
        if not 1 <= number <= len(lines):
            raise BadInput("log.no_line", number=number, count=len(lines))
        return Changes(contest, language).of(lines[number - 1])


def wanted_log(contest: ContestFolder, query: LogQuery, language: str) -> tuple[LogEntry, ...]:
    """Tell the wanted acts of an open contest, oldest first.

    Raises:
        BadInput: a day that is none.
    """
    _check_days(query)
    return tuple(each for each in told_log(contest, language) if matches(each, query))


def told_log(contest: ContestFolder, language: str) -> tuple[LogEntry, ...]:
    """Tell every act of an open contest, oldest first."""
    words = log_words(contest, language)
    return tuple(tell(line, words) for line in contest.store.log())


@dataclass(frozen=True, slots=True)
class LogWords:
    """What a log is told with: the sentences, titles of rounds by id, decisions in words by number."""

    catalogue: Catalogue
    rounds: Mapping[str, str]
    decisions: Mapping[int, str]


def log_words(contest: ContestFolder, language: str) -> LogWords:
    """Give the words for the log of an open contest."""
    words = DecisionWords(contest, language)
    decided = {each.number: words.say(each) for each in contest.decisions}
    rounds = {str(each.id): each.title for each in contest.rounds_and_reviews}
    return LogWords(open_catalogue(language), rounds, decided)


def tell(line: LogLine, words: LogWords) -> LogEntry:
    """Tell one line of a log."""
    rounds, place = words.rounds, str(line.facts.get("round", ""))
    told, kind = act_sentence(line, words), act_word(line.what, words.catalogue)
    return LogEntry(
        line.seq,
        line.stated_time,
        line.actor,
        line.what,
        kind,
        place,
        rounds.get(place, place),
        told,
        line.hash,
        line.prev,
        loose(f"{told} {line.actor} {kind} {rounds.get(place, place)}"),
    )


def act_word(what: str, catalogue: Catalogue) -> str:
    """Name an act in a few words."""
    key = f"log.kind.{what}"
    return catalogue.say(key) if key in catalogue else catalogue.say("log.kind.other")


class _Shown(dict[str, str | int]):
    """Facts of a sentence; one that an older line does not have is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def act_sentence(line: LogLine, words: LogWords) -> str:
    """Tell an act in one sentence of the catalogue, ``log.act.<word>``; a test holds that every word has one."""
    key, catalogue = f"log.act.{line.what}", words.catalogue
    if key not in catalogue:
        return catalogue.say("log.act.other")
    return catalogue.template(key).format_map(_Shown(_shown_facts(line, words)))


def _shown_facts(line: LogLine, words: LogWords) -> Mapping[str, str | int]:
    catalogue, rounds = words.catalogue, words.rounds
    facts: dict[str, str | int] = {name: each for name, each in line.facts.items() if each != ""}
    if "round" in facts:
        facts["round"] = rounds.get(str(facts["round"]), facts["round"])
    for name in _DIGESTS:
        if name in facts:
            facts[name] = str(facts[name])[:SHORT]
    if _DAY.match(str(facts.get("day", ""))):
        facts["day"] = date_short(str(facts["day"]), catalogue.language)
    for name in _COPIES:
        if name in facts:
            facts[name] = copy_time(str(facts[name]), catalogue.language)
    kind, number = f"decision.{facts.get('kind', '')}", facts.get("number")
    if kind in catalogue:
        facts["kind"] = catalogue.say(kind)
    if line.what == "decide" and isinstance(number, int) and number in words.decisions:
        facts["kind"] = words.decisions[number].removesuffix(".")
    if f"ui.defence.log.{facts.get('doing', '')}" in catalogue:
        facts["doing"] = _clock_words(line, catalogue)
    return facts


def _clock_words(line: LogLine, catalogue: Catalogue) -> str:
    """Say what was done to a team's clock, and why where a reason was given."""
    phase, seconds = catalogue.say(f"ui.defence.phase.{line.facts['phase']}"), int(line.facts["seconds"])
    said = catalogue.say(f"ui.defence.log.{line.facts['doing']}", phase=phase, time=length(seconds))
    return f"{said} ({line.facts['reason']})" if line.facts["reason"] else said


def copy_time(name: str, language: str) -> str:
    """Say when a copy of the contest's file was made, from its name; another name stays as it is."""
    found = _COPY_NAME.match(name)
    return f"{found[2]}:{found[3]} {date_short(found[1], language)}" if found else name


def _check_days(query: LogQuery) -> None:
    for day in (query.since, query.until):
        if day and not _DAY.match(day):
            raise BadInput("log.no_day", value=day)


def matches(entry: LogEntry, query: LogQuery) -> bool:
    """Say whether an act is wanted."""
    asked = ((query.who, entry.who), (query.what, entry.what), (query.round, entry.round))
    if any(wanted and wanted != found for wanted, found in asked):
        return False
    day = entry.time[:10]
    if (query.since and day < query.since) or (query.until and day > query.until):
        return False
    return not query.text or loose(query.text) in entry.folded


def _state(contest: ContestFolder) -> Findings:
    """Say what is known of the log, the worst first.

    It was checked at opening; the copy beside the file agrees, lags or differs; and the heads of it that left the
    house on packages stand in it.
    """
    found = (*_heads(contest), *_copy_and_chain(contest))
    return tuple(sorted(found, key=lambda each: each.severity is Severity.NOTE))


def _heads(contest: ContestFolder) -> Findings:
    """Look for the head of the log that every issued package bears: a log written anew would not have it."""
    known = {line.hash for line in contest.store.log()}
    borne = [_HEAD.search(str(text)) for (text,) in contest.store.rows("SELECT text FROM package ORDER BY act")]
    lost = sum(1 for each in borne if each is not None and each[1] not in known)
    if lost:
        return (Problem("log.head_lost", Severity.ASK, "", {"count": lost, "packages": len(borne)}),)
    return (Problem("log.heads", Severity.NOTE, "", {"packages": len(borne)}),) if borne else ()


def _copy_and_chain(contest: ContestFolder) -> Findings:
    lines = contest.store.log()
    sound = Problem("log.sound", Severity.NOTE, "", {"count": len(lines), "head": lines[-1].hash[:SHORT]})
    open_copy = open_log_state(contest.path / LOG_NAME, lines)
    if open_copy is None:
        return (Problem("log.copy_missing", Severity.NOTE, LOG_NAME), sound)
    if not open_copy:
        return (Problem("log.copy_differs", Severity.ASK, LOG_NAME), sound)
    return (sound,)
