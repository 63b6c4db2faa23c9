"""Secretary: every paper of a round or a review, an index of what was made, and the files that a recount needs.

The papers of one call come from one state of the contest; their names and bytes follow from it. A paper printed
again from other data supersedes the earlier print, which stays listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput, CannotWrite, Findings, NotNow, Problem, Severity, Unreadable
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.index_papers import KIND as INDEX_KIND
from judge_desk.desks.papers.index_papers import made_file
from judge_desk.desks.papers.inspection_folder import FOLDER, LISTED, inspection_files
from judge_desk.desks.papers.inspection_folder import KIND as INSPECTION_KIND
from judge_desk.desks.papers.kinds import paper_tail, plan_index, plan_papers
from judge_desk.desks.papers.paper_sets import Worked, data_files, papers_of, unsettled, worked_out
from judge_desk.desks.papers.planned import PlannedPaper
from judge_desk.desks.print_places import LARGEST, REPLACED, Files, other_prints, place_in, tell_beside, write_all
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.formats import WRITERS, Format
from judge_desk.exchange.disk import finish_new, read_bytes, replace_safely
from judge_desk.exchange.disk_faults import reading
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.decision_tables import (
    FrozenResult,
    PublishedPaper,
    put_paper,
    put_result,
    read_papers,
)
from judge_desk.wording.catalogue import open_catalogue

FORMATS: Final = (*WRITERS, Format.XLSX)
"""What papers can be made in."""
INDEX: Final = "muc-luc.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that was made.

    Attributes:
        file, title: its name and what it is called; sha256: of the file; kind: as ``paper_title`` names it.
        number: in the index; of the print before, where the same bytes were printed before.
        replaces: number of the print that it supersedes; None where there was none, or nothing changed.
        fresh: whether it is another one than the print before.
    """

    file: str
    title: str
    sha256: Digest
    kind: str
    number: int = 0
    replaces: int | None = None
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """What was made.

    Attributes:
        papers: each with its number in the index; data_code: of the data they came from.
        findings: what was open (then every paper is a draft), and where the copy went beside another print.
        folder: where the copy is, if one was asked for.
    """

    papers: tuple[Paper, ...]
    data_code: str
    findings: Findings
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """One file; what the list inside the inspection folder tells stands in no index (``listed`` False)."""

    kind: str
    name: str
    data: bytes
    listed: bool = True


def publish(
    folder: Path,
    round_id: str,
    target: Path | None,
    around: Surroundings,
    formats: tuple[str, ...] = (Format.PDF,),
    draft: bool = False,
    only: tuple[str, ...] = (),
) -> Published:
    """Make the papers of a round or review, keep them with the contest, and write a copy to a folder, if one is given.

    Args:
        folder: of the contest.
        round_id: the round or the review.
        target: where a copy goes; None for none. Where another print lies in it, a folder of its own in there.
        around: clock and operator.
        formats: values of :class:`Format`; a paper is made in those that it has.
        draft: print although something is open; every paper says so then.
        only: kinds or names of papers; empty for all that are not made on request only.

    Raises:
        BadInput: a format or kind that is not known, or formats that none of the papers asked for has.
        NotNow: questions are open, or the approval that the rules ask for is missing, and no draft was asked for.
        CannotWrite: the folder cannot be written; nothing was recorded as published.
    """
    wanted = _known(formats)
    with open_folder(folder) as contest:
        standing = worked_out(contest, round_id)
        if not draft:
            _check_settled(standing)
        planned = planned_papers(contest, standing)
        made = _made(contest, standing, around, wanted, planned, _chosen(planned, only, wanted))
        files = {each.name: each.data for each in made}
        own = _own_place(contest.path / DOCUMENTS / standing.id, standing.data_code, files)
        write_all(own, files)
        place, told = _copied(target, standing.data_code, files)
        papers = _record(contest, standing, made, around)
        told += _brought_up(contest, standing, own, {each.name for each in planned})
        return Published(papers, standing.data_code, (*_as_notes(unsettled(standing)), *told), place)


def _brought_up(contest: ContestFolder, standing: Worked, own: Path, names: set[str]) -> Findings:
    """Write what lies beside the prints, once they are recorded: a disk that fails now undoes nothing, and is told."""
    try:
        with reading(own):
            _write_index(contest, contest.path / DOCUMENTS)
            _mark_replaced(contest, standing, own, names)
    except (CannotWrite, Unreadable):
        return (Problem("publish.beside_behind", Severity.ASK, INDEX, {"folder": DOCUMENTS}),)
    return ()


def _copied(target: Path | None, code: str, files: Files) -> tuple[Path | None, Findings]:
    """Write the copy, if one is asked for; gives where it is and what is to be said about that."""
    if target is None:
        return None, ()
    place = place_in(target, code, files)
    write_all(place, files)
    return place, tell_beside(target, place, files)


def _numbered(
    contest: ContestFolder, standing: Worked, papers: tuple[Paper, ...], fresh: set[str]
) -> tuple[Paper, ...]:
    """Give the papers with their numbers in the index, and what each of them supersedes."""
    mine = [each for each in read_papers(contest.store) if each.round == standing.id]
    now = {each.name: each.number for each in mine if each.superseded_by is None}
    former = {each.superseded_by: each.number for each in mine if each.superseded_by is not None}
    numbered = []
    for each in papers:
        number = now[each.file]
        other = each.file in fresh
        numbered.append(replace(each, number=number, replaces=former.get(number) if other else None, fresh=other))
    return tuple(numbered)


def _known(formats: tuple[str, ...]) -> tuple[Format, ...]:
    for each in formats:
        if each not in FORMATS:
            raise BadInput("publish.format", format=each, known=", ".join(FORMATS))
    return tuple(dict.fromkeys(map(Format, formats)))


def _check_settled(standing: Worked) -> None:
    """Refuse a final print while something is open."""
    if questions := standing.questions:
        raise NotNow("publish.open", where=standing.title, count=len(questions))
    for missing in unsettled(standing):
        raise NotNow(missing.code, missing.where, **missing.facts)


def _mark_replaced(contest: ContestFolder, standing: Worked, own: Path, names: set[str]) -> None:
    """Leave a note in every folder of the round or review whose prints were all replaced, and by which.

    A folder that alone holds a print in force of a paper that it has (``names``) gets none: the reprint of one
    paper replaces that paper alone.
    """
    mine = [each for each in read_papers(contest.store) if each.round == standing.id]
    codes = {each.data_code for each in mine}
    now = [each for each in mine if each.superseded_by is None and each.name.partition(".")[0] in names]
    needed = {(each.name, each.sha256) for each in now} - _held(own)
    for folder in sorted(own.parent.iterdir()):
        printed = folder.is_dir() and folder.name.partition("-")[0] in codes
        if printed and folder != own and not (folder / REPLACED).exists() and not needed & _held(folder):
            said = open_catalogue("vi").say("publish.replaced", old=folder.name, new=own.name)
            finish_new(folder / REPLACED, f"{said}\n".encode())


def _held(folder: Path) -> set[tuple[str, Digest]]:
    """Give names and digests of the files in a folder of prints."""
    return {(path.name, digest_of(read_bytes(path, LARGEST))) for path in folder.iterdir() if path.is_file()}


def _as_notes(questions: Findings) -> Findings:
    return tuple(Problem(p.code, Severity.ASK, p.where, p.facts) for p in questions)


def _title(kind: str) -> str:
    return open_catalogue("vi").say(f"paper_title.{kind}")


def _own_place(folder: Path, data_code: str, files: Files) -> Path:
    """Give the contest's own folder for a print; a further one beside it where other words were printed of the data."""
    number = 1
    while True:
        place = folder / (data_code if number == 1 else f"{data_code}-{number}")
        if not (place / REPLACED).exists() and not other_prints(place, files):
            return place
        number += 1


def _made(
    contest: ContestFolder,
    standing: Worked,
    around: Surroundings,
    formats: tuple[Format, ...],
    planned: tuple[PlannedPaper, ...],
    chosen: tuple[PlannedPaper, ...],
) -> tuple[_Made, ...]:
    """Make the chosen papers, the files beside them, and the index of them all."""
    papers = tuple(_papers(contest, standing, around, formats, chosen))
    made = (*papers, *_beside(contest, standing, planned))
    return (*made, *_index(contest, standing, formats, made, chosen))


def _beside(contest: ContestFolder, standing: Worked, planned: tuple[PlannedPaper, ...]) -> Iterator[_Made]:
    """Make the files that a recount reads, and of a settled result the folder for inspectors."""
    data = tuple(data_files(contest, standing))
    yield from (_Made(*each) for each in data)
    if not unsettled(standing):
        for name, content in inspection_files(contest, standing, data, planned).items():
            yield _Made(INSPECTION_KIND, f"{FOLDER}/{name}", content, name in LISTED)


def _papers(
    contest: ContestFolder,
    standing: Worked,
    around: Surroundings,
    formats: tuple[Format, ...],
    planned: tuple[PlannedPaper, ...],
) -> Iterator[_Made]:
    """Make the papers one after the other."""
    for number, each in enumerate((each for each in planned if each.kind != INDEX_KIND), start=1):
        yield from (_Made(each.kind, name, data) for name, data in each.write(formats))
        around.progress("progress.papers", number, len(planned))


def _index(
    contest: ContestFolder,
    standing: Worked,
    formats: tuple[Format, ...],
    made: tuple[_Made, ...],
    chosen: tuple[PlannedPaper, ...],
) -> Iterator[_Made]:
    """Make the index of what was made, in every format, where it is asked for: it tells the digests of the others."""
    if not any(each.kind == INDEX_KIND for each in chosen):
        return
    about = {each.name: each.about for each in chosen}
    files = tuple(
        made_file(each.kind, each.name, each.data, about.get(Path(each.name).stem) or paper_tail(each.name).lstrip("0"))
        for each in made
        if each.listed
    )
    papers = papers_of(contest, standing)
    for each in formats:
        yield from (_Made(INDEX_KIND, *file) for file in plan_index(papers, each, files).write((each,)))


def planned_papers(contest: ContestFolder, standing: Worked) -> tuple[PlannedPaper, ...]:
    """Give every paper that a round or review can have now; none of them is built before it is asked for."""
    return plan_papers(papers_of(contest, standing))


def _chosen(
    planned: tuple[PlannedPaper, ...], only: tuple[str, ...], formats: tuple[Format, ...]
) -> tuple[PlannedPaper, ...]:
    """Give the papers that are asked for by kind or name; all but those on request where nothing is named."""
    if not only:
        return tuple(each for each in planned if not each.on_request)
    for wanted in only:
        if not any(wanted in (each.kind, each.name) for each in planned):
            raise BadInput("publish.kind", kind=wanted, known=", ".join(dict.fromkeys(each.kind for each in planned)))
    chosen = tuple(each for each in planned if each.kind in only or each.name in only)
    if not any(each in formats for paper in chosen for each in paper.formats):
        there = dict.fromkeys(each for paper in chosen for each in paper.formats)
        raise BadInput("publish.no_format", papers=", ".join(only), known=", ".join(there))
    return chosen


def _record(
    contest: ContestFolder,
    standing: Worked,
    made: tuple[_Made, ...],
    around: Surroundings,
) -> tuple[Paper, ...]:
    """Add new prints to the index; an unchanged paper is not listed twice. Gives the papers with their numbers."""
    papers = tuple(Paper(each.name, _title(each.kind), digest_of(each.data), each.kind) for each in made if each.listed)
    before = [p for p in read_papers(contest.store) if p.round == standing.id and p.superseded_by is None]
    known = {(p.name, p.sha256) for p in before}
    fresh = [paper for paper in papers if (paper.file, paper.sha256) not in known]
    now = around.now()
    facts = {"round": str(standing.id), "data_code": standing.data_code, "papers": str(len(fresh))}
    with contest.store.act(around.operator, "publish", facts, now) as act:
        for paper in fresh:
            ending = paper.file.rpartition(".")[2]
            row = (standing.id, paper.file, ending, paper.sha256, standing.data_code, now)
            put_paper(act, PublishedPaper(0, *row))
        if not unsettled(standing) and fresh:
            text = next(each.data for each in made if each.kind == "result").decode("utf-8")
            put_result(act, FrozenResult(standing.id, standing.data_code, text))
    return _numbered(contest, standing, papers, {each.file for each in fresh})


def _write_index(contest: ContestFolder, folder: Path) -> None:
    rows = [
        {
            "number": p.number,
            "round": p.round,
            "file": p.name,
            "sha256": p.sha256,
            "data_code": p.data_code,
            "time": p.stated_time,
            "superseded_by": p.superseded_by,
        }
        for p in read_papers(contest.store)
    ]
    replace_safely(folder / INDEX, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
