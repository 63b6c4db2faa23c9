"""Files of entries: looked at, copied into the contest folder under names of their own, joined to what is there.

Nothing that was ever taken in is lost: a file that is missing from today's folder stays with its entry, and one that
came anew under the same name takes its place while the earlier content stays kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.entries import DAMAGED, Entry, SubmittedFile
from judge_desk.contest.values.problems import Altered, Findings, stops
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import Copied, copy_verified, hash_file, make_folder, remove
from judge_desk.exchange.disk_space import check_space
from judge_desk.exchange.stored_names import submission_name
from judge_desk.exchange.submissions.file_matching import MatchedFile
from judge_desk.exchange.submissions.insides import Insides
from judge_desk.exchange.submissions.probe import Probe, probe


@dataclass(frozen=True, slots=True)
class LookedFile:
    """A matched file, what the probe found, and what a look inside found."""

    match: MatchedFile
    probe: Probe
    inside: Findings = ()

    @property
    def submitted(self) -> SubmittedFile:
        """The file as the entry holds it; one that cannot be opened is kept and named, but answers to no part."""
        return SubmittedFile(
            part=DAMAGED if stops(self.probe.findings) else self.match.part,
            name=self.match.name,
            extension=self.probe.extension,
            size=self.probe.size,
            sha256=self.probe.sha256,
            seconds=self.probe.seconds,
            pages=self.probe.pages,
        )


@dataclass(frozen=True, slots=True)
class JoinedFiles:
    """Files of an entry after new ones came: all in force, those kept although missing now, those replaced."""

    files: tuple[SubmittedFile, ...]
    kept: tuple[str, ...]
    replaced: tuple[str, ...]


def look_at_files(matches: Iterable[MatchedFile], around: Surroundings, insides: Insides) -> tuple[LookedFile, ...]:
    """Look at every file, in order.

    Raises:
        Unreadable: a file went missing, became a link, or the device fails.
    """
    listed = tuple(matches)
    looked = []
    insides.expect(each.path for each in listed)
    for number, match in enumerate(listed, start=1):
        looked.append(LookedFile(match, probe(match.path, insides)))
        around.progress("progress.looking", number, len(listed))
    return tuple(looked)


def join_files(before: Iterable[SubmittedFile], new: Iterable[SubmittedFile]) -> JoinedFiles:
    """Join new files to those that an entry has: the new ones first, then those that did not come again.

    A new file takes the place of the earlier one of the same name. One with the same content under another name does
    so too: it was renamed.
    """
    fresh, earlier = tuple(new), tuple(before)
    names, contents = {_key(file.name) for file in fresh}, {file.sha256 for file in fresh}
    kept = tuple(file for file in earlier if _key(file.name) not in names and file.sha256 not in contents)
    replaced = tuple(file.name for file in earlier if _key(file.name) in names and file.sha256 not in contents)
    return JoinedFiles((*fresh, *kept), tuple(file.name for file in kept), replaced)


def _key(name: str) -> str:
    return name.casefold()


@contextmanager
def copied_in(folder: Path, looked: Iterable[LookedFile], around: Surroundings) -> Iterator[None]:
    """Copy files into a folder, each verified, before the block runs; what this made is taken away if it fails.

    Raises:
        CannotWrite: no room, or the disk fails; Unreadable: a file cannot be read to its end; Altered: one is another
            than was looked at.
    """
    make_folder(folder)
    fresh = {submission_name(each.probe.sha256, each.probe.extension): each for each in looked}
    fresh = {name: each for name, each in fresh.items() if not _is_there(folder / name, each.probe.sha256)}
    check_space(folder, sum(each.probe.size for each in fresh.values()))
    made: list[Path] = []
    try:
        for number, (name, each) in enumerate(fresh.items(), start=1):
            _copy(each, folder / name, around, number, len(fresh))
            made.append(folder / name)
        yield
    except BaseException:
        for path in made:
            remove(path)
        raise


def _copy(looked: LookedFile, target: Path, around: Surroundings, number: int, total: int) -> None:
    def report(done: int, size: int) -> None:
        around.progress("progress.copying", number - (done < size), total)

    due = Copied(looked.probe.size, looked.probe.sha256)
    if copy_verified(looked.match.path, target, report, due=due) != due:
        remove(target)
        raise Altered("disk.changed", looked.match.name)
    around.progress("progress.copying", number, total)


def _is_there(path: Path, sha256: str) -> bool:
    """Say whether a file was copied before; what a crash left of one is taken away, for the name is its hash."""
    if not path.exists():
        return False
    if hash_file(path).sha256 == sha256:
        return True
    remove(path)
    return False


def file_findings(entry: Entry, looked: Iterable[LookedFile]) -> Findings:
    """Give what was found in the files of an entry; each finding says which entry it is about."""
    return tuple(
        replace(problem, where=f"{entry.id} · {problem.where}")
        for each in looked
        if each.match.entry == entry.id
        for problem in (*each.probe.findings, *each.inside)
    )
