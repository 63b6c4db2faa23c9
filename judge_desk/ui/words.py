"""The catalogue as the window uses it: the language can change while it is open.

Whoever shows words connects ``changed`` and says them again. Sentences, numbers and dates come from ``wording``, the
same as in the terminal and on paper.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from judge_desk.contest.values.problems import Problem
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import date_short, whole
from judge_desk.wording.findings import sentence


class Words(QObject):
    """The sentences of the chosen language."""

    changed = Signal()

    def __init__(self, language: str) -> None:
        """Begin in a language (``vi`` or ``en``)."""
        super().__init__()
        self._catalogue = open_catalogue(language)

    @property
    def language(self) -> str:
        """The language spoken now."""
        return self._catalogue.language

    def change(self, language: str) -> None:
        """Speak another language from now on."""
        if language != self.language:
            self._catalogue = open_catalogue(language)
            self.changed.emit()

    def say(self, key: str, /, **facts: str | int) -> str:
        """Fill in a sentence; whole numbers get their thousands parted."""
        shown = {name: whole(each, self.language) if isinstance(each, int) else each for name, each in facts.items()}
        return self._catalogue.say(key, **shown)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence with this key."""
        return key in self._catalogue

    def problem(self, problem: Problem) -> str:
        """Say a finding."""
        return sentence(problem, self._catalogue)

    def when(self, stamp: str, now: str) -> str:
        """Say an ISO time as one says it now: ``16:42 hôm qua``, ``12/11/2024``."""
        day, today = stamp[:10], date.fromisoformat(now[:10])
        if day == today.isoformat():
            return self.say("ui.when.today", time=stamp[11:16])
        if day == (today - timedelta(days=1)).isoformat():
            return self.say("ui.when.yesterday", time=stamp[11:16])
        return date_short(day, self.language)
