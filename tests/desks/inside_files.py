"""Write-ups and clips with something inside: old writing, names, passages of another entry, damage."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from judge_desk.desks import founding, intake, panel
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.submissions.old_writing import Writing
from judge_desk.paths import resource
from tests.exchange.old_vectors import PROSE, written_old
from tests.journeys.by_hand import PANEL, RULES

CLIPS = Path(__file__).resolve().parent.parent / "ui" / "clips"


def a_docx(paragraphs: Sequence[str], font: str = "", author: str = "", header: str = "", comment: str = "") -> bytes:
    """Write paragraphs in a font, with an author in the properties, a header, and somebody who commented."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if comment:
        document.add_comment(document.add_paragraph("Ghi chú").runs[0], "Xem lại", author=comment)
    document.core_properties.author = author
    for text in paragraphs:
        run = document.add_paragraph().add_run(text)
        if font:
            run.font.name = font
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def a_pdf(lines: Sequence[str], author: str = "") -> bytes:
    """Write lines, 40 to a page."""
    if "InsideSerif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("InsideSerif", str(resource("fonts/LiberationSerif-Regular.ttf"))))
    target = io.BytesIO()
    canvas = Canvas(target)
    if author:
        canvas.setAuthor(author)
    for start in range(0, len(lines), 40):
        canvas.setFont("InsideSerif", 11)
        for number, line in enumerate(lines[start : start + 40]):
            canvas.drawString(50, 780 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def old_docx(head: str = "Cộng hòa xã hội chủ nghĩa Việt Nam") -> bytes:
    """Write prose in TCVN3, its heading in the font of capitals."""
    document = docx.Document()
    document.add_paragraph().add_run(written_old(head, Writing.TCVN3)).font.name = ".VnTimeH"
    for sentence in PROSE.split(". "):
        document.add_paragraph().add_run(written_old(sentence, Writing.TCVN3)).font.name = ".VnTime"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


PARTS = """parts = [
    { id = "bai", title = "Bài dự thi", kind = "document", required = true, formats = ["docx", "pdf"] },
    { id = "clip", title = "Clip", kind = "clip", required = false, formats = ["mp4"] },
]"""
SHARED = tuple(f"Bước {n}: tổ công nghệ số của ấp {n} đến từng nhà hướng dẫn nộp hồ sơ trực tuyến." for n in range(9))


def own(seed: str) -> tuple[str, ...]:
    """Write nine sentences that no other entry has."""
    return tuple(f"Riêng {seed} {n} thì cách làm {seed}{n} khác hẳn với mọi nơi {seed}x{n}." for n in range(9))


SILENT = resource("rehearsal/clips/luoi-o.mp4")
FILES = {
    "1": {"bai.docx": old_docx()},
    "2": {"bai.docx": a_docx(["Thuyết minh", "Tác giả là NGUYỄN VĂN HAI viết.", *own("b")], author="Nguyen Van Hai")},
    "3": {"bai.pdf": a_pdf([*own("c"), *SHARED, "Đơn vị thực hiện: UBND xã Ba"], author="Trần Ba")},
    "4": {"bai.docx": a_docx([*SHARED, *own("d")]), "clip.mp4": (CLIPS / "counting.mp4").read_bytes()},
    "5": {"bai.docx": a_docx(own("e")), "clip.mp4": SILENT.read_bytes()},
    "6": {"bai.pdf": a_pdf(["1"])},
    "7": {"bai.docx": a_docx(own("f"), "", "Lê Bảy", "LÊ THỊ SỐ 7 thực hiện", "Anh Biên Tập")},
}


def around(place: Path) -> Surroundings:
    """Give the surroundings of the secretary."""
    return world("trong", "2024-08-20T08:00:00", place / "may", "thư ký", lambda step, done, total: None)


def inside_contest(place: Path) -> Path:
    """Found a contest below a folder and take in seven entries with something inside; gives the contest folder."""
    head, _, tail = RULES.partition("parts = ")
    (place / "thi.toml").write_text(head + PARTS + "\n" + tail.partition("\n")[2], encoding="utf-8")
    (place / "panel.csv").write_text(PANEL, encoding="utf-8")
    rows = ["STT,Tên bài dự thi,Loại hình dự thi,Lĩnh vực,Tác giả,Đơn vị,Thời gian nhận"]
    for entry, files in FILES.items():
        (place / "ho-so" / entry).mkdir(parents=True)
        for name, content in files.items():
            (place / "ho-so" / entry / name).write_bytes(content)
        unit = {"2": "Xã Hai", "3": "Ủy ban nhân dân xã Ba"}.get(entry, f"Sở {entry}")
        author = {"2": "Nguyễn Văn Hai"}.get(entry, f"Lê Thị Số {entry}")
        rows.append(
            f"{entry},Bài số {entry} nói việc {entry},Cá nhân,Cải cách hành chính,{author},{unit},01/08/2024 09:00"
        )
    (place / "so.csv").write_text("\n".join(rows), encoding="utf-8")
    contest = place / "cuoc-thi"
    founding.found(contest, str(place / "thi.toml"), around(place))
    panel.take_in(contest, place / "panel.csv", around(place))
    intake.take_in(contest, place / "so.csv", place / "ho-so", around(place))
    return contest
