"""What a judge does with a sealed ballot on somebody else's word: both who gave it and why are asked and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import sealing
from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.reasoned import Reasoned

if TYPE_CHECKING:
    from judge_desk.ui.pages.sealing_page import SealingPage


def word_and_reason(page: SealingPage, act: str, revision: int) -> tuple[str, ...]:
    """Ask on whose word and why; ``act`` names the sentences below ``ui.sealing``. Nothing when it is not wanted."""
    say = page.shell.words.say
    title, verb, safe, why = (say(f"ui.sealing.{act}.{part}") for part in ("title", "act", "safe", "why"))
    labels = (say(f"ui.sealing.{act}.word_of"), say(f"ui.sealing.{act}.reason"))
    facts = say(f"ui.sealing.{act}.facts", revision=revision)
    return Reasoned(page, page.shell.look, title, facts, labels, verb, safe, why).asked()


def export_in_the_open(page: SealingPage) -> None:
    """Write the newest ballot so that everybody can read it, where the digits of the opening are lost."""
    assert page.bench is not None
    written = word_and_reason(page, "open", page.bench.sitting.revision)
    say = page.shell.words.say
    target = page.shell.ask_folder(page, say("ui.sealing.usb.ask_folder"), Path.home()) if written else None
    if target is None:
        return
    file = page.bench.rest()
    try:
        done = sealing.export_open(file, target, written[1], written[0], page.shell.around(silent))
        page.banner.tell(say("ui.sealing.open.done", file=done.file.name))
    except Refusal as refusal:
        page.banner.tell(page.refusal_words(refusal))
    page._back()
