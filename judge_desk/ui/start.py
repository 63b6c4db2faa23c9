"""Opens the window, or says in a sentence why it cannot.

Nothing of Qt is imported here: a machine that lacks a library gets a sentence instead of an abort, so the room's
other modules are loaded only after the check.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import sys
from collections.abc import Sequence
from typing import cast

from judge_desk.ui.machine_check import check_machine
from judge_desk.wording.catalogue import LANGUAGES, open_catalogue
from judge_desk.wording.findings import sentence

CANNOT_OPEN = 3


def load_qt() -> None:
    """Load Qt for Python and put Python's own ``import`` back in its place.

    The one that Qt puts there reads the source of every module that is loaded after it, in search of modules that want
    names in snake case. None of ours does, and it is 30 to 60 ms of a start (measured).
    """
    plain = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = plain


def main(arguments: Sequence[str]) -> int:
    """Open the window and give the exit code; 3 when this machine cannot show it, with the reason on standard error."""
    found = check_machine()
    if found:
        for language in LANGUAGES:
            catalogue = open_catalogue(language)
            sys.stderr.writelines(sentence(each, catalogue) + "\n" for each in found)
        return CANNOT_OPEN
    load_qt()
    gc.disable()  # what a start loads stays; from the first picture on the window collects (ui.tidying)
    return cast(int, importlib.import_module("judge_desk.ui.application").run(list(arguments)))
