"""An office's own words: checked before use, in force for its papers alone, recorded, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import log_reading, paper_texts, publishing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.kinds import plan_papers
from judge_desk.desks.papers.panel_names import panel_names
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.papers.words_in_force import own_texts_of, pdf_in_force
from judge_desk.desks.standing import round_standing
from judge_desk.documents.blocks import Document, Paragraph
from judge_desk.documents.own_texts import (
    AS_SHIPPED,
    lines_of,
    papers_with_texts,
    read_own,
    write_commented,
    write_own,
)
from judge_desk.documents.texts import OwnTexts, open_texts
from judge_desk.exchange.seal import digest_of
from judge_desk.stores.decision_tables import read_papers
from tests.desks.small_contest import Small
from tests.documents.reading import words_of
from tests.journeys.by_hand import ONE

WHY = "Công văn số 12/SNV"
OWN = {"subject": "Phiên họp của Hội đồng Giám khảo", "quorum_met": "Đủ <b>số</b> người, =1+1 và {{x}}."}


def printed(small: Small, *only: str) -> dict[str, str]:
    """Print papers of the round; gives the digest of each."""
    made = publishing.publish(small.contest, ONE, None, small.around(), only=only)
    listing = "muc-luc-ho-so.pdf"  # it says which prints there are, and so is another after each
    return {paper.file: paper.sha256 for paper in made.papers if paper.file.endswith(".pdf") and paper.file != listing}


def text_of(small: Small, file: str) -> str:
    """Read the newest print of a paper."""
    with open_folder(small.contest, read_only=True) as contest:
        newest = [each for each in read_papers(contest.store) if each.name == file][-1]
    return next(
        words_of(path.read_bytes())
        for path in sorted((small.contest / "documents").rglob(file))
        if digest_of(path.read_bytes()) == newest.sha256
    )


def test_own_words_stand_on_that_paper_alone_until_they_are_taken_back(counted: Small, tmp_path: Path) -> None:
    around = counted.around("chi-lan")
    before = printed(counted)
    file = paper_texts.export(counted.contest, "minutes", tmp_path, around)
    written = file.read_text(encoding="utf-8")
    for key, text in OWN.items():
        written = written.replace(f'{key} = "{open_texts("minutes").template(key)}"', f'{key} = "{text}"')
    file.write_text(written, encoding="utf-8")
    (copy,) = paper_texts.use_file(counted.contest, file, WHY, around)
    after = printed(counted)
    assert {name for name, sha in after.items() if before[name] != sha} == {"bien-ban-ban-giam-khao.pdf"}
    shown = text_of(counted, "bien-ban-ban-giam-khao.pdf")
    assert OWN["subject"] in shown
    assert "Đủ <b>số</b> người, =1+1 và {x}." in shown
    assert f"câu chữ riêng bản 1-{copy.digest[:8]}" in shown
    assert "câu chữ riêng" not in text_of(counted, "bang-tong-hop-diem.pdf")

    seen = paper_texts.texts_of(counted.contest, "minutes", around)
    assert (dict(seen.own), seen.in_force, seen.kept[0].operator.strip()) == (OWN, copy, "chi-lan")
    with pytest.raises(NotNow, match=r"texts\.same"):
        paper_texts.use(counted.contest, "minutes", OWN, WHY, around)
    paper_texts.withdraw(counted.contest, "minutes", "Trở lại mẫu chung", around)
    assert printed(counted) == before
    seen = paper_texts.texts_of(counted.contest, "minutes", around)
    assert (seen.in_force, len(seen.kept), seen.kept[1]) == (None, 2, copy)
    told = [entry.told for entry in log_reading.read_log(counted.contest, log_reading.LogQuery(), "vi", around).entries]
    assert any("Đưa câu chữ riêng vào dùng: Biên bản họp Ban Giám khảo, 2 câu" in each for each in told)
    assert any("Thôi dùng câu chữ riêng bản 1" in each for each in told)
    index = json.loads((counted.contest / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    assert len([each for each in index if each["file"] == "bien-ban-ban-giam-khao.pdf"]) == 3


def test_what_all_papers_share_changes_no_judge_s_sheet(counted: Small) -> None:
    around = counted.around()
    before = printed(counted)
    paper_texts.use(counted.contest, "paper", {"sign_hint": "(Ký tên)"}, WHY, around)
    after = printed(counted)
    same = {name for name, sha in after.items() if before[name] == sha}
    assert {f"phieu-cham-ghe-{seat:02d}.pdf" for seat in range(1, 6)} <= same
    assert "bien-ban-ban-giam-khao.pdf" not in same


def test_every_paper_takes_own_words_whatever_they_are_and_judges_sheets_take_none(counted: Small) -> None:
    starred = tuple(
        OwnTexts(paper, 1, "ab" * 32, {each.key: f"{each.shipped} *" for each in lines_of(paper)})
        for paper in papers_with_texts()
    )
    with open_folder(counted.contest, read_only=True) as contest:
        standing = round_standing(contest, contest.round(ONE).id)
        head = paper_head(contest, standing.round, standing.data_code)
        papers = RoundPapers(contest, standing, panel_names(contest, standing), head, "2024-11-22T10:00:00")
        made = [(each.kind, each.build().footer) for each in plan_papers(papers, starred)]
    assert len(made) > 10
    assert {kind for kind, foot in made if "câu chữ riêng" not in foot} <= AS_SHIPPED


FAULTS = {
    '[minutes]\nquorum_text = "Có mặt {present}"': ("t.toml:2", "texts.missing_field"),
    '[minutes]\n\nbasis = "Căn cứ {basis} và {luat}"': ("t.toml:3", "texts.unknown_field"),
    '[minutes]\nbasis = "Căn cứ {basis"': ("t.toml:2", "texts.braces"),
    '[minutes]\nbasis = "Căn cứ {basis!r}"': ("t.toml:2", "texts.braces"),
    '[minutes]\nbasis = "Căn cứ {basis.__class__}"': ("t.toml:2", "texts.braces"),
    '[minutes]\nbasis = "Căn cứ {basis:>9999999}"': ("t.toml:2", "texts.braces"),
    '[minutes]\nbasis = "Căn cứ {0}"': ("t.toml:2", "texts.braces"),
    '[minutes]\nvenue = "  "': ("t.toml:2", "texts.empty"),
    f'[minutes]\nvenue = "{"dài " * 90}"': ("t.toml:2", "texts.too_long"),
    '[minutes]\nvenue = "Địa\\u202eđiểm"': ("t.toml:2", "texts.odd_letter"),
    '[minutes]\nvenue = "Địa\\nđiểm"': ("t.toml:2", "texts.odd_letter"),
    "[minutes]\nvenue = 3": ("t.toml:2", "texts.not_text"),
    '[minutes]\nvenu = "x"': ("t.toml:2", "texts.unknown_key"),
    '[minute]\nvenue = "x"': ("t.toml:1", "texts.unknown_paper"),
    '[score_sheet]\ntitle = "x"': ("t.toml:1", "texts.as_shipped"),
    '[paper]\nwatermark_rehearsal = "BẢN CHÍNH"': ("t.toml:2", "texts.fixed"),
    'venue = "x"': ("t.toml:1", "texts.no_section"),
    '[minutes]\nvenue = "x': ("t.toml:2", "texts.not_toml"),
    '[minutes]\nvenue = "x"\nvenue = "y"': ("t.toml:3", "texts.not_toml"),
    "": ("t.toml", "texts.nothing"),
}


@pytest.mark.parametrize("content", FAULTS)
def test_every_fault_is_named_with_its_line(content: str) -> None:
    found = read_own(content.encode("utf-8"), "t.toml")
    assert [(each.where, each.code) for each in found.findings] == [FAULTS[content]]


def test_all_faults_are_found_at_once_and_nothing_bad_raises(tmp_path: Path) -> None:
    content = '[minutes]\nvenue = ""\nbasis = "{x}"\n[reminder]\nnote = ""'
    assert len(read_own(content.encode(), "t.toml").findings) == 3
    for bad in (b"\xff\xfe\x00", b"[" * 5000, b"a = " + b"[" * 50_000, b"x" * 300_000, "﻿[minutes]".encode()):
        read_own(bad, "t.toml")


def test_a_file_with_faults_or_without_a_reason_changes_nothing(issued: Small, tmp_path: Path) -> None:
    around, file = issued.around(), tmp_path / "t.toml"
    file.write_text('[minutes]\nvenue = "Nơi họp"\n[reminder]\nnote = ""\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"texts\.empty"):
        paper_texts.use_file(issued.contest, file, WHY, around)
    for bad in ({"venue": "{x}"}, {"venue": open_texts("minutes").template("venue")}):
        with pytest.raises(BadInput):
            paper_texts.use(issued.contest, "minutes", bad, WHY, around)
    with pytest.raises(BadInput, match=r"texts\.no_reason"):
        paper_texts.use(issued.contest, "minutes", {"venue": "Nơi họp"}, "  ", around)
    with pytest.raises(NotNow, match=r"texts\.none_in_force"):
        paper_texts.withdraw(issued.contest, "minutes", WHY, around)
    assert not any(each.kept for each in paper_texts.list_texts(issued.contest, around))


@pytest.mark.parametrize("paper", papers_with_texts())
def test_the_file_to_change_is_a_file_that_can_be_used(paper: str) -> None:
    own = {each.key: f"{each.shipped} *" for each in lines_of(paper)[:3]}
    written = write_commented(paper, own, "Một\nhai", {each: each for each in ("fields", "example", "shipped")})
    assert read_own(written.encode("utf-8"), "t.toml").papers == {paper: own}
    assert read_own(write_own(paper, own).encode("utf-8"), "t.toml").papers == {paper: own}


def test_a_draft_shows_the_words_in_the_contest_s_own_paper_or_with_examples(counted: Small) -> None:
    around = counted.around()
    draft = words_of(paper_texts.preview(counted.contest, "minutes", OWN, around))
    assert OWN["subject"] in draft
    assert "DỰ THẢO" in draft
    assert "câu chữ riêng bản 1-" in draft
    trial = words_of(paper_texts.preview(counted.contest, "trial", {"title": "CHẤM THỬ"}, around))
    assert "title: CHẤM THỬ" in trial
    assert "entry_title: Bài 017-4: Mô hình một cửa lưu động" in trial
    assert not any(each.kept for each in paper_texts.list_texts(counted.contest, around))


def hollow(basis: str) -> Document:
    """Make a paper with one sentence."""
    return Document("Thử", "Thử", (Paragraph(open_texts("minutes").fill("basis", basis=basis)),))


def test_a_hole_is_refused_by_name_and_a_copy_of_another_program_is_not_guessed(
    issued: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = issued.around()
    paper_texts.use(issued.contest, "reminder", {"note": "Không ghi điểm."}, WHY, around)
    with open_folder(issued.contest, read_only=True) as contest:
        with pytest.raises(Refusal) as refused:
            pdf_in_force(contest, hollow, " ")
        assert refused.value.problem.code == "texts.hole"
        assert refused.value.problem.facts == {"paper": "minutes", "key": "basis", "field": "basis"}
        monkeypatch.setattr("judge_desk.documents.own_texts.AS_SHIPPED", AS_SHIPPED | {"reminder"})
        with pytest.raises(NotNow, match=r"texts\.outdated"):
            own_texts_of(contest)
