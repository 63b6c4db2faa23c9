"""The sticks that the package can be written to: one is chosen, looked at, written, and said to be safe to pull out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.values.problems import Findings, Severity, stops
from judge_desk.desks.issuing import Issued, PackageReport
from judge_desk.desks.target_checking import TargetCheck
from judge_desk.ui.models.lines import LINE_ROLE, Line, line_of
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Picture, Text, restyle
from judge_desk.wording.figures import file_size
from judge_desk.wording.words import capitalised

STICK: Final = 76
"""px that one stick takes in the list."""
SYSTEMS: Final = {
    "vfat": "FAT32", "msdos": "FAT32", "fat": "FAT32", "fat32": "FAT32", "exfat": "exFAT",
    "ntfs": "NTFS", "ntfs3": "NTFS", "fuseblk": "NTFS",
}  # fmt: skip
"""Names of file systems as people know them."""
LEAST: Final = 120
"""px of the list of findings at least."""
MOST: Final = 4
"""How many sticks are seen at once; more are scrolled to."""


class TargetPane(QFrame):
    """``wanted`` asks to look at a place, ``write`` to write the package there."""

    wanted = Signal(object)
    write = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without sticks."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self.title = Text(look, "heading")
        self.none = Text(look, "body", "text_2", wrap=True)
        self.sticks = LineList(look)
        self.folder = Button(look, "plain", "folder")
        self.picture, self.state = Picture(look, "usb", "text_2", 24), Text(look, "heading", wrap=True)
        self.text = Text(look, "body", "text_2", wrap=True)
        self.list = LineList(look)
        self.act, self.why = Button(look, "primary", "usb"), Text(look, "small", "text_2", wrap=True)
        for each in (self.sticks, self.list):
            each.setProperty("framed", "true")
        self.sticks.opened.connect(self._choose)
        self.sticks.clicked.connect(lambda index: self._choose(index.data(LINE_ROLE).key))
        self.folder.clicked.connect(self._ask)
        self.act.clicked.connect(self.write)
        self._found: tuple[Stick, ...] = ()
        self.place: Path | None = None
        self.check: TargetCheck | None = None
        self._done: tuple[Issued, PackageReport] | None = None
        self._version = 0
        self._build()

    def _build(self) -> None:
        self._state = QFrame()
        self._state.setProperty("frame", "card")
        lines = column(self.state, self.text, spacing=2)
        inner = row(self.picture, lines, spacing=12, margins=(14, 10, 14, 10))
        inner.setStretchFactor(lines, 1)
        self._state.setLayout(inner)
        head = column(self.title, self.none, spacing=4, margins=(16, 12, 16, 6))
        acts = row(self.why, self.act, spacing=8, margins=(16, 6, 16, 12))
        acts.setStretchFactor(self.why, 1)
        about = column(self._state, margins=(14, 8, 14, 4))
        inside = QWidget()
        parts = column(head, self.sticks, row(self.folder, 0, margins=(16, 8, 16, 4)), about, self.list, 0)
        parts.setStretchFactor(self.list, 100)
        inside.setLayout(parts)
        self._area = scrolling(inside)
        inside.setProperty("ground", "surface")
        whole = column(self._area, acts, margins=(2, 2, 2, 2))
        whole.setStretchFactor(self._area, 1)
        self.list.setMinimumHeight(LEAST)
        self.setLayout(whole)

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Take the sticks that are plugged in now; the chosen one may be gone."""
        say, language = self._shell.words.say, self._shell.words.language
        self._found = tuple(sticks)
        lines = []
        for each in self._found:
            word = say("ui.issue.stick_locked") if each.locked else ""
            free = say("ui.issue.free", free=file_size(each.free, language))
            lines.append(Line("usb", "warn" if each.locked else "accent", word, each.name, free, each.root))
        self.sticks.show_lines(lines)
        self.sticks.setVisible(bool(lines))
        self.sticks.setFixedHeight(self._shell.look.px(STICK) * min(max(len(lines), 1), MOST) + 4)
        self.none.setText("" if lines else say("ui.issue.no_stick"))
        self.none.setVisible(not lines)
        if self.place is not None and self._is_stick(self.place) is False and not self.place.exists():
            self.forget()
        self.speak()

    def _is_stick(self, place: Path) -> bool:
        return any(place == each.root for each in self._found)

    def forget(self) -> None:
        """Choose nothing."""
        self.place, self.check, self._done = None, None, None
        self.speak()

    def _choose(self, root: object) -> None:
        if isinstance(root, Path) and root != self.place:
            self.look_at(root)

    def look_at(self, place: Path) -> None:
        """Choose a place, and ask to look at it."""
        self.place, self.check, self._done = place, None, None
        self.speak()
        self.wanted.emit(place)

    def _ask(self) -> None:
        chosen = self._shell.ask_folder(self, self._shell.words.say("ui.issue.ask_folder"), Path.home())
        if chosen is not None:
            self.look_at(chosen)

    def show_check(self, check: TargetCheck) -> None:
        """Show what was found of the chosen place."""
        if check.target == self.place:
            self.check = check
            self._reveal()

    def show_done(self, issued: Issued, report: PackageReport) -> None:
        """Show that the package was written, and what checking all of it found."""
        self._done = issued, report
        self._reveal()

    def _reveal(self) -> None:
        """Say what became of the chosen place, and scroll to it once it has its room."""
        self.speak()
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self._state, 0, 8))

    @property
    def is_safe(self) -> bool:
        """Whether the package was written here and found whole."""
        return self._done is not None and not stops(self._done[1].findings)

    def tell_version(self, version: int) -> None:
        """Take the number of the version that would be written."""
        self._version = version
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.title.setText(say("ui.issue.sticks"))
        self.sticks.setAccessibleName(self.title.text())
        self.folder.setText(say("ui.issue.other_folder"))
        self.act.setText(say("ui.issue.write", version=self._version))
        icon, tone, head, text = self._told()
        self.picture.show_icon(icon, tone)
        self.state.setText(head)
        self.state.set_tone("text" if tone == "text_2" else tone)
        self.text.setText(text)
        restyle(self._state, tone=tone if tone in ("ok", "stop") else "")
        findings = self._findings()
        self.list.show_lines([line_of(each, self._shell.words) for each in findings])
        self.list.setVisible(bool(findings))
        self.list.setAccessibleName(head)
        self._weigh()

    def _findings(self) -> Findings:
        if self._done is not None:
            return self._done[1].findings
        return self.check.findings if self.check is not None else ()

    def _told(self) -> tuple[str, str, str, str]:
        """Give icon, tone, heading and sentence of the chosen place."""
        say, language = self._shell.words.say, self._shell.words.language
        if self.place is None:
            return "usb", "text_2", say("ui.issue.choose"), say("ui.issue.choose_text")
        name = next((each.name for each in self._found if each.root == self.place), self.place.name)
        if self._done is not None:
            return self._written(name)
        if self.check is None:
            return "usb", "accent", name, say("ui.issue.looking")
        check = self.check
        facts = {
            "place": say(f"place.{check.place}"), "system": SYSTEMS.get(check.system, check.system) or "–",
            "free": file_size(check.free, language), "needed": file_size(check.needed, language),
        }  # fmt: skip
        text = capitalised(say("ui.issue.disk", **facts))
        if check.kept:
            text = f"{text} {say('ui.issue.kept', count=check.kept)}"
        if check.seconds >= 60:
            text = f"{text} {say('ui.issue.takes', minutes=-(-check.seconds // 60))}"
        if stops(check.findings):
            return "circle-x", "stop", say("ui.issue.refused", name=name), text
        return "usb", "accent", say("ui.issue.fits", name=name), text

    def _written(self, name: str) -> tuple[str, str, str, str]:
        assert self._done is not None
        say, (issued, report) = self._shell.words.say, self._done
        if stops(report.findings):
            count = sum(1 for each in report.findings if each.severity is Severity.STOP)
            return "circle-x", "stop", say("ui.issue.faulty", name=name), say("ui.issue.faulty_text", count=count)
        stick = self._is_stick(self.place) if self.place is not None else False
        head = say("ui.issue.safe") if stick else say("ui.issue.whole", name=name)
        key = "ui.issue.safe_text" if stick else "ui.issue.whole_text"
        text = say(key, files=report.files, version=issued.version)
        return "usb" if stick else "circle-check", "ok", head, text

    def _weigh(self) -> None:
        """Let the package be written where the place takes it; else say why not."""
        say = self._shell.words.say
        if self.place is None:
            why = say("ui.issue.why_choose")
        elif self.is_safe:
            why = say("ui.issue.why_next")
        elif self.check is None:
            why = say("ui.issue.looking")
        else:
            why = say("ui.issue.why_refused") if stops(self.check.findings) else ""
        self.act.setEnabled(not why)
        self.why.setText(why)
