"""The stage of papers by what a secretary can do: make, read, find, print, save, open, go back to an earlier print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks.paper_shelf import PaperState
from judge_desk.desks.paper_texts import use
from judge_desk.exchange.seal import digest_of
from judge_desk.ui.printing import NoPrinter
from judge_desk.ui.stages.papers_stage import PapersStage
from tests.ui.office import Office

Open = Callable[..., Office]
MINUTES = "bien-ban-ban-giam-khao"
SUMMARY = "bang-tong-hop-diem"


def papers_of(at: Office) -> PapersStage:
    """Go to the papers."""
    stage = at.go("papers")
    assert isinstance(stage, PapersStage)
    at.window.activateWindow()
    at.qtbot.waitUntil(at.window.isActiveWindow)
    stage.list.setFocus()
    return stage


def stand_on(at: Office, stage: PapersStage, name: str) -> None:
    """Choose a paper with the keys, and wait for its pages."""
    stage.list.go_to(name)
    at.settle()


def tick(at: Office, stage: PapersStage, *names: str) -> None:
    """Tick papers with the space bar."""
    for name in names:
        stand_on(at, stage, name)
        QTest.keyClick(stage.list, Qt.Key.Key_Space)
    assert {each.name for each in stage.list.chosen_papers} >= set(names)


def states(stage: PapersStage) -> dict[str, PaperState]:
    """Give the state of every paper."""
    assert stage.shelf is not None
    return {each.name: each.state for each in stage.shelf.listed}


def test_ticked_papers_are_made_in_ticked_formats_and_one_alone(office: Open) -> None:
    at = office("counted")
    stage = papers_of(at)
    assert set(states(stage).values()) == {PaperState.NONE}
    assert stage.make.text().strip() == "Lập tất cả"
    assert any(each.endswith("· 5 tờ") for each in stage.list.texts())
    assert not any("ghế số" in each for each in stage.list.texts())
    stand_on(at, stage, MINUTES)
    assert stage.shown.notice.text.text().startswith("Văn bản này chưa lập.")
    stage.shown.notice.act.click()
    at.settle()
    assert [name for name, state in states(stage).items() if state is not PaperState.NONE] == [MINUTES]
    assert stage.paper is not None
    tick(at, stage, SUMMARY, "phieu-cham-ghe-03")
    assert stage.make.text().strip() == "Lập 2 văn bản"
    stage.formats.ticks["pdf"].click()
    assert not stage.make.isEnabled()
    assert stage.said.text().startswith("Chưa chọn định dạng nào.")
    stage.formats.ticks["xlsx"].click()
    stage.list.tick_all(on=False)
    tick(at, stage, "phieu-cham-ghe-03")
    assert not stage.make.isEnabled()
    assert "không lập được ở định dạng này" in stage.said.text()
    tick(at, stage, SUMMARY)
    stage.formats.ticks["pdf"].click()
    assert stage.said.isHidden()
    stage.make.click()
    at.settle()
    assert stage.shelf is not None
    made = {each.name: [one.format for one in each.prints] for each in stage.shelf.listed if each.prints}
    assert made == {MINUTES: ["pdf"], SUMMARY: ["pdf", "xlsx"], "phieu-cham-ghe-03": ["pdf"]}
    assert at.shell.preferences.text("paper_formats") == "pdf xlsx"


def test_a_print_is_saved_under_a_name_and_a_copy_is_opened_never_the_file_of_the_contest(
    office: Open, tmp_path: Path, opened: list[Path]
) -> None:
    at = office("counted")
    stage = papers_of(at)
    tick(at, stage, SUMMARY)
    stage.formats.ticks["xlsx"].setChecked(True)
    stage.make.click()
    at.settle()
    stand_on(at, stage, SUMMARY)
    asked: list[Path] = []

    def answer(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        asked.append(suggested)
        return tmp_path / "Bảng điểm ký.pdf"

    stage.desk.ask_save = answer
    stage.shown.save.click()
    at.settle()
    kept = stage.shown.shown
    assert kept is not None
    assert [each.name for each in asked] == [kept.file]
    assert digest_of((tmp_path / "Bảng điểm ký.pdf").read_bytes()) == kept.sha256
    assert "“Bảng điểm ký.pdf”" in stage.said.text()
    (tmp_path / "Bảng điểm ký.pdf").write_bytes(b"of somebody else")
    stage.shown.save.click()
    at.settle()
    assert (tmp_path / "Bảng điểm ký.pdf").read_bytes() == b"of somebody else"
    assert stage.shown.other.isVisible()
    assert stage.shown.other.text() == "Word, Excel"
    excel = next(each for each in stage.shown.menu.actions() if each.text().startswith("Mở bản Excel"))
    excel.trigger()
    at.settle()
    [copy] = opened
    assert copy.suffix == ".xlsx"
    assert at.small.contest not in copy.parents


def test_word_of_one_paper_is_made_and_opened_at_once_whatever_is_ticked(
    office: Open, tmp_path: Path, opened: list[Path]
) -> None:
    at = office("counted")
    stage = papers_of(at)
    stand_on(at, stage, MINUTES)
    stage.shown.menu.actions()[0].trigger()
    at.settle()
    assert [each.name for each in opened] == [f"{MINUTES}.docx"]
    assert at.small.contest not in opened[0].parents
    assert stage.said.text().startswith("Đã lập bản Word, giữ trong hồ sơ")
    assert stage.formats.chosen == ("pdf",)
    assert prints(stage, MINUTES) == ["docx"]
    stand_on(at, stage, SUMMARY)
    stage.desk.ask_save = lambda *_: tmp_path / "tong hop.xlsx"
    next(each for each in stage.shown.menu.actions() if each.text() == "Lập và lưu bản Excel…").trigger()
    at.settle()
    assert (tmp_path / "tong hop.xlsx").read_bytes()[:2] == b"PK"
    assert "“tong hop.xlsx”" in stage.said.text()


def prints(stage: PapersStage, name: str) -> list[str]:
    """Give the formats of the prints in force of a paper."""
    assert stage.shelf is not None
    return [each.format for paper in stage.shelf.listed if paper.name == name for each in paper.prints]


def test_papers_are_found_without_marks_and_what_changed_since_is_shown_alone(office: Open) -> None:
    at = office("counted")
    stage = papers_of(at)
    tick(at, stage, MINUTES, SUMMARY)
    stage.make.click()
    at.settle()
    QTest.keyClick(stage, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert stage.chooser.search.hasFocus()
    QTest.keyClicks(stage.chooser.search, "phieu cham diem cua giam khao")
    assert [each.paper.which for each in stage.list.rows.rows if each.paper and each.depth] == [1, 2, 3, 4, 5]
    QTest.keyClicks(stage.chooser.search, "zz")
    assert stage.chooser.nothing.isVisible()
    QTest.keyClick(stage.chooser.search, Qt.Key.Key_Escape)
    assert {each.name for each in stage.list.chosen_papers} == {MINUTES, SUMMARY}
    use(at.small.contest, "minutes", {"title": "BIÊN BẢN CUỘC HỌP"}, "Mẫu của văn phòng", at.small.around())
    at.page.dossier.renew()
    at.settle()
    assert states(stage)[MINUTES] is PaperState.REWORDED
    assert states(stage)[SUMMARY] is PaperState.FINAL
    stage.chooser.pick.choose("old")
    assert [each.paper.name for each in stage.list.rows.rows if each.paper] == [MINUTES]
    at.settle()
    assert stage.shown.note.sentence.startswith("Câu chữ của cơ quan đã đổi")
    stage.chooser.all.click()
    assert stage.make.text().strip() == "Lập lại 1 bản theo câu chữ mới"
    stage.make.click()
    at.settle()
    assert states(stage)[MINUTES] is PaperState.FINAL
    assert [state for state in states(stage).values() if state is not PaperState.NONE] == [PaperState.FINAL] * 2
    assert stage.chooser.pick.value == "all"


def test_changed_data_make_papers_old_and_a_replaced_print_is_seen_with_its_stamp(office: Open) -> None:
    at = office("counted")
    stage = papers_of(at)
    tick(at, stage, MINUTES)
    stage.make.click()
    at.settle()
    assert stage.shown.note.isHidden()
    at.small.decide(DecisionKind.SCORE, (at.small.codes()[0],), "99")
    at.page.dossier.renew()
    at.settle()
    assert states(stage)[MINUTES] is PaperState.STALE
    assert stage.shown.note.sentence.startswith("Số liệu đã đổi")
    stage.list.tick_all(on=False)
    assert stage.make.text().strip() == "Lập lại 1 bản theo số liệu mới"
    tick(at, stage, MINUTES)
    stage.make.click()
    at.settle()
    assert states(stage)[MINUTES] is PaperState.FINAL
    assert stage.shown.other.isVisible()
    stage.chooser.earlier.click()
    QTest.keyClick(stage.list, Qt.Key.Key_Down)
    at.settle()
    assert stage.shown.shown is not None
    assert stage.shown.shown.state is PaperState.REPLACED
    assert stage.shown.note.sentence.startswith("Bản này đã được thay")
    assert stage.shown.other.isHidden()
    assert stage.paper is not None
    assert stage.paper.name.startswith(f"{MINUTES}-da-thay-")
    assert all("ĐÃ ĐƯỢC THAY THẾ" in stage.paper.text(page) for page in range(stage.paper.pages))


def test_ticked_papers_are_printed_as_a_job_each_and_a_machine_without_printer_says_so(
    office: Open, tmp_path: Path
) -> None:
    at = office("counted")
    stage = papers_of(at)
    tick(at, stage, MINUTES, SUMMARY)
    assert stage.print.isHidden()
    stage.make.click()
    at.settle()

    def nobody(parent: QWidget, title: str, pages: int) -> QPrinter | None:
        raise NoPrinter

    tick(at, stage, "danh-sach-bai-du-thi")
    assert stage.print.text().strip() == "In 2 văn bản…"
    assert stage.said.text().startswith("Trong đó 1 văn bản chưa có bản PDF")
    stage.desk.ask_printer = nobody
    stage.print.click()
    assert stage.said.text().startswith("Máy này chưa có máy in nào.")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    stage.desk.ask_printer = lambda *_: printer
    stage.print.click()
    at.qtbot.waitUntil(lambda: stage.said.text().startswith("Đã gửi 2 văn bản"), timeout=20_000)
    assert stage.shelf is not None
    printed = {each.name: PdfReader(each) for each in tmp_path.glob("in-*.pdf")}
    assert sorted(printed) == [f"in-{SUMMARY}.pdf", f"in-{MINUTES}.pdf"]
    for name, pages in printed.items():
        wide = pages.pages[0].mediabox
        assert (wide.width > wide.height) == (SUMMARY in name)
        assert sorted((round(wide.width), round(wide.height))) == [595, 842]
    stage.print.click()
    stage.progress._ask_to_stop()
    at.qtbot.waitUntil(lambda: stage.said.text().startswith("Đã dừng in"), timeout=20_000)


def test_where_there_is_no_room_list_and_paper_take_turns_by_keys_alone(office: Open) -> None:
    at = office("counted")
    stage = papers_of(at)
    stand_on(at, stage, MINUTES)
    stage.shown.notice.act.click()
    at.settle()
    at.window.resize(911, 430)
    at.settle()
    assert stage.list.isVisible()
    assert not stage.shown.isVisible()
    stage.list.setFocus()
    QTest.keyClick(stage.list, Qt.Key.Key_Return)
    assert stage.shown.reader.preview.isVisible()
    assert not stage.list.isVisible()
    assert stage.shown.to_list.hasFocus()
    QTest.keyClick(stage.shown.to_list, Qt.Key.Key_Return)
    assert stage.list.hasFocus()
    fold = next(number for number, each in enumerate(stage.list.texts()) if each.endswith("· 5 tờ"))
    stage.list.setCurrentIndex(stage.list.rows.index(fold))
    rows = stage.list.rows.rowCount()
    QTest.keyClick(stage.list, Qt.Key.Key_Right)
    assert stage.list.rows.rowCount() == rows + 5
    QTest.keyClick(stage.list, Qt.Key.Key_Space)
    assert [each.kind for each in stage.list.chosen_papers] == ["score_sheet"] * 5
    box = stage.list.visualRect(stage.list.rows.index(fold))
    QTest.mouseClick(stage.list.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 16))
    assert not stage.list.ticked
    QTest.keyClick(stage.list, Qt.Key.Key_Left)
    assert stage.list.rows.rowCount() == rows
