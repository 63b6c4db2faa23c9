"""The papers on prizes: Mẫu 1.2, 1.4 and 2.1, nothing invented, nothing undecided named, a certificate to a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Final

from judge_desk.documents.award_decision import award_decision, decision_annex
from judge_desk.documents.award_report import award_report, award_report_annex
from judge_desk.documents.blocks import Document, Signatures
from judge_desk.documents.ceremony_script import ceremony_script
from judge_desk.documents.certificate import certificates
from judge_desk.documents.content_awards import AwardContent, AwardLine, AwardStatus, EntrantSort, Recipient, honours_of
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.result_report import result_report
from tests.documents.award_samples import CHAIR, DIRECTOR, LONG, award_annexes, award_papers, awards, line, many
from tests.documents.reading import pages_of, reader, text_of, words_of
from tests.documents.samples import TITLES

_WORDS: Final = {
    name: words_of(render_pdf(document), "-layout") for name, document in {**award_papers(), **award_annexes()}.items()
}


def said(document: Document) -> str:
    return words_of(render_pdf(document), "-layout")


def table_of(content: AwardContent, *lines: AwardLine) -> AwardContent:
    return replace(content, tables=(replace(content.tables[0], lines=lines, specials=()),))


def test_the_decision_has_the_shape_of_the_decree() -> None:
    words = _WORDS["quyet-dinh"]
    order = (
        "Số: /QĐ-BTC", "QUYẾT ĐỊNH Về việc công nhận kết quả Cuộc thi", "TRƯỞNG BAN TỔ CHỨC CUỘC THI",
        "Căn cứ Kế hoạch số 20/KH-UBND ngày 29 tháng 01 năm 2021;", "Căn cứ Kế hoạch số 111/KH-UBND",
        "Căn cứ Biên bản họp Ban Giám khảo vòng bảo vệ ý tưởng, ngày …… tháng …… năm 2024;",
        "Theo đề nghị của Trưởng Ban Giám khảo.", "QUYẾT ĐỊNH:", "Điều 1. Công nhận kết quả",
        "gồm 05 giải (có danh sách kèm theo):", "- 01 giải Nhất: 10.000.000 đồng.", "- 01 giải Nhì: 7.000.000 đồng.",
        "- 03 giải Khuyến khích, mỗi giải 3.000.000 đồng.", "- Không trao 01 giải Ba.",
        f"bài dự thi “{TITLES[1]}”: Đề nghị mức thưởng 20.000.000 đồng.",
        "Điều 2. Tổng số tiền thưởng là 26.000.000 đồng (bằng chữ: hai mươi sáu triệu đồng). Kinh phí: nguồn ngân sách",
        f"đạt giải Nhất và giải Nhì được đề nghị {CHAIR} tặng Bằng khen.",
        f"đạt giải Khuyến khích được đề nghị {DIRECTOR} tặng Giấy khen.",
        "Điều 3. Quyết định này có hiệu lực", "chịu trách nhiệm thi hành Quyết định này./.", "Nơi nhận: TRƯỞNG BAN",
        "- Như Điều 3;", "- Lưu: VT",
    )  # fmt: skip
    found = [words.find(part) for part in order]
    assert -1 not in found, order[found.index(-1)]
    assert found == sorted(found)
    assert "{" not in words


def test_annexes_name_their_paper_and_leave_number_and_day_for_ink() -> None:
    words = _WORDS["phu-luc-quyet-dinh"]
    assert (
        words.index("Phụ lục") < words.index("DANH SÁCH BÀI DỰ THI ĐẠT GIẢI") < words.index("(Kèm theo Quyết định số")
    )
    assert "/QĐ-BTC ngày tháng năm 2024 của Trưởng Ban Tổ chức Cuộc thi)" in words
    assert "CỘNG HÒA" not in words
    assert "Không trao" in words
    assert "26.000.000" in words
    assert words.count("./.") == 1
    people = _WORDS["phu-luc-to-trinh"]
    assert "DANH SÁCH ĐỀ NGHỊ TẶNG BẰNG KHEN" in people
    assert people.index("A. Tập thể") < people.index("B. Cá nhân")
    assert "Danh sách có 01 tập thể và 04 cá nhân./." in people
    assert "năm 2024 của Ban Tổ chức Cuộc thi)" in people
    assert "Ông/Bà" not in people
    assert "mỗi thành viên một Bằng khen" in _WORDS["to-trinh"]


def test_the_proposal_goes_to_the_office_that_signs() -> None:
    words = _WORDS["to-trinh"]
    for part in (
        "Số: /TTr-BTC", "TỜ TRÌNH Về việc đề nghị tặng Bằng khen", f"Kính gửi: {CHAIR}",
        "Có 02 bài dự thi đạt giải thuộc diện đề nghị tặng Bằng khen, gồm: 01 giải Nhất và 01 giải Nhì.",
        "tặng Bằng khen cho 01 tập thể và 04 cá nhân (có danh sách kèm theo).",
        "17.000.000 đồng (bằng chữ: mười bảy triệu đồng)", "3. Xin ý kiến", "Hồ sơ kèm theo gồm:",
        "xem xét, quyết định./.", "- Như trên;",
    ):  # fmt: skip
        assert part in words, part
    second = honours_of(awards())[1]
    assert f"Kính gửi: {DIRECTOR}" in said(award_report(awards(), second))


def test_the_jury_puts_the_result_before_who_decides_and_who_approves() -> None:
    words = _WORDS["to-trinh-ket-qua"]
    for part in (
        "Số: /TTr-BGK", "Về việc đề nghị công nhận kết quả Cuộc thi", "Kính gửi: Trưởng Ban Tổ chức Cuộc thi",
        "đề nghị trao 05 giải", f"- Giải Nhất: bài dự thi “{TITLES[1]}”.", "- Không trao 01 giải Ba.",
        "có đề nghị riêng: Đề nghị mức thưởng", "TRƯỞNG BAN GIÁM KHẢO",
    ):  # fmt: skip
        assert part in words, part
    assert "phê duyệt" not in words
    watched = said(result_report(replace(awards(), approval="Sở Nội vụ", chair="Trần Văn Chủ")))
    assert "Đồng kính gửi: Sở Nội vụ" in watched
    assert "kết quả do Sở Nội vụ phê duyệt trước khi công bố" in watched
    assert "Trần Văn Chủ" in watched


def test_what_the_rules_do_not_say_is_dots_for_ink() -> None:
    words = said(award_decision(many()))
    assert "Số: /QĐ-………" in words
    assert "TRƯỞNG BAN" not in words
    assert "- 02 giải Nhất (đồng giải), mỗi giải ……… đồng." in words
    assert "Tổng số tiền thưởng là ……… đồng (bằng chữ: ………………). Kinh phí: ………………………" in words
    assert "- 13 giải phụ." in words
    assert "SỞ NỘI VỤ TỈNH HẬU GIANG kính trình" in said(award_report(many(), honours_of(many())[0]))
    fair = replace(awards(), head=replace(awards().head, contest_title="Hội thi cải cách hành chính năm 2024"))
    assert "của Trưởng Ban Tổ chức Hội thi)" in said(decision_annex(fair))
    named = replace(many(), decided_by="GIÁM ĐỐC SỞ NỘI VỤ", signer="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", symbol="SNV")
    words = said(award_decision(named))
    assert "QĐ-SNV" in words
    assert words.index("GIÁM ĐỐC SỞ NỘI VỤ") < words.index("KT. GIÁM ĐỐC") < words.index("PHÓ GIÁM ĐỐC")


def test_no_prize_is_named_that_is_not_decided() -> None:
    line_ = replace(line(1, "Giải Nhất", 9), status=AwardStatus.OPEN, code="", title="", recipients=())
    head = replace(awards().head, open_points=("Hai bài cùng hạng 1.",))
    content = replace(table_of(awards(), line_), head=head)
    words = said(award_decision(content))
    assert "không trao giải nào" in words
    assert "- Hai bài cùng hạng 1." in words
    assert "DỰ THẢO" in award_decision(content).watermark
    assert "Chưa quyết định" in said(decision_annex(content))
    assert honours_of(content) == ()
    none = said(award_decision(table_of(awards())))
    assert "không trao giải nào" in none
    assert "Điều 2. Quyết định này có hiệu lực" in none
    assert "- Như Điều 2;" in none


def test_names_that_are_closed_stay_closed() -> None:
    closed = replace(line(7, "Giải Nhất", 9), title="", authors=(), units=(), recipients=(), field="")
    content = table_of(awards(), closed)
    honour = honours_of(content)[0]
    assert "bài dự thi mã số 007-7" in said(ceremony_script(content))
    assert "Chưa mở tên tác giả" in said(award_report_annex(content, honour))
    assert "007-7" in said(decision_annex(content))


def test_thirty_prizes_and_one_keep_signatures_with_their_text() -> None:
    for content in (many(), table_of(awards(), line(1, "Giải Nhất", 1))):
        for document in (award_decision(content), award_report(content, honours_of(content)[0])):
            assert isinstance(document.blocks[-1], Signatures)
            last = pages_of(render_pdf(document))[-1]
            assert "./." in last
        for document in (decision_annex(content), award_report_annex(content, honours_of(content)[0])):
            assert "./." in pages_of(render_pdf(document))[-1]


def test_a_certificate_is_one_framed_page_whatever_stands_on_it() -> None:
    names = ("Lê Na", "Trung tâm Phục vụ hành chính công, Văn phòng Ủy ban nhân dân thành phố Ngã Bảy")
    signers = (CHAIR, f"Trưởng Ban Chỉ đạo cải cách hành chính, {CHAIR}", "")
    for title, name, signer in product(("Một cửa", LONG, LONG * 2), names, signers):
        people = (Recipient(name, f"Phó Trưởng phòng, {name}"), Recipient(name, collective=True))
        won = replace(line(1, "Giải Nhất", 1, EntrantSort.GROUP, title), signer=signer, recipients=people)
        content = table_of(awards(), won)
        document = certificates(content, honours_of(content)[0])
        assert document.framed
        assert "DỰ THẢO" in document.watermark
        pages = pages_of(render_pdf(document))
        assert len(pages) == 2
        assert all("Dự thảo để soát" in page and "Vào sổ khen thưởng số" in page for page in pages)


def test_certificates_are_for_persons_members_and_collectives() -> None:
    pages = pages_of(render_pdf(award_papers()["bang-khen"]))
    assert len(pages) == 5
    assert "Tập thể Sở Tư pháp" in pages[0]
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG TẶNG BẰNG KHEN" in pages[0]
    assert all("Thành viên nhóm tác giả đạt giải Nhì" in page for page in pages[1:])
    first = reader(render_pdf(award_papers()["bang-khen"])).outline[0]
    assert not isinstance(first, list)
    assert first.title == "1. Sở Tư pháp"


def test_the_script_is_secret_until_the_result_is_announced_and_keeps_items_whole() -> None:
    data = render_pdf(ceremony_script(awards()))
    assert all("KHÔNG PHỔ BIẾN TRƯỚC GIỜ CÔNG BỐ" in page for page in pages_of(data))
    assert "KHÔNG PHỔ BIẾN" not in text_of(render_pdf(ceremony_script(replace(awards(), announced=True))))
    pages = pages_of(render_pdf(ceremony_script(many())))
    for page in pages:
        assert page.count("thuộc về bài dự thi") == page.count("lên nhận giải")
    assert "Giải Ba: Ban Tổ chức không trao." in words_of(data)
    words = words_of(data)
    assert "Xin mời đại diện Sở Tư pháp lên nhận giải" in words
    assert f"Xin mời tác giả {awards().tables[0].lines[3].authors[0]} lên nhận giải" in words
    assert "Nhóm tác giả: " in words
    assert "Ông/Bà" not in words
