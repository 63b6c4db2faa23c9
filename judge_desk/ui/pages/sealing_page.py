"""Sealing: check, declare, sign and hand in; afterwards the place where the sealed ballot is looked up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import handing_over, sealing, unlocking
from judge_desk.desks.handing_over import SEALED, Sealing
from judge_desk.desks.surroundings import silent
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.jobs import Job
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.page import Page
from judge_desk.ui.pages.sealing_panes import CHECK, DECLARE, HAND_IN, SealingPanes
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.sealing_receipt import receipt_paper
from judge_desk.ui.sealing_word import work_on_word
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.sticks import StickWatch
from judge_desk.ui.widgets.steps import Steps
from judge_desk.ui.widgets.usb_card import Kept, place_of, written_words


class SealingPage(Page):
    """Leads a judge from the last look to the stick in the secretary's hand."""

    _sealing = False

    def __init__(self, shell: Shell) -> None:
        """Make the page without work."""
        super().__init__(shell)
        look = shell.look
        self.bench: Bench | None = None
        self.desk = PaperDesk(self, shell)
        self.sticks = StickWatch()
        self._reason, self._paper_of = "", 0
        self._sealings: tuple[Sealing, ...] = ()
        self.steps = Steps(look, 3)
        self.panes = SealingPanes(shell)
        self.check, self.declare, self.hand_in = self.panes.check, self.panes.declare, self.panes.hand_in
        self.paper = self.panes.paper
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        self.header.sign.hide()
        self.header.put(self.steps)
        self.panes.narrowed.connect(self.steps.narrow)
        self.fill(self.panes)

    def _connect(self) -> None:
        self.check.to_entry.connect(self._to_entry)
        self.check.done.connect(lambda: self._begin_declaring(""))
        self.check.partly.connect(self._ask_partly)
        self.panes.totals.opened.connect(lambda code: self._to_entry(code, ""))
        self.declare.back.connect(lambda: self.go(CHECK))
        self.declare.declared.connect(self.seal)
        hand = self.hand_in
        hand.print_asked.connect(self.print_sheet)
        hand.save_asked.connect(self.save_sheet)
        hand.view_asked.connect(self.view_sheet)
        hand.receipt_asked.connect(self.show_receipt)
        hand.reopen_asked.connect(lambda: self.on_word("reopen"))
        hand.open_asked.connect(lambda: self.on_word("open"))
        hand.closed.connect(lambda: self.asked.emit("start", None))
        hand.usb.wanted.connect(self.write)
        hand.earlier.asked.connect(self._write_earlier)
        self.paper.enlarged.connect(self.view_sheet)
        self.sticks.changed.connect(hand.show_sticks)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_sheet)

    def read(self, bench: Bench) -> None:
        """Show the work on a bench: sealed, its ballot; else what is to be seen before sealing."""
        if self.bench is not bench:
            self.close_work()
            self.bench = bench
            bench.renewed.connect(self._renewed)
            bench.changed.connect(self._changed)
        self._reason = ""
        self._renewed()

    @Slot()
    def _renewed(self) -> None:
        """Show everything again as it is on disk."""
        if self.bench is None:
            return
        sitting = self.bench.sitting
        self.say_rehearsal(sitting.rehearsal, sitting.sample)
        self._sealings = handing_over.sealings(sitting)
        if sitting.sealed:
            revision = sitting.revision
            kept = Kept.read(sitting.kept(f"written.{revision}"))
            self.hand_in.show_work(self._sealings, sitting.kept(f"printed.{revision}"), kept)
            self.hand_in.show_sticks(self.sticks.sticks)
            self.go(HAND_IN)
        else:
            self.go(CHECK)
        self.titled.emit()

    @Slot(str)
    def _changed(self, _: str) -> None:
        if self.at != HAND_IN and not self._sealing:
            self.go(CHECK)

    @property
    def at(self) -> int:
        """The step that is shown."""
        return self.panes.at

    def go(self, step: int) -> None:
        """Go to a step."""
        self.panes.go(step)
        self.steps.go(step, ended=step == HAND_IN and self.hand_in.usb.is_written)
        if step != CHECK:
            self._make_paper()
        self.speak()
        if self.isVisible():
            self.first().setFocus()
            self.hand_in.reveal(self.hand_in.first())

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.sealing.back"), say("ui.sealing.title"))
        names = (say("ui.sealing.steps.check"), say("ui.sealing.steps.declare"), say("ui.sealing.steps.hand_in"))
        self.steps.tell([say("ui.sealing.step", number=n, name=name) for n, name in enumerate(names, start=1)])
        if self.bench is None:
            return
        sitting = self.bench.sitting
        self.say_rehearsal(sitting.rehearsal, sitting.sample)
        if self.at == CHECK:
            self.check.show_work(sitting)
            self.panes.totals.show_work(sitting)
        elif self.at == DECLARE:
            self.declare.show_work(sitting, self._reason)
        else:
            self.hand_in.speak()
        self.panes.speak()

    def first(self) -> QWidget:
        """Give the first thing to do in the step that is shown."""
        return self.panes.first()

    @property
    def subject(self) -> str:
        """Round and seat."""
        if self.bench is None:
            return ""
        sitting = self.bench.sitting
        return self.shell.words.say("ui.sealing.subject", round=sitting.round.title, seat=sitting.seat)

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("↑ ↓", "ui.keys.rows"), ("Ctrl+P", "ui.sealing.keys.print"), ("PgUp PgDn", "ui.sealing.keys.page"))

    def _to_entry(self, code: str, criterion: str) -> None:
        if self.bench is not None:
            place = CriterionId(criterion) if criterion else None
            self.asked.emit("marking", MarkingAim(self.bench, EntryCode(code), place))

    def _make_paper(self) -> None:
        """Make the sheet off this thread, the sealed one or its preview, and show it."""
        if self.bench is None:
            return
        self._paper_of += 1
        number = self._paper_of
        self.paper.wait()
        if self.at == HAND_IN:
            self._quietly(partial(handing_over.sheet, self._sealings[-1]), partial(self._show_paper, number))
            return
        draft = sealing.draft_of(self.bench.sitting.judge(), self.shell.around(silent))
        self._quietly(draft.sheet, partial(self._show_paper, number))

    def _show_paper(self, number: int, data: bytes) -> None:
        if number != self._paper_of:
            return
        sealed = self.at == HAND_IN
        self.paper.show_paper(Paper(data, handing_over.sheet_name(self._sealings[-1]) if sealed else ""))
        if sealed:
            self.hand_in.show_pages(self.paper.pages)

    def _quietly(self, work: Callable[[], Any], done: Callable[[Any], None], quiet: bool = True) -> Job:
        """Do something off this thread beside what else is under way; what is not quiet is asked about at the end."""
        job = self.shell.jobs.prepare(quiet)
        job.done.connect(done)
        self.shell.jobs.start(job, lambda _: work())
        return job

    def _ask_partly(self) -> None:
        assert self.bench is not None
        say = self.shell.words.say
        title = say("ui.sealing.partial.title", count=len(self.bench.sitting.gaps()))
        parts = ("facts", "reason", "act", "safe", "why")
        facts, reason, act, safe, why = (say(f"ui.sealing.partial.{part}") for part in parts)
        written = Reasoned(self, self.shell.look, title, facts, (reason,), act, safe, why).asked()
        if written:
            self._begin_declaring(written[0])

    def _begin_declaring(self, reason: str) -> None:
        assert self.bench is not None
        self._reason = reason
        self.declare.begin()
        sitting = self.bench.sitting
        self.go(DECLARE)
        self.declare.wait(unlocking.wait_left(sitting.manifest, sitting.seat, self.shell.around(silent)))

    def seal(self, pin: str) -> None:
        """Check the PIN and seal, off this thread, with the file closed here; nothing can stop it half-way."""
        assert self.bench is not None
        sitting, reason = self.bench.sitting, self._reason
        manifest, seat = sitting.manifest, sitting.seat
        file, around = self.bench.rest(), self.shell.around(silent)

        def work(_: object) -> sealing.Sealed:
            unlocking.unlock(manifest, seat, pin, around)
            return sealing.seal(file, around.home / SEALED, around, reason)

        self._busy(True)
        self.begin(work, self.declare.progress, "ui.sealing.declare.sealing", self._sealed)

    def _busy(self, on: bool) -> None:
        """Close the ways out while the ballot is sealed."""
        self._sealing = on
        self.header.button.setEnabled(not on)
        self.declare.busy(on)

    def _sealed(self, _: sealing.Sealed) -> None:
        self._back()

    def _back(self) -> bool:
        """Open the score file here again after a sealing, and show what it holds now; not when the page was left."""
        if self.bench is None or not self._sealing:
            return False
        self._busy(False)
        try:
            self.bench.back()
        except Refusal as refusal:
            self.banner.tell(self.shell.words.say("ui.sealing.done.not_back", why=self.refusal_words(refusal)))
            return False
        return True

    def refused(self, refusal: Refusal) -> None:
        """Say why it was not sealed; the declaration stays as it was made."""
        reason, ticked, pin = self._reason, self.declare.box.isChecked(), self.declare.pin.text()
        if not self._back():
            return
        if self.at == HAND_IN:
            self.banner.tell(self.refusal_words(refusal))
            return
        self._reason = reason
        self.go(DECLARE)
        self.declare.box.setChecked(ticked)
        self.declare.pin.setText(pin)
        self.declare.refused(refusal, self.refusal_words(refusal))

    def broke(self, fault: BaseException) -> None:
        """Say that it was not sealed; the report is written elsewhere."""
        if self._back():
            self.banner.tell(self.shell.words.say("ui.sealing.declare.not_sealed"))

    def write(self, folder: Path) -> None:
        """Write the newest ballot and its sheet into a folder, and say so only when it was read back."""
        card, which, bench = self.hand_in.usb, self._sealings[-1], self.bench
        card.writing()

        def done(root: Path, kept: Kept) -> None:
            self._keep(bench, f"written.{which.ballot.revision}", kept.text())
            if not self._shows(which):
                return
            card.done(root, kept)
            self.steps.go(HAND_IN, ended=True)
            self.hand_in.lead()
            self.first().setFocus()
            self.hand_in.reveal(card)

        def fail(sentence: str) -> None:
            if self._shows(which):
                card.fail(sentence)
                self.hand_in.reveal(card)

        job = self._write(folder, which, done, fail)
        card.progress.follow(job, "ui.sealing.usb.writing")

    def _write_earlier(self, which: Sealing) -> None:
        """Write an earlier ballot once more; the card of the newest one says nothing of it."""
        start = self.sticks.sticks[0].root if self.sticks.sticks else Path.home()
        chosen = self.shell.ask_folder(self, self.shell.words.say("ui.sealing.usb.ask_folder"), start)
        if chosen is not None:
            tell = self.hand_in.earlier.tell
            self._write(chosen, which, lambda _, kept: tell(written_words(kept, self.shell.words)), tell)

    def _write(
        self, folder: Path, which: Sealing, done: Callable[[Path, Kept], None], fail: Callable[[str], None]
    ) -> Job:
        root, name, stick = place_of(folder, self.sticks.sticks)
        now, words = self.shell.around(silent).now, self.shell.words
        job = self._quietly(
            partial(handing_over.write, which, folder), lambda _: done(root, Kept(now(), name, stick)), quiet=False
        )
        job.refused.connect(lambda refusal: fail(self.refusal_words(refusal)))
        job.broke.connect(lambda _: fail(words.say("ui.sealing.usb.broke")))
        return job

    def _shows(self, which: Sealing) -> bool:
        """Say whether a sealing is still the one on the page: it may have been left, or show other work by now."""
        return bool(self._sealings) and self._sealings[-1].digest == which.digest

    def _keep(self, bench: Bench | None, name: str, value: str) -> None:
        """Remember a comfort; where the file is closed or the disk refuses, it is only forgotten."""
        if bench is not None:
            with suppress(Refusal):
                bench.sitting.keep(name, value)

    def print_sheet(self) -> None:
        """Ask for a printer, print the sheet, and write down when."""
        if self.at == HAND_IN and self.paper.paper is not None:
            self.desk.print(self.paper.paper, self.hand_in.note, partial(self._printed, self._sealings[-1], self.bench))

    def _printed(self, which: Sealing, bench: Bench | None) -> None:
        """Write down that a sheet was printed; another one may be shown by now."""
        self._keep(bench, f"printed.{which.ballot.revision}", stamp := self.shell.around(silent).now())
        if self._shows(which):
            self.hand_in.show_printed(stamp)

    def save_sheet(self) -> None:
        """Save the sheet as a PDF under a name."""
        if self.paper.paper is not None:
            self.desk.save_paper(self.paper.paper, self.hand_in.note)

    def view_sheet(self) -> None:
        """Show the sheet large; before sealing its preview, which can only be read."""
        if self.paper.paper is None:
            return
        sealed = self.at == HAND_IN
        title = self.shell.words.say("ui.sealing.paper.sheet" if sealed else "ui.sealing.paper.preview")
        printed = partial(self._printed, self._sealings[-1], self.bench) if sealed else None
        self.desk.show(title, self.paper.paper, printed)

    def show_receipt(self) -> None:
        """Make the receipt with what is known of the writing, and show it."""
        paper = receipt_paper(self._sealings[-1], self.hand_in.usb.written, self.shell.words)
        self.desk.show(self.shell.words.say("ui.sealing.paper.receipt"), paper)

    def on_word(self, act: str) -> None:
        """Open the ballot to mark again, or export it in the open, on somebody's word; the sealed one is kept."""
        assert self.bench is not None
        work = work_on_word(self, self.shell, act, self.bench.sitting.revision)
        if work is not None:
            self._busy(True)
            said = work(self.bench.rest())
            if self._back():
                self.banner.tell(said)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that lead away while the ballot is sealed."""
        if self._sealing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for sticks while the page is shown."""
        super().showEvent(event)
        self.sticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for sticks no more."""
        super().hideEvent(event)
        self.sticks.stop()

    def close_work(self) -> None:
        """Forget the bench; its file is closed by the list of entries."""
        if self.bench is not None:
            self.bench.renewed.disconnect(self._renewed)
            self.bench.changed.disconnect(self._changed)
            self.bench = None
            self._sealings = ()
            self._paper_of += 1
            self._busy(False)
            self.paper.show_paper(None)
