"""The secretary's register: reading it with all findings, and walking through them, at ten thousand entries.

``python -m benchmarks.intake [--entries N] [--short] [--json]``. Every entry has a write-up that asks a question, and
every second title is made of words that many share; so there are as many cards as at a bad intake.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from judge_desk.contest.register.entries import Author, Entry, EntryState, SubmittedFile, Unit
from judge_desk.contest.values.identity import Digest, EntryId, UnitId
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks import entry_findings, founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.entry_findings import Card
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.stores.panel_tables import put_units
from judge_desk.stores.register_tables import Intake, put_entries, put_intake
from judge_desk.ui.application import make_shell
from judge_desk.ui.widgets.finding_list import FindingList

WORDS: Final = [
    "giải pháp", "nâng cao", "chất lượng", "phục vụ", "người dân", "ứng dụng", "chuyển đổi số", "hồ sơ", "trực tuyến",
    "cải cách", "hành chính", "xã", "phường", "tổ công nghệ", "cộng đồng", "một cửa", "liên thông", "thủ tục",
    "đất đai", "y tế", "giáo dục", "trường học", "trợ lý ảo", "kho dữ liệu",
]  # fmt: skip
UNITS: Final = 500
KEYS: Final = 12
SHORT: Final = 60
FEW: Final = 40
SIZE: Final = (1110, 560)


def lay_register(folder: Path, count: int, around: Surroundings) -> None:
    """Found a contest and write a register into it, as an intake would."""
    founding.found(folder, "hau-giang-2024", around)
    draw = random.Random(1)
    with open_folder(folder) as contest, contest.store.act("thư ký", "intake", {}, around.now()) as act:
        rules = contest.definition
        entries = [_entry(number, draw, rules.entrants[0].id, rules.fields[0].id) for number in range(1, count + 1)]
        put_units(act, [Unit(UnitId(f"u{number}"), f"Đơn vị số {number}") for number in range(UNITS)])
        put_entries(act, [(entry, row) for row, entry in enumerate(entries, start=2)])
        doubt = Problem("files.no_part", Severity.ASK, "", {"name": "bai.pdf", "entry": "1"})
        put_intake(act, {entry.id: Intake(EntryState.DOUBTFUL, (doubt,)) for entry in entries})


def _entry(number: int, draw: random.Random, kind: str, field: str) -> Entry:
    title = " ".join(draw.sample(WORDS, 12)) + (f" {number}" if number % 2 else "")
    unit = UnitId(f"u{number % UNITS}")
    digest = Digest(hashlib.sha256(str(number).encode()).hexdigest())
    files = (SubmittedFile("bai", "bai.pdf", "pdf", 1000, digest),)
    authors = (Author(f"Tác Giả {number}", "", unit),)
    return Entry(EntryId(str(number)), title, kind, field, authors, (unit,), "2024-08-10T08:00", files=files)


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that a piece of work takes, with what the window paints for it."""
    began = time.perf_counter()
    work()
    QCoreApplication.processEvents()
    return time.perf_counter() - began


def measure(count: int, place: Path) -> dict[str, float]:
    """Measure reading, filling and walking; in seconds."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    around = world("bài đo", "2024-08-23T07:30:00", place / "may", "thư ký", silent)
    lay_register(place / "cuoc-thi", count, around)
    began = time.perf_counter()
    view = entry_findings.look(place / "cuoc-thi", around)
    read = time.perf_counter() - began
    shell = make_shell(application, place / "may")

    def plain_card(card: Card) -> QWidget:
        return QLabel(card.entry.title)

    listed = FindingList(shell.words, shell.look, plain_card)
    listed.resize(*SIZE)
    listed.show()

    def show_all() -> None:
        listed.findings.show_cards(view.cards)
        listed.go_to(0)

    fill = timed(show_all)
    keys = [timed(lambda: QTest.keyClick(listed, Qt.Key.Key_Down)) for _ in range(KEYS)]
    end = timed(lambda: QTest.keyClick(listed, Qt.Key.Key_End))
    listed.findings.show_cards(view.cards[:FEW])
    listed.go_to(0)
    few = statistics.median(timed(lambda: QTest.keyClick(listed, Qt.Key.Key_Down)) for _ in range(KEYS))
    told = {"cards": float(len(view.cards)), "read": read, "fill": fill, "to_end": end}
    listed.close()
    shell.jobs.close()
    return {**told, "key": statistics.median(keys), "slowest_key": max(keys), "key_of_few": few}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--short", action="store_true", help="only show that it works")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        found = measure(SHORT if given.short else given.entries, Path(folder))
    if given.json:
        print(json.dumps({name: round(value, 4) for name, value in found.items()}))
        return
    print(f"{found.pop('cards'):.0f} cards")
    for name, value in found.items():
        print(f"{name:12} {value * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
