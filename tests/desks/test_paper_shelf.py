"""The papers of a round that were made: their state, their bytes, copies that overwrite nothing."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Altered, BadInput, NotNow, Unreadable
from judge_desk.desks import issuing, paper_shelf, publishing
from judge_desk.desks.paper_shelf import PaperState, Shelf, ShelfPaper
from judge_desk.desks.papers import planned
from judge_desk.desks.papers.inspection_folder import FOLDER, SUMS
from judge_desk.desks.print_places import REPLACED
from judge_desk.documents.formats import WRITERS, Format
from judge_desk.exchange.seal import digest_of
from tests.desks.small_contest import Small, copied
from tests.journeys.by_hand import ONE


@pytest.fixture(scope="module")
def settled(counted_once: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Make the papers of a contest in which nothing is open."""
    small = copied(counted_once, tmp_path_factory.mktemp("giay-to"))
    publishing.publish(small.contest, ONE, None, small.around())
    return small


def test_papers_of_a_settled_round_are_final_and_have_the_bytes_that_were_recorded(settled: Small) -> None:
    shelf = paper_shelf.shelf_of(settled.contest, ONE, settled.around())
    assert shelf.open == 0
    assert {each.state for each in shelf.papers} == {PaperState.FINAL}
    assert sorted(each.which or 0 for each in shelf.papers if each.kind == "score_sheet") == [1, 2, 3, 4, 5]
    for each in shelf.papers:
        assert digest_of(paper_shelf.read_paper(settled.contest, each.number, settled.around())) == each.sha256


def test_a_later_decision_makes_papers_stale_and_a_new_print_replaces_them(settled: Small, tmp_path: Path) -> None:
    small = copied(settled, tmp_path)
    small.decide(DecisionKind.SCORE, (small.codes()[0],), "99")
    stale = paper_shelf.shelf_of(small.contest, ONE, small.around())
    assert {each.state for each in stale.papers} == {PaperState.STALE}
    publishing.publish(small.contest, ONE, None, small.around())
    shelf = paper_shelf.shelf_of(small.contest, ONE, small.around())
    states = {(each.kind, each.state) for each in shelf.papers}
    assert {("minutes", PaperState.FINAL), ("minutes", PaperState.REPLACED)} <= states
    assert all(each.state is not PaperState.REPLACED for each in shelf.in_force)
    old = next(each for each in shelf.papers if each.state is PaperState.REPLACED)
    assert digest_of(paper_shelf.read_paper(small.contest, old.number, small.around())) == old.sha256


def listed(small: Small) -> dict[str, ShelfPaper]:
    """Give every paper of the round by its name."""
    return {each.name: each for each in shelf(small).listed}


def shelf(small: Small) -> Shelf:
    """Give the papers of the round."""
    return paper_shelf.shelf_of(small.contest, ONE, small.around())


def test_what_a_round_can_have_is_listed_before_anything_was_made(counted: Small) -> None:
    before = shelf(counted)
    assert before.can_print
    assert before.papers == ()
    assert {each.state for each in before.listed} == {PaperState.NONE}
    made = publishing.publish(counted.contest, ONE, None, counted.around(), only=("bang-tong-hop-diem",))
    assert [each.kind for each in made.papers if each.kind == "summary"] == ["summary"]
    after = listed(counted)
    assert after["bang-tong-hop-diem"].state is PaperState.FINAL
    assert after["phieu-cham-ghe-03"].state is PaperState.NONE
    assert after["phieu-cham-ghe-03"].which == 3
    assert set(after) == {each.name for each in before.listed}


def test_words_of_the_office_that_do_not_fit_are_told_and_take_no_print_away(
    settled: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotNow("publish.open", count=1)

    before = shelf(settled)
    monkeypatch.setattr(paper_shelf, "planned_papers", refuse)
    now = shelf(settled)
    assert now.hindered is not None
    assert not now.can_print
    assert [each.number for each in now.in_force] == [each.number for each in before.in_force]
    assert {each.name for each in now.listed} <= {each.name for each in before.listed}


def test_another_format_replaces_nothing_and_one_paper_printed_again_replaces_that_one_alone(
    settled: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = copied(settled, tmp_path)
    monkeypatch.setattr(planned, "WRITERS", {Format.PDF: WRITERS[Format.PDF], Format.DOCX: lambda _: b"PK words"})
    monkeypatch.setattr(publishing, "FORMATS", tuple(Format))
    first = len(shelf(small).papers)
    words = publishing.publish(small.contest, ONE, None, small.around(), ("docx",), only=("summary",))
    assert [(each.file, each.replaces) for each in words.papers if each.fresh] == [("bang-tong-hop-diem.docx", None)]
    assert [each.format for each in listed(small)["bang-tong-hop-diem"].prints] == ["pdf", "docx"]
    assert len(shelf(small).in_force) == len(shelf(small).papers) == first + 1
    small.decide(DecisionKind.SCORE, (small.codes()[0],), "99")
    again = publishing.publish(small.contest, ONE, None, small.around(), only=("summary",))
    pdf = next(each for each in again.papers if each.kind == "summary")
    now = listed(small)["bang-tong-hop-diem"]
    assert {each.format: each.state for each in now.prints} == {"pdf": PaperState.FINAL, "docx": PaperState.STALE}
    assert now.state is PaperState.STALE
    assert [each.number for each in now.earlier] == [pdf.replaces]
    assert listed(small)["bien-ban-ban-giam-khao"].state is PaperState.STALE
    old = small.contest / "documents" / ONE / words.data_code
    assert not (old / REPLACED).exists()
    rows = json.loads((small.contest / "documents" / publishing.INDEX).read_text(encoding="utf-8"))
    assert {row["number"]: row["superseded_by"] for row in rows}[pdf.replaces] == pdf.number


def test_a_sheet_that_came_out_the_same_is_of_now_and_one_that_the_round_lost_is_not_in_force(
    settled: Small, tmp_path: Path
) -> None:
    small = copied(settled, tmp_path)
    small.decide(DecisionKind.SEAT, ("2",), "closed")
    assert listed(small)["phieu-cham-ghe-01"].state is PaperState.STALE
    publishing.publish(small.contest, ONE, None, small.around(), draft=True)
    now = listed(small)
    assert now["phieu-cham-ghe-01"].state is now["bang-tong-hop-diem"].state
    assert now["phieu-cham-ghe-01"].earlier == ()
    assert (now["phieu-cham-ghe-02"].state, now["phieu-cham-ghe-02"].prints) == (PaperState.LEFT, ())
    assert (
        "phieu-cham-ghe-02.pdf" not in paper_shelf.copy_papers(small.contest, ONE, tmp_path / "x", small.around()).names
    )


def test_a_replaced_print_can_be_had_as_it_was_and_with_a_stamp_on_every_page(settled: Small, tmp_path: Path) -> None:
    small = copied(settled, tmp_path)
    small.decide(DecisionKind.SCORE, (small.codes()[0],), "99")
    code = publishing.publish(small.contest, ONE, None, small.around()).data_code
    old = listed(small)["bien-ban-ban-giam-khao"].earlier[0]
    plain = paper_shelf.copy_paper(small.contest, old.number, tmp_path / "ra", small.around())
    stamped = paper_shelf.copy_paper(small.contest, old.number, tmp_path / "ra", small.around(), stamped=True)
    assert digest_of(plain.read_bytes()) == old.sha256
    pages = PdfReader(BytesIO(stamped.read_bytes())).pages
    assert plain.name != stamped.name
    assert all(code in page.extract_text() for page in pages)
    now = listed(small)["bien-ban-ban-giam-khao"].prints[0]
    kept = paper_shelf.read_paper(small.contest, now.number, small.around(), stamped=True)
    assert digest_of(kept) == now.sha256


def test_a_stick_that_is_written_later_makes_the_record_of_it_old_and_nothing_else(
    settled: Small, tmp_path: Path
) -> None:
    small = copied(settled, tmp_path)
    issuing.issue(small.contest, ONE, tmp_path / "usb-2", small.around(), small.pins)
    states = {each.name: each.state for each in shelf(small).listed if each.prints}
    assert [name for name, state in states.items() if state is PaperState.STALE] == ["bien-ban-giao-nhan"]
    made = publishing.publish(small.contest, ONE, None, small.around())
    assert [each.kind for each in made.papers if each.replaces] == ["handover", "index_list"]
    assert {each.state for each in shelf(small).in_force} == {PaperState.FINAL}
    again = publishing.publish(small.contest, ONE, None, small.around())
    assert not any(each.fresh for each in again.papers)


def test_copies_are_the_same_bytes_and_never_go_over_another_print(settled: Small, tmp_path: Path) -> None:
    copies = paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "xuat", settled.around())
    names = copies.names
    kept = {each.file: each.sha256 for each in paper_shelf.shelf_of(settled.contest, ONE, settled.around()).in_force}
    written = {name: digest_of((tmp_path / "xuat" / name).read_bytes()) for name in names}
    sums = (tmp_path / "xuat" / FOLDER / SUMS).read_text(encoding="utf-8").splitlines()
    told = {f"{FOLDER}/{line[66:]}": line[:64] for line in sums}
    assert written == kept | told
    assert paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "xuat", settled.around()) == copies
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / names[-1]).write_bytes(b"another")
    beside = paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "khac", settled.around())
    assert (tmp_path / "khac" / names[-1]).read_bytes() == b"another"
    assert beside.folder.parent == tmp_path / "khac"
    there = {path.relative_to(beside.folder).as_posix() for path in beside.folder.rglob("*") if path.is_file()}
    assert there == set(beside.names) == set(names)
    assert names[-1] in (tmp_path / "khac" / REPLACED).read_text(encoding="utf-8")
    with pytest.raises(NotNow):
        paper_shelf.save_copy(b"new", tmp_path / "khac" / names[-1])


def test_a_paper_that_is_gone_or_changed_is_named_and_not_shown(settled: Small, tmp_path: Path) -> None:
    small = copied(settled, tmp_path)
    first, second = paper_shelf.shelf_of(small.contest, ONE, small.around()).papers[:2]
    for each in small.contest.glob(f"documents/{ONE}/*/{first.file}"):
        each.unlink()
    for each in small.contest.glob(f"documents/{ONE}/*/{second.file}"):
        each.write_bytes(each.read_bytes() + b"x")
    with pytest.raises(Unreadable):
        paper_shelf.read_paper(small.contest, first.number, small.around())
    with pytest.raises(Altered):
        paper_shelf.read_paper(small.contest, second.number, small.around())
    with pytest.raises(BadInput):
        paper_shelf.read_paper(small.contest, 9999, small.around())
