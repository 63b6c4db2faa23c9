"""Judge: a mark sheet (XLSX) in place of the program: write the blank one of a seat, take what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.problems import Findings, stops
from judge_desk.desks.judge_file import JudgeFile, open_judge_file
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import write_new
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.spreadsheets.marks_sheet import MarksReading, SheetIdentity, check_totals, read_marks
from judge_desk.exchange.spreadsheets.marks_sheet_writer import SheetEntry, SheetHead, write_marks_sheet
from judge_desk.stores.score_file import ScoreFile
from judge_desk.wording.catalogue import open_catalogue


def sheet_identity(judge: JudgeFile) -> SheetIdentity:
    """Say whose mark sheet belongs to a score file."""
    digest = judge.score.package()[0]
    return SheetIdentity(judge.manifest.contest, judge.manifest.round, code_of(digest), judge.score.identity.seat)


def write_sheet(file: Path, target: Path, language: str = "vi") -> None:
    """Write the seat's blank mark sheet (XLSX) to a new file."""
    with open_judge_file(file, read_only=True) as judge:
        head = SheetHead(
            sheet_identity(judge),
            judge.definition.title,
            judge.round.title,
            judge.score.identity.name,
            judge.round.rubric.sample,
            judge.manifest.rehearsal,
        )
        entries = [SheetEntry(entry.code, entry.title) for entry in judge.entries]
        leaves = judged_leaves(judge.round.rubric)
        write_new(target, write_marks_sheet(head, leaves, entries, open_catalogue(language)))


@dataclass(frozen=True, slots=True)
class Filled:
    """What a sheet brought: marks taken, recusals, cells still blank, and remarks on the sheet."""

    marks: int
    recusals: int
    blank: int
    findings: Findings


def fill(file: Path, sheet: Path, around: Surroundings) -> Filled:
    """Take marks, recusals and remarks from a sheet: all of it, or with a finding that stops, nothing.

    Raises:
        Refusal: the score file or the sheet cannot be read, or the file is sealed.
    """
    with open_judge_file(file) as judge:
        leaves = judged_leaves(judge.round.rubric)
        codes = tuple(entry.code for entry in judge.entries)
        reading = read_marks(sheet, leaves, codes, sheet_identity(judge))
        findings = (*reading.findings, *check_totals(reading, judge.round.rubric, sheet.name))
        if stops(findings):
            return Filled(0, 0, 0, findings)
        take(judge.score, reading, around)
        given = {code for code in codes if code not in reading.recused}
        marks = sum(1 for code, _ in judge.score.marks() if code in given)
    return Filled(marks, len(reading.recused), len(given) * len(leaves) - marks, findings)


def take(score: ScoreFile, reading: MarksReading, around: Surroundings) -> None:
    """Write a reading into a score file in one transaction: all of it, or nothing."""
    with score.together():
        for code, reason in reading.recused.items():
            score.recuse(code, reason or "-", around.now())
        for (code, criterion), steps in reading.marks.items():
            if code not in reading.recused:
                score.mark(code, criterion, steps, around.now())
        for code, text in reading.remarks.items():
            score.remark(code, None, text, around.now())
