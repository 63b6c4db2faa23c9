"""What a judge does with a sealed ballot on somebody else's word: both who gave it and why are asked and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import sealing
from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.shell import Shell

Work = Callable[[Path], str]
"""Works on a score file that nobody holds open; gives what is to be said, empty where the page shows it anyway."""


def work_on_word(parent: QWidget, shell: Shell, act: str, revision: int) -> Work | None:
    """Ask on whose word and why; ``act`` is ``reopen`` or ``open``, as below ``ui.sealing``. None if not wanted."""
    say = shell.words.say
    title, verb, safe, why = (say(f"ui.sealing.{act}.{part}") for part in ("title", "act", "safe", "why"))
    labels = (say(f"ui.sealing.{act}.word_of"), say(f"ui.sealing.{act}.reason"))
    facts = say(f"ui.sealing.{act}.facts", revision=revision)
    written = Reasoned(parent, shell.look, title, facts, labels, verb, safe, why).asked()
    if not written:
        return None
    if act == "reopen":
        return partial(_reopen, shell, written)
    target = shell.ask_folder(parent, say("ui.sealing.usb.ask_folder"), Path.home())
    return partial(_export, shell, written, target) if target is not None else None


def _reopen(shell: Shell, written: tuple[str, ...], file: Path) -> str:
    try:
        sealing.reopen(file, written[1], written[0], shell.around(silent))
    except Refusal as refusal:
        return shell.words.problem(refusal.problem)
    return ""


def _export(shell: Shell, written: tuple[str, ...], target: Path, file: Path) -> str:
    """Write the newest ballot so that everybody can read it, where the digits of the opening are lost."""
    try:
        done = sealing.export_open(file, target, written[1], written[0], shell.around(silent))
    except Refusal as refusal:
        return shell.words.problem(refusal.problem)
    return shell.words.say("ui.sealing.open.done", file=done.file.name)
