"""From the start of the process to the first page that can be used, beside a bare Qt window, paired in one run.

``python -m benchmarks.window_start [--package] [--work DIR] [--runs N] [--cold] [--short] [--json]``. Without
``--package`` the program is started alone and the first page is the start page. With it, it is also started at what a
rehearsal left: a package (usable when the manifest was verified and the page offers the package), a judge's score file
(when the file was verified and the PIN is asked for), and the secretary's folder (when every round was worked out and
its home is painted). The rehearsal is played once into DIR, or found there, and is not timed. With ``--cold`` the
system's file cache is emptied before every start (Linux, root). The platform is that of the environment:
``QT_QPA_PLATFORM=offscreen``, or a display. Work is the CPU time of the process up to that picture.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.commands import rehearsed
from benchmarks.pairs import ROOT, Row, Used, in_turn, options, row, show

BESIDE: Final = "a bare Qt window"
GOALS: Final[Mapping[str, str]] = {"start page": "≤ 1.6", "package": "≤ 1.6"}
_FIRST_PAINT: Final = """
import sys
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class FirstPaint(QObject):
    seen = False

    def eventFilter(self, watched, event):
        if not self.seen and event.type() == QEvent.Type.Paint and self.ready():
            self.seen = True
            QTimer.singleShot(0, self.told)
        return False

    def ready(self):
        return True

    def told(self):
        print(time.monotonic_ns(), time.process_time(), flush=True)
        QApplication.quit()
"""
BARE: Final = (
    "from PySide6.QtWidgets import QApplication, QLabel, QMainWindow\n"
    + _FIRST_PAINT
    + """
application = QApplication([])
application.setStyle("Fusion")
paint = FirstPaint()
application.installEventFilter(paint)
window = QMainWindow()
window.setCentralWidget(QLabel("Judge Desk"))
window.resize(1180, 700)
window.show()
application.exec()
"""
)
OURS: Final = (
    """
import gc
from judge_desk.cli.__main__ import main
from judge_desk.ui import start
start.load_qt()  # as the start itself does, before the room is loaded
gc.disable()
from judge_desk.ui import application
"""
    + _FIRST_PAINT
    + """
class Usable(FirstPaint):
    def ready(self):
        page = self.window.page
        kind = type(page).__name__
        if kind == "OpeningPage":
            return page.offer is not None or page.begun is not None
        return page._read if kind == "ContestPage" else len(sys.argv) == 1

class Timed(application.Window):
    def __init__(self, shell):
        super().__init__(shell)
        self.paint = Usable()
        self.paint.window = self
        QApplication.instance().installEventFilter(self.paint)

application.Window = Timed
main(sys.argv[1:])
"""
)


def surroundings_of(home: str, cold: bool, short: bool) -> dict[str, str]:
    """Give the environment of a start with a user's folder of its own; with ``cold`` the file cache is emptied."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    environment = {**os.environ, "JUDGE_DESK_HOME": home}
    if not short:  # compiled modules are kept as an installed program keeps them, but beside the checkout
        environment |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def start(program: str, place: Path | None, home: str, cold: bool, short: bool) -> Used:
    """Start a program once, at a file or folder perhaps, and give what it used until its page was painted."""
    environment = surroundings_of(home, cold, short)
    call = [sys.executable, "-c", program, *([] if place is None else [str(place)])]
    began = time.monotonic_ns()
    done = subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=120)
    painted, work = done.stdout.split()[:2]
    return Used((int(painted) - began) / 1e9, float(work))


def places(rehearsal: Path) -> dict[str, Path]:
    """Give what a window is opened at, by the name of its row."""
    return {
        "package": min((rehearsal / "usb-1-so-khao").glob("*/*.jdpack")).parent,
        "score file": min(rehearsal.glob("*/*.jdscore")),
        "contest folder": rehearsal / "cuoc-thi",
    }


def measure(runs: int, cold: bool, rehearsal: Path | None, short: bool = False) -> list[Row]:
    """Start all in turn, after one start each that does not count; the short form compiles nothing anew."""
    wanted: dict[str, Path | None] = {"start page": None}
    if rehearsal is not None:
        wanted |= places(rehearsal)
    with TemporaryDirectory() as home:
        acts = {BESIDE: partial(start, BARE, None, home, cold, short)}
        acts |= {name: partial(start, OURS, place, home, cold, short) for name, place in wanted.items()}
        taken = in_turn(acts, runs, warm=not short)
    return [row(name, BESIDE, taken, GOALS.get(name, ""), ours=name) for name in wanted]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Start of the window beside a bare Qt window.", runs=15)
    parser.add_argument("--package", action="store_true", help="also at a package, a score file, a contest folder")
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="with --package: the rehearsal is played or found here"
    )
    parser.add_argument("--cold", action="store_true", help="empty the file cache before every start (Linux, root)")
    args = parser.parse_args(arguments)
    with TemporaryDirectory() as spare:
        opened = args.package and not args.short
        rehearsal = rehearsed((args.work or Path(spare)) / "rehearsal") if opened else None
        told = measure(1 if args.short else args.runs, args.cold, rehearsal, args.short)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    show("window start to first usable page", told, args.json, platform=platform, cache="cold" if args.cold else "warm")
    return 0


if __name__ == "__main__":
    sys.exit(main())
