"""Changed PDF, MP4, DOCX, PNG and XLSX files through the real readers, and changed texts through our own.

The main side must live and say something known; a reader that dies or is ended is counted and told with the seed of
the file. One try is repeated by ``--amount 1 --seed N`` with the seed that is told.
"""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import docx as word
import openpyxl
from docx.document import Document as WordDocument
from PIL import Image

from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.rulebook.definition_file import load_definition, read_definition, shipped
from judge_desk.exchange.sealed.decision_file import read_decisions, write_decisions
from judge_desk.exchange.sealed.figures_file import read_figures, write_figures
from judge_desk.exchange.sealed.manifest_file import read_manifest, write_manifest
from judge_desk.exchange.sealed.notes import open_note, sign
from judge_desk.exchange.spreadsheets.marks_sheet import read_marks
from judge_desk.exchange.spreadsheets.panel_sheet import read_panel
from judge_desk.exchange.spreadsheets.register_sheet import read_register
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.paths import resource
from tests.exchange import package_samples, test_decision_file, test_figures_file, test_marks_sheet
from tests.exchange.ballot_samples import KEY
from tests.trust import mutating
from tests.trust.drill import Count, Drill, Tally
from tests.trust.fuzz_readers import Readers
from tests.trust.hostile_documents import _forms, _pdf
from tests.trust.mutating import Change

_PATIENCE: Final = 15
"""Seconds that a file of a stranger may take."""


def _word_file() -> bytes:
    document = word.Document()
    document.add_heading("Bài dự thi", 1)
    for number in range(4):
        document.add_paragraph(f"Đoạn {number} có chữ.", style="List Bullet" if number % 2 else None)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ô"
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    document.add_picture(picture)
    target = io.BytesIO()
    _leave_what_is_used(document)
    document.save(target)
    return target.getvalue()


def _leave_what_is_used(document: WordDocument) -> None:
    """Take out what the text does not use of the template's 800 KB of styles, so that a change hits something."""
    used = {"Normal", "Heading 1", "List Bullet", "Normal Table", "Default Paragraph Font", "No List"}
    for style in list(document.styles):
        if style.name not in used:
            style.delete()
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]


def _pictures() -> list[bytes]:
    made = []
    for mode in ("RGB", "P", "RGBA", "I;16", "1"):
        target = io.BytesIO()
        Image.effect_noise((40, 30), 60).convert("L").convert("RGB").convert("RGB" if mode == "I;16" else mode).save(
            target, "PNG"
        )
        made.append(target.getvalue())
    return made


def _samples(kind: str) -> list[bytes]:
    if kind == "pdf":
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        page = "/Contents 5 0 R /Resources << /Font << /F 4 0 R >> >>"
        written = b"<< /Length 40 >>\nstream\nBT /F 24 Tf 72 700 Td (Xin chao) Tj ET     \nendstream"
        return [_pdf(page, "", font, written), _forms(3, 2), *(p.read_bytes() for p in _real_pdf())]
    if kind == "docx":
        return [_word_file()]
    if kind == "png":
        return _pictures()
    return [resource("rehearsal/clips/luoi-o.mp4").read_bytes()]


def _real_pdf() -> list[Path]:
    return sorted(Path(__file__).parents[1].glob("golden/**/*.pdf"), key=lambda path: path.stat().st_size)[:1]


def fuzz_files(kind: str, change: Change, amount: int, seed: int, folder: Path) -> Tally:
    """Put changed files of a kind through intake's reader and the judge's viewer."""
    samples, count = _samples(kind), Count()
    with Readers(kind, folder) as readers:
        for number in range(seed, seed + amount):
            dice = random.Random(f"{kind} {number}")
            path = readers.files / f"{number}.{kind}"
            path.write_bytes(change(dice, dice.choice(samples)))
            try:
                seen = readers.try_file(path, number)
                count.broken(f"seed {number}: {'; '.join(seen)}"[:300]) if seen else count.good()
            except Exception as fault:  # noqa: BLE001 - whatever comes through is what is looked for
                count.broken(f"seed {number}: {fault!r}"[:300])
            path.unlink()
    return count.tally(
        shown=readers.shown,
        **({"pictures": readers.pictures} if kind == "mp4" else {}),
        **{f"readers {how}": times for how, times in readers.ended.items()},
        **({"by seeds": ", ".join(readers.seeds[:20])} if readers.seeds else {}),
    )


Reader = Callable[[bytes, Path], object]


def _texts() -> dict[str, tuple[bytes, Reader, bool]]:
    """Give of every text of our own: a sound one, what reads it, and whether it is signed."""
    key, definition = KEY, shipped("hau-giang-2024")
    rules = load_definition(definition, "x")
    register = "STT;Tên bài dự thi;Loại hình;Lĩnh vực;Tác giả;Đơn vị;Thời gian nhận\n" + "".join(
        f"{n};Bài {n};Cá nhân;;Nguyễn Văn {n};Sở Nội vụ;10/08/2024 09:00\n" for n in range(1, 5)
    )
    panel = "Họ và tên;Chức vụ;Đơn vị;Vai trò\nTrần Văn An;Phó;Sở Nội vụ;Trưởng ban\nLê Thị Bé;;Sở Y tế;Thành viên\n"
    marks = ";".join(map(str, test_marks_sheet.HEAD)) + "\n"
    marks += "".join(f"{code};{';'.join(['1'] * 9)}\n" for code in test_marks_sheet.CODES)

    def sheet(path: Path, data: bytes) -> Path:
        path.write_bytes(data)
        return path

    return {
        "definition": (definition, lambda data, path: read_definition(data, "x.toml"), False),
        "manifest": (write_manifest(package_samples.MANIFEST, key), lambda data, path: read_manifest(data), True),
        "decisions": (
            write_decisions(test_decision_file.CONTEST, (test_decision_file.DECISION, test_decision_file.SECOND), key),
            lambda data, path: read_decisions(data), True),
        "figures": (
            write_figures(test_figures_file.CONTEST, (test_figures_file.SHEET, test_figures_file.LATER), key),
            lambda data, path: read_figures(data), True),
        "register": (register.encode(), lambda data, path: read_register(read_sheet(sheet(path, data)), rules), False),
        "panel": (panel.encode(), lambda data, path: read_panel(read_sheet(sheet(path, data)), rules), False),
        "marks": (marks.encode(),
            lambda data, path: read_marks(sheet(path, data), test_marks_sheet.LEAVES, test_marks_sheet.CODES), False),
    }  # fmt: skip


def fuzz_texts(amount: int, seed: int, folder: Path) -> Tally:
    """Give changed texts to our own readers: a refusal, findings or a value; nothing else may come out."""
    count, refused, same = Count(), 0, 0
    kinds = list(_texts().items())
    for number in range(seed, seed + amount):
        name, (sound, read, signed) = kinds[number % len(kinds)]
        dice = random.Random(f"{name} {number}")
        path = folder / "a.csv"
        try:
            data = _changed(dice, sound, signed)
            same += data == sound
            read(data, path)
            count.good()
        except Refusal:
            refused += 1
            count.good()
        except Exception as fault:  # noqa: BLE001 - whatever comes through is what is looked for
            count.broken(f"{name}, seed {number}: {fault!r}"[:300])
    return count.tally(refused=refused, unchanged=same)


def _workbook() -> bytes:
    """Give a register with what workbooks of people hold: formulas, dates, percents, merged cells, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Tên bài dự thi", "Thời gian nhận", "Điểm", "Tỷ lệ"])
    for number in range(1, 6):
        sheet.append([number, f"Bài số {number}", datetime(2024, 8, 10, 9, number), 8.5, number / 100])
        sheet.cell(number + 1, 5).number_format = "0%"
    sheet.append(["Cộng", "=COUNTA(B2:B6)", None, "=SUM(D2:D6)", True])
    sheet.merge_cells("A7:A8")
    book.create_sheet("Trang 2").append([timedelta(minutes=6), "ghi chú"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fuzz_workbooks(amount: int, seed: int, folder: Path) -> Tally:
    """Read changed workbooks as registers are read, each in a process of its own: cells or a refusal, within time."""
    sound, count, path = _workbook(), Count(), folder / "a.xlsx"
    met: Counter[str] = Counter()
    for number in range(seed, seed + amount):
        path.write_bytes(mutating.xlsx(random.Random(f"xlsx {number}"), sound))
        start = time.monotonic()
        try:
            met["read"] += bool(read_sheet(path).rows)
        except Refusal as refusal:
            met[refusal.problem.code] += 1
        except Exception as fault:  # noqa: BLE001 - whatever comes through is what is looked for
            count.broken(f"seed {number}: {fault!r}"[:300])
            continue
        took = time.monotonic() - start
        count.broken(f"seed {number}: {took:.0f} s") if took > _PATIENCE else count.good()
    return count.tally(**{name.replace(".", " "): met[name] for name in sorted(met)})


def _changed(dice: random.Random, sound: bytes, signed: bool) -> bytes:
    """Change a text; a signed one is mostly signed again, so that what reads its words is reached."""
    if not signed or dice.random() < 0.2:
        return mutating.text(dice, sound)
    note = open_note(sound)
    body = mutating.text(dice, note.text.encode()).decode("utf-8", "replace")
    return sign(body, note.name, KEY)


def _of_kind(kind: str, change: Change, short: int) -> Drill:
    return Drill(
        name=f"fuzz-{kind}",
        promise=f"A changed {kind.upper()} file never harms the main process; what it does to its reader is told.",
        unit="files",
        short=short,
        long=20_000,
        run=partial(fuzz_files, kind, change),
        needs=("strace",),
    )


DRILLS: Final = (
    _of_kind("pdf", mutating.pdf, 16),
    _of_kind("mp4", mutating.mp4, 4),
    _of_kind("docx", mutating.docx, 8),
    _of_kind("png", mutating.png, 16),
    Drill(
        name="fuzz-xlsx",
        promise="A changed workbook is read or refused within seconds, and never harms the main process.",
        unit="files",
        short=4,
        long=20_000,
        run=fuzz_workbooks,
    ),
    Drill(
        name="fuzz-texts",
        promise="A changed definition, manifest, decision, register, panel, mark or figure sheet is read or refused.",
        unit="texts",
        short=70,
        long=200_000,
        run=fuzz_texts,
    ),
)
