"""What a secretary does while the power goes away: from founding a contest to going back to a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from judge_desk.contest.values.decisions import DecisionKind, is_locked
from judge_desk.contest.values.identity import RoundId, entry_code
from judge_desk.desks import (
    counting,
    deciding,
    founding,
    issuing,
    publishing,
)
from judge_desk.desks.deciding import Request
from judge_desk.desks.doctor import doctor
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.exchange.typing_draft import DraftCell, DraftHead, add_cells, begin_draft, read_draft
from judge_desk.stores import contest_copies
from judge_desk.stores.contest_file import FILE_NAME, open_contest
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.database import FileKind, open_database
from judge_desk.stores.decision_tables import read_decisions
from tests.faults.small_world import DEFINITION, person
from tests.stores.samples import new_contest
from tests.trust.power_looks import Found, of_contest
from tests.trust.power_work import Work, small
from tests.trust.strace_log import mark

CONTEST: Final = f"cuoc-thi/{FILE_NAME}"
ROUND: Final = "vong-1"
DRAFT: Final = "ghe-1.jdnhap"
PACKAGE: Final = "usb/goi-hoi-thi-nho-vong-1"
PEOPLE: Final = ("Vũ Văn Em (Ban Tổ chức)",)
_FIRST_TABLES: Final = ("about", "definition", "secret", "log")


def _station(name: str) -> Callable[[Path], object]:
    return lambda root: shutil.copytree(getattr(small(), name), root / "cuoc-thi")


def _lines(root: Path) -> None:
    with open_contest(root / "cuoc-thi", read_only=True) as contest:
        mark(f"kept {len(contest.log())}")


# merging


def _merge(root: Path, turns: int) -> None:
    counting.merge(root / "cuoc-thi", ROUND, _brought(), person(root, "may"), "Thử", "Thư ký")
    _lines(root)


def _brought() -> list[Path]:
    return list(small().ballots.values())


def _merge_again(root: Path) -> str:
    around = person(root, "may")
    counting.merge(root / "cuoc-thi", ROUND, _brought(), around, "Thử", "Thư ký")
    standing = counting.results(root / "cuoc-thi", ROUND, around)
    counted = sorted(f"{each.ballot.seat} {each.digest[:8]}" for each in standing.ballots)
    return f"{counted} {_health(root)}"


def _health(root: Path) -> str:
    found = doctor(root / "cuoc-thi", person(root, "may")).findings
    return ", ".join(each.code for each in found if each.code != "doctor.little_room") or "sound"


# deciding and locking


def _decide(root: Path, turns: int) -> None:
    for number in range(_decided_in(root / "cuoc-thi"), _decided_in(small().marked) + turns // 8):
        entry = entry_code(1 + number % 5)
        request = Request(ROUND, DecisionKind.SPECIAL, (entry,), f"Đề nghị thứ {number}", "Thử", PEOPLE)
        deciding.decide(root / "cuoc-thi", request, person(root, "may"))
        _lines(root)
    with open_contest(root / "cuoc-thi", read_only=True) as contest:
        locked = is_locked(read_decisions(contest), RoundId(ROUND))
    if not locked:
        code = counting.results(root / "cuoc-thi", ROUND, person(root, "may")).data_code
        request = Request(ROUND, DecisionKind.FINAL, (ROUND,), code, "Thử", PEOPLE)
        deciding.decide(root / "cuoc-thi", request, person(root, "may"))
        _lines(root)


def _decided_in(folder: Path) -> int:
    with open_contest(folder, read_only=True) as contest:
        return sum(each.what == "decide" for each in contest.log())


def _decide_again(root: Path) -> str:
    _decide(root, 8)
    return f"locked, {_health(root)}"


# issuing


def _to_issue(root: Path) -> None:
    shutil.copytree(small().drawn, root / "cuoc-thi")
    (root / "usb").mkdir()


def _issue(root: Path, turns: int) -> None:
    issuing.issue(root / "cuoc-thi", ROUND, root / "usb", person(root, "may"))
    mark(f"holds {PACKAGE}/")
    _lines(root)


def _issue_again(root: Path) -> str:
    (root / "usb").mkdir(exist_ok=True)
    issued = issuing.issue(root / "cuoc-thi", ROUND, root / "usb", person(root, "may"))
    checked = check_package(issued.package)
    stops = [each.code for each in checked.findings if each.severity.name == "STOP"]
    return f"{checked.whole} files, {stops}, {_health(root)}"


# publishing


def _publish(root: Path, turns: int) -> None:
    publishing.publish(root / "cuoc-thi", ROUND, root / "in", person(root, "may"), ("docx",), True, ("minutes",))
    mark("holds in/")
    mark("holds cuoc-thi/documents/")
    _lines(root)


def _publish_again(root: Path) -> str:
    around = person(root, "may")
    publishing.publish(root / "cuoc-thi", ROUND, root / "in", around, ("docx",), True, ("minutes",))
    return _health(root)


# founding


def _found(root: Path, turns: int) -> None:
    founding.found(root / "cuoc-thi", str(DEFINITION), person(root, "may"))
    mark("holds cuoc-thi/")
    _lines(root)


def _found_again(root: Path) -> str:
    if not (root / CONTEST).exists():
        founding.found(root / "cuoc-thi", str(DEFINITION), person(root, "may"))
    return _health(root)


# an older form


def _older(root: Path) -> None:
    """Found a contest as the program did in its first form."""
    folder, kind = root / "cuoc-thi", FileKind(CONTEST_FILE.application_id, CONTEST_FILE.migrations[:1])
    with closing(new_contest(root)):
        pass
    with closing(sqlite3.connect(root / "hau-giang-2024" / FILE_NAME)) as present:
        rows = {name: present.execute(f"SELECT * FROM {name}").fetchall() for name in _FIRST_TABLES}
    shutil.rmtree(root / "hau-giang-2024")
    folder.mkdir()
    with open_database(folder / FILE_NAME, kind, create=True) as older, older.transaction():
        for name, values in rows.items():
            columns = [row[1] for row in older.rows(f"PRAGMA table_info({name})")]
            older.insert(name, columns, [value[: len(columns)] for value in values])


def _migrate_contest(root: Path, turns: int) -> None:
    open_contest(root / "cuoc-thi").close()
    mark("holds cuoc-thi/contest.v1.jdesk")
    _lines(root)


def _open_contest(root: Path) -> str:
    return str(len(of_contest(root / CONTEST).chain))


# going back


def _to_restore(root: Path) -> None:
    shutil.copytree(small().marked, root / "cuoc-thi")


def _restore(root: Path, turns: int) -> None:
    name = contest_copies.copies_of(root / "cuoc-thi")[0].path.name
    contest_copies.restore_contest(root / "cuoc-thi", name, "Thư ký", "2024-08-20T09:00:00")
    _lines(root)


def _restore_again(root: Path) -> str:
    name = contest_copies.copies_of(root / "cuoc-thi")[-1].path.name
    contest_copies.restore_contest(root / "cuoc-thi", name, "Thư ký", "2024-08-20T10:00:00")
    return _health(root)


# typing paper ballots


def _type(root: Path, turns: int) -> None:
    begin_draft(root / DRAFT, DraftHead("hoi-thi-nho", ROUND, "0" * 64, 1, 1, "Ngô Thị Dung", "2024-08-20T08:00:00"))
    mark("kept 0")
    for number in range(turns):
        add_cells(root / DRAFT, [DraftCell(entry_code(1 + each), "nhan-xet", f"{number} " * 90) for each in range(3)])
        mark(f"kept {3 * number + 3}")


def _of_draft(path: Path) -> Found:
    return Found(tuple(f"{each.code} {each.text}" for each in read_draft(path).cells))


def _type_again(root: Path) -> str:
    if not (root / DRAFT).exists():
        return "goes on"
    before = len(read_draft(root / DRAFT).cells)
    add_cells(root / DRAFT, [DraftCell(entry_code(9), "1", "5")])
    return "goes on" if len(read_draft(root / DRAFT).cells) == before + 1 else "stands"


CONTEST_WORKS: Final = (
    Work(
        "typing",
        "every accepted cell of a paper ballot is there, and the typing goes on",
        lambda root: None,
        _type,
        _of_draft,
        DRAFT,
        _type_again,
    ),
    Work(
        "merging",
        "a merge is there whole or not at all, with its ballots and the copy before it, and can be repeated",
        _station("contest"),
        _merge,
        of_contest,
        CONTEST,
        _merge_again,
        {"merge": ("cuoc-thi/ballots/", "cuoc-thi/backups/")},
    ),
    Work(
        "deciding",
        "every acknowledged decision, also the one that locks, is there",
        _station("marked"),
        _decide,
        of_contest,
        CONTEST,
        _decide_again,
    ),
    Work(
        "issuing",
        "a package is taken for whole only when it is, and an interrupted one is finished by the same act",
        _to_issue,
        _issue,
        of_contest,
        CONTEST,
        _issue_again,
        {"hand": (f"{PACKAGE}/",)},
        PACKAGE,
    ),
    Work(
        "publishing",
        "papers that the log tells of lie there whole",
        _station("marked"),
        _publish,
        of_contest,
        CONTEST,
        _publish_again,
        {"publish": ("in/", "cuoc-thi/documents/vong-1/")},
    ),
    Work(
        "founding",
        "a founded contest is there with its key, or can be founded again",
        lambda root: None,
        _found,
        of_contest,
        CONTEST,
        _found_again,
    ),
    Work(
        "older-contest",
        "a contest file of an older form is old or new, and its copy of before is whole",
        _older,
        _migrate_contest,
        of_contest,
        CONTEST,
        _open_contest,
    ),
    Work(
        "going-back",
        "the contest file is the present one or the copy, whole, and the present one lies among the copies",
        _to_restore,
        _restore,
        of_contest,
        CONTEST,
        _restore_again,
        {"restore": ("cuoc-thi/backups/",)},
        old_or_new=True,
    ),
)
"""In the order of a contest."""
