"""``python -m judge_desk.ui.viewer document|clip``: the viewer, started and spoken to by the window only.

With ``stills`` it decodes clips for intake instead (:mod:`judge_desk.ui.viewer.stills`).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QGuiApplication

from judge_desk.ui.tidying import Tidying
from judge_desk.ui.viewer.confinement import confine
from judge_desk.ui.viewer.desk import Desk
from judge_desk.ui.viewer.post import Post

STILLS: Final = "stills"


def main(arguments: Sequence[str]) -> int:
    """Confine this process, then answer until the window closes the pipe."""
    confine(document="document" in arguments)
    application = QGuiApplication(["viewer"])
    tidying = Tidying(application)
    if STILLS in arguments:
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
