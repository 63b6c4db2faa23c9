"""Secretary: which write-ups share passages, within the contest and with those of earlier contests.

Two texts that share much may have one author, one form, one source or one law that both quote: the desk shows the
passages side by side and says how much it is. What it means is for people to decide.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.register.similarity import Likeness, Word, alike, words_of
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings, Problem, Severity, Unreadable
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.entry_findings import keep_findings
from judge_desk.desks.register import entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import is_link
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.stored_names import SUBMISSIONS, submission_name
from judge_desk.exchange.submissions.insides import READ, Insides, open_insides
from judge_desk.exchange.submissions.sniffing import sniff
from judge_desk.exchange.submissions.write_up_text import WriteUpText
from judge_desk.stores.contest_file import FILE_NAME

LEAST_PERCENT: Final = 15
"""Smallest share that is told when nobody says otherwise."""
FEWEST_WORDS: Final = 60
"""A shorter text is not compared: a caption or a cover says nothing."""
CODES: Final = frozenset({"intake.similar", "intake.similar_earlier"})
_MOST_FILES: Final = 20_000
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A write-up that was compared.

    Attributes:
        entry: its number in this contest's register; empty for one of an earlier contest.
        title: of the entry, or the file's name below an earlier folder that has no register.
        contest: title or name of the earlier contest's folder; empty for this contest.
        name: of the file; text: what it says, in Unicode.
    """

    entry: EntryId
    title: str
    contest: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two write-ups share: where it stands in the text of each (begin, end)."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two write-ups that share passages; the first is of this contest.

    Attributes:
        first, second: places in :attr:`Compared.texts`.
        percent: share of the shorter text, in hundredths, rounded down; words: how many they share.
        passages: in the order of the first text.
    """

    first: int
    second: int
    percent: int
    words: int
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared and found: texts of this contest first, pairs by share, what could not be read."""

    texts: tuple[Text, ...]
    own: int
    pairs: tuple[Pair, ...]
    findings: Findings

    def findings_by_entry(self) -> dict[EntryId, Findings]:
        """Give a question for each pair, at the entry that stands later in the register."""
        found: dict[EntryId, list[Problem]] = {}
        for pair in self.pairs:
            entry, problem = self._asked(pair)
            found.setdefault(entry, []).append(problem)
        return {entry: tuple(problems) for entry, problems in found.items()}

    def _asked(self, pair: Pair) -> tuple[EntryId, Problem]:
        one, two = self.texts[pair.first], self.texts[pair.second]
        much: dict[str, str | int] = {"percent": pair.percent, "passages": len(pair.passages)}
        if two.contest:
            facts = {"entry": one.entry, "name": one.name, "contest": two.contest, "title": two.title, **much}
            return one.entry, Problem("intake.similar_earlier", Severity.ASK, "", facts)
        facts = {"entry": two.entry, "name": two.name, "other": one.entry, "title": one.title, **much}
        return two.entry, Problem("intake.similar", Severity.ASK, "", facts)


def compare(
    folder: Path, around: Surroundings, against: Iterable[Path] = (), least_percent: int = LEAST_PERCENT
) -> Compared:
    """Compare every write-up of a contest with every other, and with those of earlier folders; nothing is changed.

    Args:
        folder: the contest folder.
        around: surroundings.
        against: earlier contests' folders, or plain folders with write-ups in them.
        least_percent: smallest share that is told, in hundredths.

    Raises:
        Refusal: a folder cannot be read. A file that cannot is a finding.
    """
    findings: list[Problem] = []
    with open_insides(folder / SUBMISSIONS) as insides:
        own = list(_of_contest(folder, False, insides, findings, around))
        earlier = [text for each in against for text in _of_earlier(each, insides, findings, around)]
    texts = (*own, *earlier)
    words = [words_of(text.text) for text in texts]

    def report(done: int, total: int) -> None:
        around.progress("progress.comparing_texts", done, total)

    folded = [[word.folded for word in each] for each in words]
    found = alike(folded, len(own), max(1, least_percent), report)
    pairs = tuple(_pair(each, words) for each in found if _differ(texts, each))
    return Compared(texts, len(own), pairs, tuple(findings))


def record(folder: Path, compared: Compared, around: Surroundings) -> tuple[EntryId, ...]:
    """Keep a question for each pair with the entries, in place of those of an earlier comparison; gives the entries.

    Raises:
        Refusal: the folder cannot be opened or written; nothing was changed.
    """
    return keep_findings(folder, compared.findings_by_entry(), CODES, around)


def _differ(texts: Sequence[Text], found: Likeness) -> bool:
    """Say whether two texts are of different entries."""
    one, two = texts[found.first], texts[found.second]
    return bool(two.contest) or one.entry != two.entry


def _pair(found: Likeness, words: Sequence[tuple[Word, ...]]) -> Pair:
    one, two = words[found.first], words[found.second]
    passages = tuple(
        Shared(_span(one, each.first, each.length), _span(two, each.second, each.length), each.length)
        for each in found.passages
    )
    return Pair(found.first, found.second, found.percent, found.words, passages)


def _span(words: tuple[Word, ...], first: int, length: int) -> tuple[int, int]:
    return words[first].start, words[first + length - 1].end


def _of_contest(
    folder: Path, earlier: bool, insides: Insides, findings: list[Problem], around: Surroundings
) -> Iterator[Text]:
    with open_folder(folder, read_only=True) as contest:
        entries, title = entries_of(contest), contest.definition.short_title if earlier else ""
    files = [(entry, file) for entry in entries for file in entry.files if file.extension in READ]
    for number, (entry, file) in enumerate(files, start=1):
        path = folder / SUBMISSIONS / submission_name(file.sha256, file.extension)
        text = _read(path, file.extension, file.name, insides, findings)
        if text is not None and _is_long(text.text):
            yield Text(_id(entry, earlier), entry.title, title, file.name, text.text)
        around.progress("progress.reading_texts", number, len(files))


def _id(entry: Entry, earlier: bool) -> EntryId:
    return EntryId("") if earlier else entry.id


def _of_earlier(folder: Path, insides: Insides, findings: list[Problem], around: Surroundings) -> Iterator[Text]:
    if (folder / FILE_NAME).is_file():
        yield from _of_contest(folder, True, insides, findings, around)
        return
    listed: list[Path] = []
    _list(folder, listed, 1)
    for number, path in enumerate(listed, start=1):
        name = tidy_name(path.relative_to(folder).as_posix())
        text = _read(path, _kind(path), tidy_name(path.name), insides, findings)
        if text is not None and _is_long(text.text):
            yield Text(EntryId(""), name, tidy_name(folder.name), tidy_name(path.name), text.text)
        around.progress("progress.reading_texts", number, len(listed))


def _list(folder: Path, found: list[Path], depth: int) -> None:
    """List the files below a folder that may be write-ups; links are not followed."""
    try:
        with os.scandir(folder) as listing:
            items = sorted(listing, key=lambda item: item.name)
    except OSError as fault:
        raise Unreadable("files.no_folder", folder.name, name=folder.name) from fault
    for item in items:
        if is_link(item.stat(follow_symlinks=False)) or item.name.startswith((".", "~$")):
            continue
        path = Path(item.path)
        if item.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            _list(path, found, depth + 1)
        elif item.is_file(follow_symlinks=False) and len(found) < _MOST_FILES and _ending(path) in READ:
            found.append(path)


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _kind(path: Path) -> str:
    try:
        return sniff(path)
    except Unreadable:
        return ""


def _read(path: Path, kind: str, name: str, insides: Insides, findings: list[Problem]) -> WriteUpText | None:
    text = insides.read(path, kind) if kind in READ else "damaged"
    if isinstance(text, str):
        findings.append(Problem("inside.not_compared", Severity.NOTE, name, {"name": name}))
        return None
    return text


def _is_long(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS
