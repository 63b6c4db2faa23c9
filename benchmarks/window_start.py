"""From the start of the process to the first page that can be used, beside a bare Qt window, paired in one run.

``python -m benchmarks.window_start [--runs N] [--cold] [--short] [--json]``: medians, spread and their ratio. With
``--cold`` the system's file cache is emptied before every start (Linux, root). The platform is that of the environment:
``QT_QPA_PLATFORM=offscreen``, or a display.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_FIRST_PAINT: Final = """
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class FirstPaint(QObject):
    seen = False

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.told)
        return False

    def told(self):
        print(time.monotonic_ns(), flush=True)
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
from judge_desk.cli.__main__ import main
from judge_desk.ui import application
"""
    + _FIRST_PAINT
    + """
class Timed(application.Window):
    def __init__(self, shell):
        self.paint = FirstPaint()
        QApplication.instance().installEventFilter(self.paint)
        super().__init__(shell)

application.Window = Timed
main([])
"""
)


def start(program: str, home: str, cold: bool) -> float:
    """Start a program once and give the seconds until its first page was painted."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    # Compiled modules are kept as an installed program keeps them, but beside the checkout.
    environment = {**os.environ, "JUDGE_DESK_HOME": home, "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return (int(done.stdout.split()[0]) - began) / 1e9


def measure(runs: int, cold: bool) -> dict[str, object]:
    """Start both in turn, ``runs`` times after one start each that does not count."""
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as home:
        for number in range(runs + 1):
            for name, program in (("bare", BARE), ("ours", OURS)):
                seconds = start(program, home, cold)
                if number:
                    taken[name].append(seconds)
    medians = {name: statistics.median(each) for name, each in taken.items()}
    ratios = [ours / bare for ours, bare in zip(taken["ours"], taken["bare"], strict=True)]
    return {
        "job": "window start to first page",
        "cold": cold,
        "platform": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "runs": runs,
        "bare_ms": [round(1000 * each, 1) for each in (min(taken["bare"]), medians["bare"], max(taken["bare"]))],
        "ours_ms": [round(1000 * each, 1) for each in (min(taken["ours"]), medians["ours"], max(taken["ours"]))],
        "ratio_of_medians": round(medians["ours"] / medians["bare"], 2),
        "ratio_of_pairs": [round(min(ratios), 2), round(statistics.median(ratios), 2), round(max(ratios), 2)],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Start of the window beside a bare Qt window.")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--cold", action="store_true", help="empty the file cache before every start (Linux, root)")
    parser.add_argument("--short", action="store_true", help="one run, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(1 if args.short else args.runs, args.cold)
    if args.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
