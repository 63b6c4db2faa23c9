"""The installed program from its start to its first painted window, beside a bare Qt window started the same way.

``python -m benchmarks.installed_start [--program FILE] [--runs N] [--cold] [--short] [--json]``. ``FILE`` is what a
user starts, e.g. ``judge-desk`` in the folder that ``build_installer.py folder`` makes; without it the program of this
checkout is started. An installed program cannot be asked from inside, so Qt itself says when it first flushes a window
(its log ``qt.widgets.painting``); then the process is ended. The platform is that of the environment, else
``offscreen``. With ``--cold`` the system's file cache is emptied before every start (Linux, root). Work is the
processor time of the process up to that picture; only Linux tells it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.commands import MAIN
from benchmarks.pairs import ROOT, Failed, Row, Used, in_turn, options, row, show
from benchmarks.window_start import BESIDE, surroundings_of

GOAL: Final = "≤ 1.6"
FLUSHED: Final = "qt.widgets.painting: Flushing"
BARE: Final = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
application.setStyle("Fusion")
window = QMainWindow()
window.setCentralWidget(QLabel("Judge Desk"))
window.resize(1180, 700)
window.show()
application.exec()
"""


def start(call: Sequence[str], home: str, cold: bool, short: bool) -> Used:
    """Start a program and end it at its first picture; gives what it used until then.

    Raises:
        Failed: it ended without a picture.
    """
    environment = surroundings_of(home, cold, short)
    environment["QT_LOGGING_RULES"] = "qt.widgets.painting=true"
    environment["QT_FORCE_STDERR_LOGGING"] = "1"  # Windows would tell its debugger instead
    began, said = time.perf_counter(), []
    with subprocess.Popen(call, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if line.startswith(FLUSHED):
                    return Used(time.perf_counter() - began, _work(process.pid))
                said.append(line)
        finally:
            process.kill()
    raise Failed("".join(said)[-2000:])


def _work(process: int) -> float:
    """Give the processor time of a running process in seconds; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(program: Sequence[str], name: str, runs: int, cold: bool, short: bool = False) -> list[Row]:
    """Start both in turn, after one start each that does not count."""
    with TemporaryDirectory() as home:
        acts = {
            BESIDE: partial(start, (sys.executable, "-c", BARE), home, cold, short),
            name: partial(start, program, home, cold, short),
        }
        taken = in_turn(acts, runs, warm=not short)
    return [row(name, BESIDE, taken, GOAL, ours=name)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Start of the installed program beside a bare Qt window.", runs=15)
    parser.add_argument("--program", type=Path, metavar="FILE", help="what is started (default: this checkout)")
    parser.add_argument("--cold", action="store_true", help="empty the file cache before every start (Linux, root)")
    args = parser.parse_args(arguments)
    program, name = [sys.executable, "-c", MAIN], "program of this checkout"
    if args.program is not None:
        program, name = [str(args.program.resolve())], "installed program"
    told = measure(program, name, 1 if args.short else args.runs, args.cold, args.short)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    show("window start to first picture", told, args.json, platform=platform, cache="cold" if args.cold else "warm")
    return 0


if __name__ == "__main__":
    sys.exit(main())
