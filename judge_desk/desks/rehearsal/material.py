"""Material for a rehearsal: a whole invented contest's people, register, files and marks out of one seed.

Files are real (DOCX, PDF, JPEG, PNG, MP4). Among the entries stand the troubles that intake meets: one late, a group
of five, an author who is on the jury, a title used twice, a missing write-up, a declaration of earlier publication,
a unit written in two ways. Nothing here is used outside a rehearsal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role
from judge_desk.contest.reviewing.reach import rounds_by_author
from judge_desk.contest.rulebook.definition import Definition, EntrantKind, Part, PartKind, parts_of
from judge_desk.contest.rulebook.reviews import Take
from judge_desk.contest.values.identity import EntryId, JudgeId, UnitId
from judge_desk.desks.rehearsal.files import RegisterLine, RehearsalFile, files_of
from judge_desk.desks.rehearsal.words import draw, entry_title, person_name, pick, shuffled, words_of
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.documents.formats import write_sheet
from judge_desk.documents.plain_sheet import PlainSheet
from judge_desk.exchange.disk import make_folder, write_new

_ROLES: Final = {
    Role.CHAIR: "Trưởng ban",
    Role.DEPUTY: "Phó Trưởng ban",
    Role.MEMBER: "Thành viên",
    Role.SECRETARY: "Thư ký",
    Role.ORGANISER: "Ban Tổ chức",
}
_ATTEMPTS: Final = 20
_FEWEST_FOR_TROUBLES: Final = 12


@dataclass(frozen=True, slots=True)
class RehearsalMaterial:
    """All material of one rehearsal.

    Attributes:
        seed, definition: what it was made from.
        units: of the invented province; people: jury (chair first), secretary, organisers; conflicts: declared.
        register: rows in order; files: by entry, in order.
    """

    seed: str
    definition: Definition
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    conflicts: tuple[DeclaredConflict, ...]
    register: tuple[RegisterLine, ...]
    files: Mapping[EntryId, tuple[RehearsalFile, ...]]


def material(seed: str, entries: int, judges: int, definition: Definition, blind: bool = True) -> RehearsalMaterial:
    """Make the material of a rehearsal.

    Args:
        seed: any text; the same seed and sizes give the same material.
        entries: rows of the register; the troubles need at least 12. Where reviews put the results of rounds together
            by unit, a unit has an entry in every field.
        judges: seats, 1 or more.
        definition: its fields, kinds of entrants and receipt window are used.
        blind: write-ups name neither authors nor unit.
    """
    units = _units()
    people = _people(seed, judges, units)
    lines: list[RegisterLine] = []
    titles: set[str] = set()
    for number in range(1, entries + 1):
        lines.append(_line(seed, number, definition, units, titles))
    if entries >= _FEWEST_FOR_TROUBLES:
        _stage_troubles(seed, lines, definition, people, units)
    files = {line.id: files_of(seed, line, blind, _parts(definition, line)) for line in lines}
    return RehearsalMaterial(seed, definition, units, people, _conflicts(people, units), tuple(lines), files)


@cache
def _units() -> tuple[Unit, ...]:
    words = words_of("units")
    blocks = (
        ("departments", "Sở, ngành"),
        ("bodies", "Đơn vị khác"),
        ("districts", "Cấp huyện"),
        ("communes", "Cấp xã"),
    )
    titles = [(title, block) for key, block in blocks for title in words[key]]
    return tuple(Unit(UnitId(f"dv-{i:02d}"), title, block) for i, (title, block) in enumerate(titles, start=1))


def _people(seed: str, judges: int, units: tuple[Unit, ...]) -> tuple[Person, ...]:
    """Make the jury out of competing departments, so that conflicts with the own unit are met as in life."""
    leaders = words_of("units")["people"]["leaders"]
    people: list[Person] = []
    names: set[str] = set()
    staff = [(Role.SECRETARY, "tk1"), (Role.ORGANISER, "btc1"), (Role.ORGANISER, "btc2")]
    roles = [(_judge_role(number), f"gk{number}") for number in range(1, judges + 1)]
    for place, (role, person_id) in enumerate([*roles, *staff]):
        attempt = 0
        while (name := person_name(seed, f"person {person_id} {attempt}")) in names:
            attempt += 1
        names.add(name)
        unit = units[place % len(units)] if role is not Role.SECRETARY else units[0]
        position = pick(seed, f"position {person_id}", leaders) if role is not Role.SECRETARY else "Chuyên viên"
        people.append(Person(JudgeId(person_id), name, position, unit.id, role))
    return tuple(people)


def _judge_role(number: int) -> Role:
    return {1: Role.CHAIR, 2: Role.DEPUTY}.get(number, Role.MEMBER)


def _conflicts(people: tuple[Person, ...], units: tuple[Unit, ...]) -> tuple[DeclaredConflict, ...]:
    members = [person for person in people if person.role is Role.MEMBER]
    if not members:
        return ()
    return (DeclaredConflict(members[-1].id, "Có vợ là công chức của đơn vị này", unit=units[-1].id),)


def _line(seed: str, number: int, definition: Definition, units: tuple[Unit, ...], taken: set[str]) -> RegisterLine:
    label = f"entry {number}"
    field_number = (number - 1) % len(definition.fields)
    unit = units[_unit_number(seed, number, definition, len(units))]
    kind = definition.entrants[min(draw(seed, f"{label} kind", 10) // 4, len(definition.entrants) - 1)]
    return RegisterLine(
        id=EntryId(str(number)),
        title=_new_title(seed, number, field_number, definition, taken),
        kind=kind.title,
        field=definition.fields[field_number].title,
        authors=_authors(seed, label, _with_people(kind, definition)),
        unit=unit.title,
        received=_received(seed, label, definition),
    )


def _unit_number(seed: str, number: int, definition: Definition, units: int) -> int:
    if any(each.take is Take.ROUND for review in definition.reviews for each in review.measures):
        return (number - 1) // len(definition.fields) % units
    return draw(seed, f"entry {number} unit", units)


def _new_title(seed: str, number: int, field_number: int, definition: Definition, taken: set[str]) -> str:
    """Make a title that no entry before has; its number is added where the words run out."""
    for attempt in range(_ATTEMPTS):
        title = entry_title(f"{seed} {attempt}", number, field_number, definition)
        if title not in taken:
            break
    else:
        title = f"{title} ({number})"
    taken.add(title)
    return title


def _authors(seed: str, label: str, kind: EntrantKind, count: int = 0) -> str:
    if kind.most_people is None:
        return ""
    most = max(kind.least_people, min(kind.most_people, kind.least_people + draw(seed, f"{label} people", 3)))
    positions = words_of("units")["people"]["positions"]
    return "; ".join(
        f"{person_name(seed, f'{label} author {i}')} ({pick(seed, f'{label} position {i}', positions)})"
        for i in range(count or most)
    )


def _with_people(kind: EntrantKind, definition: Definition) -> EntrantKind:
    """Give a kind of any number of people at most one more than its least, where reviews go by who the authors are."""
    if kind.most_people is None and kind.least_people and any(map(rounds_by_author, definition.reviews)):
        return replace(kind, most_people=kind.least_people + 1)
    return kind


def authors_of(made: RehearsalMaterial) -> tuple[tuple[str, str], ...]:
    """Give name and unit of every author of the register, each once, in its order."""
    found = ((each.partition(" (")[0], line.unit) for line in made.register for each in line.authors.split("; "))
    return tuple(dict.fromkeys(each for each in found if each[0]))


def _received(seed: str, label: str, definition: Definition) -> str:
    if definition.receipt is None:
        return ""
    opens, closes = (datetime.fromisoformat(day) for day in (definition.receipt.opens, definition.receipt.closes))
    # Most entries come in the last days, as everywhere; none on the last day itself, whose hour may be undecided.
    days = max((closes - opens).days - 1, 0)
    back = draw(seed, f"{label} day", days + 1) * draw(seed, f"{label} haste", 100) // 100
    minutes = 7 * 60 + 30 + draw(seed, f"{label} minute", 9 * 60)
    return (opens + timedelta(days=max(days - back, 0), minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def _stage_troubles(
    seed: str, lines: list[RegisterLine], definition: Definition, people: tuple[Person, ...], units: tuple[Unit, ...]
) -> None:
    order = [int(number) - 1 for number in shuffled(seed, "troubles", [str(n) for n in range(2, len(lines) + 1)])]
    group = next((k for k in definition.entrants if k.most_people not in (None, 1)), definition.entrants[0])
    single = definition.entrants[0]
    late, five, jury, same, bare, published, spelling = order[:7]
    judge = next((person for person in people if person.role is Role.MEMBER), people[0])
    judge_unit = next(unit.title for unit in units if unit.id == judge.unit)
    lines[late] = _changed(lines[late], "late", received=_too_late(definition))
    lines[five] = _changed(lines[five], "five", kind=group.title, authors=_authors(seed, "five", group, 5))
    own = f"{judge.name} ({judge.position})"
    lines[jury] = _changed(lines[jury], "jury", kind=single.title, authors=own, unit=judge_unit)
    lines[same] = _changed(lines[same], "same_title", title=lines[0].title)
    lines[bare] = _changed(lines[bare], "no_write_up")
    lines[published] = _changed(lines[published], "published", note="Đã công bố trên báo ngành năm trước")
    written = lines[spelling].unit.replace("Ủy ban nhân dân", "UBND").replace("Sở ", "sở ")
    lines[spelling] = _changed(lines[spelling], "unit_spelling", unit=written)
    counted = [
        at for at in order[7:] if any(part.kind is PartKind.PROCEDURES for part in _parts(definition, lines[at]))
    ]
    for at in counted[:1]:
        lines[at] = _changed(lines[at], "few_procedures")


def _parts(definition: Definition, line: RegisterLine) -> tuple[Part, ...]:
    own = next((each.id for each in definition.fields if each.title == line.field), "")
    return parts_of(definition, own)


def _changed(line: RegisterLine, trouble: str, **changes: str) -> RegisterLine:
    values = {name: getattr(line, name) for name in RegisterLine.__dataclass_fields__}
    return RegisterLine(**{**values, **changes, "trouble": trouble})


def _too_late(definition: Definition) -> str:
    if definition.receipt is None:
        return ""
    return (datetime.fromisoformat(definition.receipt.closes) + timedelta(days=3, hours=9)).strftime("%Y-%m-%dT%H:%M")


def register_xlsx(made: RehearsalMaterial) -> bytes:
    """Write the register as a secretary's XLSX sheet."""
    head = (
        "STT", "Tên bài dự thi", "Loại hình dự thi", "Lĩnh vực", "Tác giả", "Cơ quan, đơn vị", "Thời gian nhận",
        "Ghi chú",
    )  # fmt: skip
    rows = [
        (
            int(line.id), line.title, line.kind, line.field, line.authors.replace("; ", ";\n"), line.unit,
            datetime.fromisoformat(line.received) if line.received else None, line.note,
        )
        for line in made.register
    ]  # fmt: skip
    title = f"DANH SÁCH BÀI DỰ THI – {made.definition.short_title}"
    return write_sheet(PlainSheet("Danh sách bài", title, head, (6, 52, 22, 34, 44, 40, 18, 30), rows))


def panel_xlsx(made: RehearsalMaterial) -> bytes:
    """Write the panel sheet."""
    head = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Vòng", "Lĩnh vực", "Tránh", "Lý do")
    titles = {unit.id: unit.title for unit in made.units}
    avoided = {each.judge: each for each in made.conflicts}
    rows = []
    for number, person in enumerate(made.people, start=1):
        conflict = avoided.get(person.id)
        unit = titles[person.unit] if person.unit else ""
        avoid = titles[conflict.unit] if conflict and conflict.unit else ""
        reason = conflict.reason if conflict else ""
        rows.append((number, person.name, person.position, unit, _ROLES[person.role], "", "", avoid, reason))
    title = f"BAN GIÁM KHẢO, TỔ THƯ KÝ, BAN TỔ CHỨC – {made.definition.short_title}"
    return write_sheet(PlainSheet("Ban Giám khảo", title, head, (6, 28, 24, 42, 20, 14, 20, 40, 36), rows))


def lay_out(made: RehearsalMaterial, folder: Path, progress: Progress = silent) -> tuple[Path, Path, Path]:
    """Write the register, the panel sheet and every file below a new folder, as units would hand them in.

    Args:
        made: the material.
        folder: does not exist yet, or is empty.
        progress: told ``progress.rehearsal_files`` after every entry.

    Returns:
        The paths of the register, of the panel sheet and of the folder with one sub-folder for each entry.

    Raises:
        CannotWrite: the place is read-only, full, or already holds such files.
    """
    files = folder / "ho-so"
    make_folder(files)
    register, panel = folder / "danh-sach-bai.xlsx", folder / "ban-giam-khao.xlsx"
    write_new(register, register_xlsx(made))
    write_new(panel, panel_xlsx(made))
    for done, line in enumerate(made.register, start=1):
        own = files / f"{int(line.id):03d}"
        make_folder(own)
        for file in made.files[line.id]:
            write_new(own / file.name, file.make())
        progress("progress.rehearsal_files", done, len(made.register))
    return register, panel, files
