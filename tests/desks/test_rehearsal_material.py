from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import docx
from pypdf import PdfReader

from judge_desk.contest.register.panel import JUDGING, Role
from judge_desk.contest.values.identity import JudgeId
from judge_desk.contest.values.problems import Severity
from judge_desk.desks.rehearsal.material import RehearsalMaterial, lay_out, material, panel_xlsx, register_xlsx
from judge_desk.exchange.spreadsheets.panel_sheet import read_panel
from judge_desk.exchange.spreadsheets.register_sheet import read_register
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.submissions.file_matching import match_files
from judge_desk.exchange.submissions.insides import open_insides
from judge_desk.exchange.submissions.probe import probe
from tests.exchange.sheet_files import hau_giang


@cache
def made(entries: int = 320) -> RehearsalMaterial:
    return material("hạt giống", entries, 9, hau_giang())


def test_the_same_seed_gives_the_same_material_and_another_seed_another() -> None:
    again, other = material("hạt giống", 30, 5, hau_giang()), material("khác", 30, 5, hau_giang())
    first = material("hạt giống", 30, 5, hau_giang())
    assert (first.register, first.people) == (again.register, again.people)
    assert register_xlsx(first) == register_xlsx(again) != register_xlsx(other)
    assert panel_xlsx(first) == panel_xlsx(again) != panel_xlsx(other)
    for entry in ("1", "7"):
        files = zip(
            first.files[first.register[int(entry) - 1].id], again.files[again.register[int(entry) - 1].id], strict=True
        )
        assert all((one.name, one.make()) == (two.name, two.make()) for one, two in files)


def test_hundreds_of_entries_differ_and_use_every_field_and_kind() -> None:
    lines = made().register
    assert len({line.title for line in lines}) == len(lines) - 1, "only the staged title stands twice"
    assert {line.field for line in lines} == {field.title for field in hau_giang().fields}
    assert {line.kind for line in lines} == {kind.title for kind in hau_giang().entrants}
    assert len({line.unit for line in lines}) >= 45
    assert not any("{" in line.title or "  " in line.title for line in lines)


def test_every_trouble_that_intake_meets_is_staged_once() -> None:
    lines = {line.trouble: line for line in made().register if line.trouble}
    staged = Counter(line.trouble for line in made().register)
    wanted = {"late", "five", "jury", "same_title", "no_write_up", "published", "unit_spelling"}
    assert {trouble: staged[trouble] for trouble in lines} == dict.fromkeys(wanted, 1)
    assert lines["five"].authors.count(";") == 4
    assert any(lines["jury"].authors.startswith(person.name) for person in made().people if person.role in JUDGING)
    assert lines["late"].received[:10] == "2024-08-19"
    assert not any(file.name.startswith("thuyet-minh") for file in made().files[lines["no_write_up"].id])


def test_the_panel_has_a_chair_a_secretary_organisers_and_judges_of_competing_units() -> None:
    people = made().people
    assert Counter(person.role for person in people) == Counter(
        {Role.CHAIR: 1, Role.DEPUTY: 1, Role.MEMBER: 7, Role.SECRETARY: 1, Role.ORGANISER: 2}
    )
    titles = {unit.id: unit.title for unit in made().units}
    competing = {line.unit for line in made().register}
    assert sum(titles[person.unit] in competing for person in people if person.unit and person.role in JUDGING) >= 3
    assert len({person.name for person in people}) == len(people)


def test_what_is_laid_out_is_read_back_by_the_readers_of_real_sheets_and_files(tmp_path: Path) -> None:
    small = material("x", 14, 5, hau_giang())
    register, panel, files = lay_out(small, tmp_path / "d")
    people = read_panel(read_sheet(panel), hau_giang())
    assert people.findings == ()
    assert [person.name for person in people.people] == [person.name for person in small.people]
    assert [each.judge for each in people.conflicts] == [JudgeId("gk5")]
    reading = read_register(read_sheet(register), hau_giang(), known=people.units)
    assert (len(reading.rows), reading.unread) == (14, ())
    assert {problem.severity for problem in reading.all_findings()} <= {Severity.NOTE}
    assert [row.entry.received for row in reading.rows] == [line.received for line in small.register]
    published = next(line.id for line in small.register if line.trouble == "published")
    assert {row.entry.id: row.entry.flags for row in reading.rows if row.entry.flags} == {published: ("published",)}
    matching = match_files(files, tuple(row.entry.id for row in reading.rows), hau_giang().parts)
    assert matching.findings == ()
    with open_insides(matching.files[0].path.parent.parent) as insides:
        probes = [probe(file.path, insides) for file in matching.files]
    assert [found.findings for found in probes] == [()] * len(probes)
    assert len({found.sha256 for found in probes}) == len(probes)
    assert {file.part for file in matching.files} == {"thuyet-minh", "minh-chung", "video"}


def test_blind_write_ups_name_nobody_and_open_ones_do(tmp_path: Path) -> None:
    line = next(line for line in material("x", 3, 3, hau_giang(), blind=True).register if line.authors)
    author = line.authors.split(" (")[0].encode()
    for blind in (True, False):
        files = material("x", 3, 3, hau_giang(), blind=blind).files[line.id]
        (tmp_path / files[0].name).write_bytes(files[0].make())
        text = _text_of(tmp_path / files[0].name)
        assert (author.decode() in text, line.unit in text) == (not blind, not blind)


def _text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_small_rehearsals_have_no_troubles_and_a_single_judge_is_the_chair() -> None:
    tiny = material("x", 1, 1, hau_giang())
    assert [line.trouble for line in tiny.register] == [""]
    assert [person.role for person in tiny.people if person.role in JUDGING] == [Role.CHAIR]
