"""The lot: seed, witnesses, a look at load and exclusions before it is drawn, the draws so far, the record to sign."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.values.problems import stops
from judge_desk.desks import drawing, lots
from judge_desk.desks.drawing import Circumstances, Drawn
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.models.seating_words import draw_line, loads_in_words
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.load_bars import LoadBars
from judge_desk.ui.widgets.seed_block import SeedBlock
from judge_desk.ui.widgets.side_pane import SidePane
from judge_desk.ui.widgets.text import Text

PARTED = ";"


class LotsPane(PanelPane):
    """What stands, what can be drawn, and how the load would be."""

    def __init__(self, stage: Stage) -> None:
        """Make the pane without a draw."""
        super().__init__(stage)
        look = stage.shell.look
        self.papers = PaperDesk(self, stage.shell)
        self.stands, self.seed_shown = Text(look, "heading", wrap=True), SeedBlock(look)
        self.repeat = Text(look, "caption", "text_2", wrap=True)
        self.title = Text(look, "heading", wrap=True)
        self.labels = {name: Text(look, "caption_strong") for name in ("seed", "witnesses", "reason")}
        self.fields = {name: QLineEdit() for name in self.labels}
        self.hint = Text(look, "caption", "text_2", wrap=True)
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.plan, self.draw = Button(look, "plain", "eye"), Button(look, "primary", "dices")
        self.record = Button(look, "plain", "printer")
        self.plan.clicked.connect(self._plan)
        self.draw.clicked.connect(self._draw)
        self.record.clicked.connect(partial(self._show_record, 0))
        self.list = LineList(look)
        self.list.opened.connect(self._open)
        self.bars_title, self.bars = Text(look, "heading", wrap=True), LoadBars(look)
        self.bars_told = Text(look, "body", wrap=True)
        for field in self.fields.values():
            field.textChanged.connect(lambda _: self._weigh())
        self._build()

    def _build(self) -> None:
        holders = []
        for name, label in self.labels.items():
            label.setBuddy(self.fields[name])
            holder = QWidget()
            holder.setLayout(column(label, self.fields[name], spacing=2))
            holders.append(holder)
        self._reason = holders[2]
        acts = row(self.why, self.plan, self.draw, spacing=8)
        acts.setStretchFactor(self.why, 1)
        self._form = card(column(self.title, *holders, self.hint, acts, spacing=8, margins=(16, 12, 16, 12)))
        shown = row(self.repeat, self.record, spacing=12)
        shown.setStretchFactor(self.repeat, 1)
        self._standing = card(column(self.stands, self.seed_shown, shown, spacing=8, margins=(16, 12, 16, 12)))
        self._history = card(column(self.list, margins=(2, 2, 2, 2)))
        main = QWidget()
        inner = column(self._standing, self._form, self._history, spacing=12)
        inner.addStretch(1)
        inner.setStretchFactor(self._history, 100)
        main.setLayout(inner)
        side = card(column(self.bars_title, self.bars, self.bars_told, 0, spacing=8, margins=(16, 12, 16, 12)))
        self.pane = SidePane(self.stage.shell.look, main, side)
        self.setLayout(column(self.pane))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.words.say
        for name, label in self.labels.items():
            label.setText(say(f"ui.seating.lot.{name}"))
            self.fields[name].setAccessibleName(say(f"ui.seating.lot.{name}"))
        self.hint.setText(say("ui.seating.lot.hint"))
        self.repeat.setText(say("ui.seating.lot.repeat"))
        self.plan.setText(say("ui.seating.lot.plan"))
        self.record.setText(say("ui.seating.lot.record"))
        self.list.setAccessibleName(say("ui.seating.lot.list"))
        if self.sight is not None:
            self.show_sight(self.sight)

    def show_sight(self, sight: PanelSight) -> None:
        """Show the draw that stands, and whether another can be made."""
        self.sight = sight
        say, draws, issued = self.words.say, sight.lots.draws, sight.lots.issued
        self._standing.setVisible(bool(draws))
        if draws:
            last = draws[-1]
            self.stands.setText(say("ui.seating.lot.stands", number=last.number, time=last.stated_time[11:16]))
            self.seed_shown.show_seed(last.seed, say("ui.seating.lot.seed"))
        self._form.setVisible(not issued)
        self._reason.setVisible(bool(draws))
        key = "again" if draws else "first"
        self.title.setText(say(f"ui.seating.lot.title_{key}"))
        self.draw.setText(say(f"ui.seating.lot.draw_{key}"))
        fits = not sight.recusals.findings
        self.record.become("primary" if draws and (issued or fits) else "plain")
        self.draw.become("plain" if draws and (issued or fits) else "primary")
        lines = [draw_line(each, each is draws[-1], self.words) for each in reversed(draws)]
        lines += [line_of(each, self.words) for each in sight.recusals.findings]
        self.list.show_lines(lines)
        self._history.setVisible(len(lines) > 1)
        self._show_loads(sight)
        self._weigh()

    def _show_loads(self, sight: PanelSight) -> None:
        say, drawn = self.words.say, sight.recusals.drawn
        loads = [(int(each.seat), each.load) for each in sight.seats] if drawn else []
        self.bars_title.setText(say("ui.seating.loads"))
        self.bars.show_loads(loads, say("ui.seating.loads"), loads_in_words(loads, self.words))
        self.bars.setVisible(drawn)
        avoided = len(sight.recusals.reasons)
        key = "ui.seating.lot.drawn" if drawn else "ui.seating.lot.not_drawn"
        pairs = sum(count for _, count in loads)
        entries = len(sight.recusals.lines)
        self.bars_told.setText(say(key, entries=entries, seats=len(sight.seats), pairs=pairs, excluded=avoided))
        self.pane.refresh()

    def _weigh(self) -> None:
        again = self.sight is not None and bool(self.sight.lots.draws)
        missing = again and not self.fields["reason"].text().strip()
        self.why.setText(self.words.say("ui.seating.lot.no_reason") if missing else "")
        self.draw.setEnabled(not missing)

    @property
    def _seed(self) -> str | None:
        return self.fields["seed"].text().strip() or None

    def _plan(self) -> None:
        folder, round_, seed = self.folder, self.round, self._seed
        self.look(lambda around: drawing.plan_draw(folder, round_, around, seed), self._show_plan)

    def _show_plan(self, drawn: Drawn) -> None:
        say = self.words.say
        loads = [(int(seat), count) for seat, _, count in drawn.loads]
        self.bars_title.setText(say("ui.seating.lot.planned"))
        self.bars.show_loads(loads, say("ui.seating.lot.planned"), loads_in_words(loads, self.words))
        self.bars.setVisible(True)
        told = [
            say("ui.seating.lot.drawn", entries=drawn.entries, seats=len(loads), pairs=drawn.pairs,
                excluded=drawn.excluded)
        ]  # fmt: skip
        if not drawn.seed:
            told.append(say("ui.seating.lot.trial_seed"))
        told += [self.words.problem(each) for each in drawn.findings]
        self.bars_told.setText("\n".join(told))
        self.pane.refresh()

    def _draw(self) -> None:
        folder, round_, seed = self.folder, self.round, self._seed
        names = tuple(each.strip() for each in self.fields["witnesses"].text().split(PARTED))
        how = Circumstances(names, self.fields["reason"].text())

        def drawn(done: Drawn) -> None:
            if stops(done.findings):
                self._show_plan(done)
                return
            for field in self.fields.values():
                field.clear()
            self.tell(done.findings)

        self.act(lambda around: drawing.assign(folder, round_, around, seed, how), drawn)

    def _open(self, number: object) -> None:
        if isinstance(number, int):
            self._show_record(number)

    def _show_record(self, number: int) -> None:
        folder, round_ = self.folder, self.round

        def show(data: bytes) -> None:
            title = self.words.say("ui.seating.lot.record_title")
            which = number or (len(self.sight.lots.draws) if self.sight is not None else 1)
            self.papers.show(title, Paper(data, lots.record_name(round_, which)))

        self.look(lambda around: lots.record_of(folder, round_, around, number), show)

    def first(self) -> QWidget:
        """Begin with the seed, or with the record once the package is out."""
        return self.record if self.sight is not None and self.sight.lots.issued else self.fields["seed"]
