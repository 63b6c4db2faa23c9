"""A judge's whole way through the window, with mouse and keys: stick, code, PIN, reading, marking, sealing, again."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from judge_desk.bootstrap import surroundings
from judge_desk.contest.merge.merging import Condition
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks import counting, sealing
from judge_desk.desks.entry_sheets import EntryState
from judge_desk.desks.marking import Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dialogs.recusal import Recusal
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.preferences_page import PreferencesPage
from judge_desk.ui.pages.sealing_page import SealingPage
from judge_desk.ui.pages.sealing_panes import CHECK, DECLARE, HAND_IN
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.code_block import CodeBlock
from tests.journeys.sealed_files import digits, read_ballot, read_signed_json
from tests.journeys.terminal import in_fives, words_of
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST
from tests.ui.judge_hands import SEAT, Chord, Hands, Key, Sit, darkness, stick_of

NOTE: Final = "ghi nho rieng 4711, dung cho ai doc"
REMARK: Final = "So lieu ro rang, nen nhan rong"
REASON: Final = "Toi nhan ra bai nay cua ai"


def marks_of(number: int) -> tuple[str, ...]:
    """Plan the marks of the n-th entry as they are typed, every third with a point instead of a comma."""
    comma = "." if number % 3 == 0 else ","
    return (str(21 + number % 6), f"{9 + number % 4}{comma}5", "12", "8", f"{7 + number % 3}{comma}5", "7", "4,5")


def total_of(number: int) -> str:
    """Add up what is typed for the n-th entry, as the window says it."""
    whole = sum((Decimal(each.replace(",", ".")) for each in marks_of(number)), Decimal(0))
    return str(whole.normalize()).replace(".", ",")


def digits_of(block: CodeBlock) -> str:
    """Read a code as a screen reader does."""
    return block.accessibleName().replace(", ", "").replace(" ", "")


def manifest_of(played: Played) -> Path:
    """Give the manifest on the stick."""
    return next(stick_of(played, FIRST).glob("goi-*/*.jdpack"))


def seen(widget: QWidget) -> str:
    """Give every word that can be seen."""
    shown: list[QLabel | QAbstractButton] = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return "\n".join(each.text() for each in shown if each.isVisible())


def test_a_judge_goes_from_the_stick_to_the_second_sealing(
    sit: Sit, shell: Shell, played: Played, tmp_path: Path, home: Path
) -> None:
    hands = sit(FIRST)
    codes = come_in(hands, played)
    mark_by_keys(hands, codes)
    go_away_and_come_back(hands, codes)
    mark_the_rest(hands, codes)
    look_at_the_list(hands, codes)
    fill_the_gap(hands, codes)
    first = seal(hands, 1)
    compare(hands, first, codes, played)
    see_that_it_is_closed(hands, codes)
    open_again(hands, codes)
    second = seal(hands, 2)
    assert read_ballot(second).cells[codes[0]]["1"] == "20,0"
    assert read_ballot(first).cells[codes[0]]["1"] == "21,0"
    plan = counting.plan(played.folder, FIRST, [first, second], surroundings())
    assert [row.condition for row in plan.rows].count(Condition.SUPERSEDED) == 1
    hands.click(hands.page(SealingPage).hand_in.act)
    hands.rest()
    assert hands.window.page is hands.window.start
    hands.wait(lambda: "Đã niêm phong" in seen(hands.window.start))
    hands.picture("start-sealed")
    file = next((home / "phieu").glob("*.jdscore"))
    with_note = Sitting.open(file, surroundings())
    assert with_note.sheet(codes[0]).note == NOTE
    with_note.close()


def come_in(hands: Hands, played: Played) -> list[EntryCode]:
    """Start page, stick, code of the wall, copy, seat, PIN of the letter, list."""
    hands.picture("start")
    page = hands.open_package(stick_of(played, FIRST))
    hands.wait(page.copy.isVisible)
    hands.picture("opening")
    assert page.is_rehearsal
    assert hands.focus is page.copy
    issued = manifest_of(played).read_bytes()
    assert digits_of(page.package.code) == digits(hashlib.sha256(issued).hexdigest())
    hands.copy_and_sit()
    bench = hands.page(EntriesPage).bench
    assert bench is not None
    assert bench.sitting.seat == SEAT
    hands.picture("entries-begin")
    return [line.code for line in bench.sitting.lines()]


def mark_by_keys(hands: Hands, codes: list[EntryCode]) -> None:
    """The first entries: a refusal, a level, words, undo and redo, one for later, one not marked."""
    hands.click(hands.page(EntriesPage).act)
    page = hands.page(MarkingPage)
    assert page.code == codes[0]
    assert "0/11" in page.header.count.text()
    read_the_write_up(hands)
    hands.key(Key.Key_F6)
    hands.write("31")
    hands.key(Key.Key_Return)
    assert "từ 0 đến 30" in hands.row("1").line.text()
    hands.picture("marking-refused")
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_2, Chord.AltModifier)
    hands.mark(marks_of(0))
    assert page.sheet.foot.total.text() == total_of(0)
    write_words(hands)
    for key, steps in ((Key.Key_Z, 6), (Key.Key_Y, 7)):
        hands.key(key, Chord.ControlModifier)
        assert page.header.sign.word == ("Xong" if steps == 7 else "Đang chấm")
    hands.picture("marking")
    hands.key(Key.Key_Return, Chord.ControlModifier)
    assert page.code == codes[1]
    hands.key(Key.Key_K, Chord.ControlModifier)
    assert page.code == codes[2]
    hands.mark(marks_of(2))
    hands.key(Key.Key_Return, Chord.ControlModifier)
    hands.answer(Recusal, partial(give_reason, hands), lambda: hands.click(page.header.recuse))
    hands.picture("marking-recused")
    assert REASON in page.closed.text.text()
    hands.click(page.closed.act)
    assert page.code == codes[4]


def read_the_write_up(hands: Hands) -> None:
    """Pages are painted, a word is found, and a clip shows its first picture."""
    page = hands.page(MarkingPage)
    view = hands.see_pages()
    assert darkness(view.sheets.viewport()) > 500
    hands.key(Key.Key_F, Chord.ControlModifier)
    hands.write("giai")
    hands.wait(lambda: view.finding.count.text().startswith("1/") or "/" in view.finding.count.text())
    hands.picture("marking-search")
    hands.key(Key.Key_Escape)
    assert hands.window.page is page
    clip = hands.see_clip()
    assert darkness(clip.picture) > 100
    hands.click(clip.bar.play)
    hands.wait(lambda: clip.remote.place > 200)
    hands.key(Key.Key_Space)
    hands.click(page.reader.tabs.buttons[0])


def give_reason(hands: Hands, dialog: Recusal) -> None:
    """Write why an entry is not marked."""
    QTest.keyClicks(dialog.reason, REASON)
    hands.click(dialog.act)


def write_words(hands: Hands) -> None:
    """A remark for the organisers, a note for nobody."""
    foot = hands.page(MarkingPage).sheet.foot
    for button, words in ((foot.remark, REMARK), (foot.note, NOTE)):
        hands.click(button)
        hands.write(words)
        hands.picture("marking-words")
        hands.key(Key.Key_Escape)
    assert foot.note.text().strip().endswith("✓")


def go_away_and_come_back(hands: Hands, codes: list[EntryCode]) -> None:
    """In the middle, home and back: English for one entry, then Vietnamese in the dark look, at the same place."""
    page = hands.page(MarkingPage)
    go_home(hands)
    foot = hands.window.start.foot
    hands.choose(foot.language, 1)
    hands.rest()
    hands.picture("start-english")
    hands.go_on_with_work()
    assert (page.code, page.sheet.foot.next.text().strip()) == (codes[4], "Next entry")
    hands.see_pages()
    hands.picture("marking-english")
    hands.mark(("25", "9.5"))
    assert hands.row("2.1").field.text() == "9.5"
    go_home(hands)
    hands.click(foot.preferences)
    rows = hands.page(PreferencesPage).rows
    hands.click(rows["language"].buttons["vi"])
    hands.click(rows["look"].buttons["dark"])
    hands.picture("preferences-dark")
    hands.window.back()
    hands.go_on_with_work()
    assert (page.code, page.sheet.form.at) == (codes[4], "2.2")
    assert hands.row("2.1").field.text() == "9,5"
    hands.mark(marks_of(4)[2:])
    hands.see_clip()
    hands.picture("marking-clip-dark")
    hands.shell.look.choose("light")


def go_home(hands: Hands) -> None:
    """Go back with the buttons at the top left, which closes the work."""
    hands.click(hands.window.page.header.button)
    hands.click(hands.page(EntriesPage).header.button)
    assert hands.window.page is hands.window.start
    hands.rest()


def mark_the_rest(hands: Hands, codes: list[EntryCode]) -> None:
    """Every other entry, the last one without its last mark; the one for later at the end."""
    page = hands.page(MarkingPage)
    for number, code in list(enumerate(codes))[5:]:
        page.first().setFocus()
        hands.key(Key.Key_Return, Chord.ControlModifier)
        assert page.code == code
        marks = marks_of(number)
        hands.mark((*marks[:2], "", *marks[3:]) if code == codes[-1] else marks)
    hands.key(Key.Key_Return, Chord.ControlModifier)
    hands.open_entry(codes[1])
    assert page.header.sign.word == "Để sau"
    hands.mark(marks_of(1))
    hands.click(page.sheet.foot.later)
    hands.click(page.header.button)


def look_at_the_list(hands: Hands, codes: list[EntryCode]) -> None:
    """States, the way to the last gap, and the judge's own ranking."""
    page = hands.page(EntriesPage)
    assert page.bench is not None
    states = [line.state for line in page.bench.sitting.lines()]
    assert states[3] is EntryState.RECUSED
    assert (states.count(EntryState.DONE), states[-1]) == (9, EntryState.STARTED)
    places = page.bench.sitting.ranking().places
    assert len(places) == 9
    assert [place.total for place in places] == sorted((place.total for place in places), reverse=True)
    assert codes[-1] in page.next.text()
    hands.picture("entries")
    for size in ((911, 430), (1366, 698)):
        hands.window.resize(*size)
        hands.picture(f"entries-{size[0]}")
        assert not cut_words(page)


def fill_the_gap(hands: Hands, codes: list[EntryCode]) -> None:
    """Sealing says what is missing, leads there, and takes the work when nothing is."""
    hands.click(hands.page(EntriesPage).seal)
    page = hands.page(SealingPage)
    assert page.at == CHECK
    hands.picture("sealing-gaps")
    assert codes[-1] in page.check.act.text()
    hands.click(page.check.act)
    marking = hands.page(MarkingPage)
    assert (marking.code, marking.sheet.form.at) == (codes[-1], "2.2")
    hands.mark(("12",))
    hands.click(marking.header.button)
    if not isinstance(hands.window.page, SealingPage):
        hands.click(hands.page(EntriesPage).seal)
    assert page.bench is not None
    assert not page.bench.sitting.gaps()


def seal(hands: Hands, revision: int) -> Path:
    """Declare, type the PIN, seal; then the paper and the stick."""
    page = hands.page(SealingPage)
    hands.picture(f"sealing-check-{revision}")
    hands.click(page.check.act)
    assert page.at == DECLARE
    assert not page.declare.box.isChecked()
    assert not page.declare.act.isEnabled()
    assert hands.at(page.declare.box)
    hands.key(Key.Key_Space)
    assert hands.at(page.declare.pin)
    hands.write(hands.pin)
    hands.wait(lambda: page.paper.paper is not None)
    hands.picture(f"sealing-declare-{revision}")
    hands.click(page.declare.act)
    hands.wait(lambda: page.at == HAND_IN and page.paper.paper is not None)
    hands.picture(f"sealing-done-{revision}")
    return hand_over(hands, page)


def hand_over(hands: Hands, page: SealingPage) -> Path:
    """Save the sheet, write ballot and sheet to a stick, wait until it is safe."""
    hand, code = page.hand_in, digits_of(page.hand_in.code)
    folder, stick = hands.pictures / "giay", hands.pictures / "usb-thu-ky"
    stick.mkdir(exist_ok=True)
    folder.mkdir(exist_ok=True)
    page.desk.ask_save = lambda parent, title, suggested, kinds: folder / suggested.name
    hands.click(hand.save)
    hands.rest()
    page.sticks._look_for = lambda: (Stick(stick, "THU-KY", 4_000_000_000, False),)
    before = set(stick.glob("*.jdballot"))
    page.sticks.look()
    hands.wait(lambda: hand.usb.buttons)
    assert "An toàn" not in hand.usb.title.text()
    hands.click(hand.usb.buttons[0])
    hands.wait(lambda: hand.usb.safe)
    assert hand.usb.title.text() == "An toàn để rút USB"
    hands.rest()
    hands.picture("sealing-safe")
    (ballot,) = set(stick.glob("*.jdballot")) - before
    for paper in (ballot.with_suffix(".pdf"), folder / ballot.with_suffix(".pdf").name):
        assert in_fives(code) in words_of(paper)
        assert NOTE not in words_of(paper)
    assert sealing.check(ballot).code == code
    return ballot


def compare(hands: Hands, file: Path, codes: list[EntryCode], played: Played) -> None:
    """The ballot holds what was typed, the remark, the reason, and nothing of the note or of anybody else."""
    checked, paper = sealing.check(file), read_ballot(file)
    assert (checked.round, checked.seat, checked.revision, checked.lines) == (FIRST, SEAT, 1, len(codes))
    for number, code in enumerate(codes):
        marks = list(paper.cells[code].values())
        typed = [each.replace(".", ",") for each in marks_of(number)]
        if number == 3:
            assert set(marks) == {"R"}
        else:
            assert marks == [each if "," in each else f"{each},0" for each in typed], code
    text = file.read_bytes().decode("utf-8")
    assert REMARK in text
    assert REASON in text
    assert NOTE not in text
    assert "4711" not in text
    others = [each["name"] for each in read_signed_json(manifest_of(played))["seats"] if each["seat"] != SEAT]
    assert len(others) == 4
    sheet = words_of(file.with_suffix(".pdf"))
    assert not [name for name in others if name in text or name in sheet]
    plan = counting.plan(played.folder, FIRST, [file], surroundings())
    assert [(row.seat, row.condition) for row in plan.rows] == [(SEAT, Condition.TWO_DEVICES)]
    assert f"của ghế số {SEAT} (" in hands.shell.words.problem(plan.rows[0].finding)


def see_that_it_is_closed(hands: Hands, codes: list[EntryCode]) -> None:
    """Afterwards everything can be read and nothing changed."""
    hands.click(hands.page(SealingPage).header.button)
    page = hands.page(EntriesPage)
    assert page.sealed.isVisible()
    hands.picture("entries-sealed")
    marking = hands.open_entry(codes[0])
    hands.see_pages()
    hands.picture("marking-sealed")
    hands.write("9")
    hands.key(Key.Key_Return)
    assert hands.row("1").field.text() == "21"
    assert "niêm phong" in marking.sealed.sentence
    hands.click(marking.header.button)
    hands.click(page.seal)


def open_again(hands: Hands, codes: list[EntryCode]) -> None:
    """On the secretary's word: who, why, another mark, and the way back to the check."""
    page = hands.page(SealingPage)

    def write(dialog: Reasoned) -> None:
        assert not dialog.act.isEnabled()
        for field, words in zip(dialog.fields, ("Ngo Thu Ky", "Ghi nham mot diem"), strict=True):
            field.setFocus()
            QTest.keyClicks(field, words)
        hands.click(dialog.act)

    hands.answer(Reasoned, write, lambda: hands.click(page.hand_in.reopen))
    assert page.at == CHECK
    hands.click(page.header.button)
    hands.open_entry(codes[0])
    hands.write("20")
    hands.key(Key.Key_Return)
    hands.click(hands.page(MarkingPage).header.button)
    hands.click(hands.page(EntriesPage).seal)
