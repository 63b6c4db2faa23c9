"""``python -m judge_desk.ui.viewer document|clip FOLDER…``: the viewer, started and spoken to by the window only.

It works in a private folder and reads files below the named ones. With ``stills`` it decodes clips for intake instead
(:mod:`judge_desk.ui.viewer.stills`).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from judge_desk.confined.confinement import Limits, confine
from judge_desk.ui.tidying import Tidying
from judge_desk.ui.viewer.desk import Desk
from judge_desk.ui.viewer.post import Post

STILLS: Final = "stills"
MIB: Final = 1024**2
FILES: Final = 256
LIMITS: Final = {
    "document": Limits(512 * MIB, FILES, seconds=600),
    "clip": Limits(2048 * MIB, FILES, sound=True),
    STILLS: Limits(1024 * MIB, FILES, seconds=3_600),
}
"""A picture that is drawn takes 400 MiB at most; what a clip's decoder needs depends on the size of its pictures."""


def main(arguments: Sequence[str]) -> int:
    """Confine this process, then answer until the window closes the pipe."""
    sort, *reads = arguments
    confine(LIMITS[sort], [Path(each) for each in reads], Path.cwd())
    application = QGuiApplication(["viewer"])
    tidying = Tidying(application)
    if sort == STILLS:
        code = importlib.import_module("judge_desk.ui.viewer.stills").serve()
        tidying.stop()
        return int(code)
    post = Post()
    desk = Desk(post)
    post.listen()
    code = application.exec()
    tidying.stop()
    del desk
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
