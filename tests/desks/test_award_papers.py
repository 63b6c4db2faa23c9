"""The papers on prizes from a real contest: everyone who won is put forward by the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind, Votes
from judge_desk.contest.values.identity import EntryId
from judge_desk.desks import deciding, drawing, founding, intake, issuing, panel, publishing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.papers.award_content import award_content
from judge_desk.desks.papers.kinds import STEMS, paper_kind, plan_papers
from judge_desk.desks.papers.panel_names import panel_names
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.standing import round_standing
from judge_desk.documents.content_awards import AwardContent, AwardStatus, EntrantSort
from judge_desk.documents.pdf import render_pdf
from judge_desk.stores.round_tables import read_codes
from tests.desks import small_contest
from tests.desks.small_contest import PEOPLE, Small
from tests.documents.reading import words_of
from tests.journeys.by_hand import FLAGGED, ONE, Hand

KINDS = (
    "decision", "decision_annex", "award_report", "award_report_annex", "certificate", "ceremony_script", "index_bonus",
)  # fmt: skip
_PRIZES = (
    ('round = "vong-2"', 'round = "vong-1"\nmoney_source = "Ngân sách xã"\nsharing = true'),
    ('per_unit = "undecided"\n', ""),
    ("blind = true", "blind = false"),
    ('jury = "BAN GIÁM KHẢO"', 'jury = "BAN GIÁM KHẢO", organiser_symbol = "BTC"'),
    ("money = 3_000_000 }", 'money = 3_000_000, certificate = "Giấy khen", signer = "Chủ tịch Ủy ban nhân dân xã" }'),
    ("money = 2_000_000 }", 'money = 2_000_000, certificate = "Giấy khen", signer = "Chủ tịch Ủy ban nhân dân xã" }'),
    ("most_people = 4 }]", 'most_people = 4 }, { id = "tap-the", title = "Tập thể", least_people = 0, '
     'most_people = "unlimited" }]'),
    ('[[undecided]]\nkey = "prize_tables.giai.per_unit"', '[by_products]\nindex_bonus_round = "vong-1"\n'
     'index_bonus_units = "undecided"\n\n[[undecided]]\nkey = "by_products.index_bonus_units"'),
)  # fmt: skip
_ENTRIES = (
    ("Sáng kiến số 1,Cá nhân,Cải cách hành chính,Tác Giả A,", "Sáng kiến số 1,Tập thể,Cải cách hành chính,,"),
    ("Sáng kiến số 2,Cá nhân,Cải cách hành chính,Tác Giả B,Đơn vị số 2", "Sáng kiến số 2,Nhóm,Cải cách hành chính,"
     "Tác Giả B; Tác Giả Y,Đơn vị số 2; Xã Hai"),
)  # fmt: skip


def _changed(path: Path, changes: tuple[tuple[str, str], ...]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def won(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play an open round that decides prizes: 1 is a collective's, 2 a group's of two units, both among the best."""
    small = Small(tmp_path_factory.mktemp("giai"))
    Hand(small.place).lay_out()
    _changed(small.definition, _PRIZES)
    _changed(small.place / "so.csv", _ENTRIES)
    around = small.around()
    founding.found(small.contest, str(small.definition), around)
    panel.take_in(small.contest, small.place / "panel.csv", around)
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    drawing.assign(small.contest, ONE, around, "hạt")
    issuing.issue(small.contest, ONE, small.place / "usb", around, small.pins)
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    first, second = (_code_of(small, number) for number in ("1", "2"))
    for prize, value in (("nhat", f"{first} {second}"), ("nhi", "vacant")):
        asked = Request(ONE, DecisionKind.PRIZE, ("giai", prize), value, "Đã họp", PEOPLE, Votes(5, 0, 0))
        deciding.decide(small.contest, asked, small.around())
    small.decide(DecisionKind.SPECIAL, (first,), "Thưởng thêm 5.000.000 đồng")
    return small


def _code_of(small: Small, entry: str) -> str:
    with open_folder(small.contest, read_only=True) as contest:
        return read_codes(contest.store, contest.round(ONE).id)[EntryId(entry)]


def papers_of(small: Small) -> tuple[AwardContent, dict[str, str], dict[str, PlannedPaper]]:
    """Give what the papers on prizes are made from, the words of these papers, and all by name."""
    with open_folder(small.contest, read_only=True) as contest:
        standing = round_standing(contest, contest.round(ONE).id)
        head = paper_head(contest, standing.round, standing.data_code)
        papers = RoundPapers(contest, standing, panel_names(contest, standing), head, "2024-09-01T09:00")
        found = {each.name: each for each in plan_papers(papers)}
        words = {
            name: words_of(render_pdf(each.build()), "-layout") for name, each in found.items() if each.kind in KINDS
        }
        return award_content(papers), words, found


def test_a_blind_round_gives_no_prizes_and_no_list_of_units_while_its_names_are_closed(counted: Small) -> None:
    content, words, _ = papers_of(counted)
    assert (content.tables, words) == ((), {})


def test_the_locked_result_names_everyone_and_is_read_last_place_first(won: Small, tmp_path: Path) -> None:
    small = small_contest.copied(won, tmp_path)
    code = small.standing().data_code
    small.decide(DecisionKind.FINAL, (ONE,))
    content, words, found = papers_of(small)
    lines = content.tables[0].lines
    assert [line.status for line in lines] == [AwardStatus.GIVEN] * 2 + [AwardStatus.VACANT] + [AwardStatus.GIVEN] * 2
    assert [(line.money, line.shared) for line in lines[:2]] == [(None, True)] * 2
    assert {line.sort for line in lines[:2]} == {EntrantSort.COLLECTIVE, EntrantSort.GROUP}
    assert sorted(each.name for line in lines[:2] for each in line.recipients) == [
        "Tác Giả B", "Tác Giả Y", "Đơn vị số 1",
    ]  # fmt: skip
    decision = words["du-thao-quyet-dinh"]
    assert "- 02 giải Nhất (đồng giải), mỗi giải ……… đồng." in decision
    assert "- Không trao 01 giải Nhì." in decision
    assert "Kinh phí: ngân sách xã." in decision
    assert "/QĐ-BTC" in decision
    assert "“Sáng kiến số 1”: Thưởng thêm 5.000.000 đồng." in decision
    assert "Thưởng thêm" in words["to-trinh-khen-thuong-1"]
    assert "tặng Giấy khen cho 01 tập thể và 02 cá nhân" in words["to-trinh-khen-thuong-1"]
    script = words["kich-ban-trao-giai"]
    assert script.index("Giải Ba thuộc về") < script.index("Giải Nhì: Ban Tổ chức") < script.index("Giải Nhất thuộc về")
    assert "KHÔNG PHỔ BIẾN" in script
    assert {each.kind for each in found.values()} <= set(STEMS.values())
    assert all(paper_kind(f"{name}.pdf") == each.kind for name, each in found.items())
    bonus = words["danh-sach-cong-diem-chi-so"]
    assert "thể lệ chưa quy định đơn vị nào được điểm thưởng chỉ số" in bonus
    assert "Đơn vị số 1" in bonus
    small.decide(DecisionKind.ANNOUNCE, (ONE,))
    assert small.standing().data_code == code
    assert "KHÔNG PHỔ BIẾN" not in papers_of(small)[1]["kich-ban-trao-giai"]


def test_they_are_published_singly_by_kind(won: Small, tmp_path: Path) -> None:
    small = small_contest.copied(won, tmp_path / "giai")
    only = ("decision", "award_report")
    made = publishing.publish(small.contest, ONE, tmp_path / "in", small.around(), draft=True, only=only)
    names = {each.file for each in made.papers if each.file.endswith(".pdf")}
    assert names == {"du-thao-quyet-dinh.pdf", "to-trinh-khen-thuong-1.pdf"}
    assert {each.title for each in made.papers} >= {
        "Dự thảo Quyết định công nhận kết quả", "Tờ trình đề nghị khen thưởng",
    }  # fmt: skip
