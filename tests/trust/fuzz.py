"""Changed PDF, MP4, DOCX and PNG files through the real readers, and changed texts through our own.

The main side must live and say something known; a reader that dies or is ended is counted and told with the seed of
the file. One try is repeated by ``--amount 1 --seed N`` with the seed that is told.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import docx as word
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
from judge_desk.exchange.submissions.insides import PROBE_SECONDS, Insides, open_insides
from judge_desk.exchange.submissions.opening import kind_of
from judge_desk.exchange.submissions.probe import probe
from judge_desk.paths import resource
from judge_desk.ui.viewer.protocol import Breach, Kind, Message
from tests.exchange import package_samples, test_decision_file, test_figures_file, test_marks_sheet
from tests.exchange.ballot_samples import KEY
from tests.trust import mutating
from tests.trust.drill import Count, Drill, Tally
from tests.trust.hostile_documents import _forms, _pdf, parts
from tests.trust.hostile_doors import Viewer
from tests.trust.mutating import Change

_CLIP_FACTS: Final = {"width": 320, "height": 200, "at": 0, "rate": 1, "volume": 0, "muted": True}


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
    document.save(target)
    return target.getvalue()


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
        return [_word_file(), mutating.docx(random.Random(0), _word_file())] if parts() else []
    if kind == "png":
        return _pictures()
    return [resource("rehearsal/clips/luoi-o.mp4").read_bytes()]


def _real_pdf() -> list[Path]:
    return sorted(Path(__file__).parents[1].glob("golden/**/*.pdf"), key=lambda path: path.stat().st_size)[:1]


class _Readers:
    """The readers of one kind of file; one that ends is started anew."""

    def __init__(self, kind: str, folder: Path, insides: Insides) -> None:
        self._sort, self._folder, self._insides = ("clip" if kind == "mp4" else "document"), folder, insides
        self._viewer: Viewer | None = None
        self.ended: dict[str, int] = {"crashed": 0, "hung": 0}
        self.seeds: list[int] = []
        self.shown = 0

    def try_file(self, path: Path, seed: int) -> None:
        """Take a file in and show it; only a Refusal is caught."""
        start = time.monotonic()
        insight = self._insides.probe(path, path.suffix[1:])
        if insight is None:
            self._note("hung" if time.monotonic() - start > PROBE_SECONDS - 1 else "crashed", seed)
        try:
            probe(path, self._insides) if seed % 20 == 0 else None
            kind = kind_of(path, path.suffix[1:], path.name)
        except Refusal:
            return
        if self._viewer is None:
            self._viewer = Viewer(self._sort, self._insides.cache, self._folder)
        facts = _CLIP_FACTS if kind == "clip" else {}
        try:
            answer = self._viewer.ask("open", kind=kind, paths=[str(path)], **facts)
            if isinstance(answer, Message) and answer.kind is Kind.ANSWER:
                self.shown += 1
                answer = self._viewer.ask("page", page=0, width=400, top=0, height=500)
            self.shown += isinstance(answer, Message) and answer.content.get("event") == "loaded"
        except Breach:
            answer = "crashed"
        if isinstance(answer, str):
            self._note(answer, seed)
            self.end()

    def _note(self, how: str, seed: int) -> None:
        self.ended[how] += 1
        self.seeds.append(seed)

    def end(self) -> None:
        """End the viewer."""
        if self._viewer is not None:
            self._viewer.end()
            self._viewer = None


def fuzz_files(kind: str, change: Change, amount: int, seed: int, folder: Path) -> Tally:
    """Put changed files of a kind through intake's reader and the judge's viewer."""
    samples, count = _samples(kind), Count()
    with open_insides(folder) as insides:
        readers = _Readers(kind, folder, insides)
        try:
            for number in range(seed, seed + amount):
                dice = random.Random(f"{kind} {number}")
                path = folder / f"{number}.{kind}"
                path.write_bytes(change(dice, dice.choice(samples)))
                try:
                    readers.try_file(path, number)
                    count.good()
                except Exception as fault:  # noqa: BLE001 - whatever comes through is what is looked for
                    count.broken(f"seed {number}: {fault!r}"[:300])
                path.unlink()
        finally:
            readers.end()
    return count.tally(
        shown=readers.shown,
        **{f"readers {how}": times for how, times in readers.ended.items()},
        **({"by seeds": " ".join(map(str, readers.seeds[:20]))} if readers.seeds else {}),
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
    )


DRILLS: Final = (
    _of_kind("pdf", mutating.pdf, 16),
    _of_kind("mp4", mutating.mp4, 4),
    _of_kind("docx", mutating.docx, 8),
    _of_kind("png", mutating.png, 16),
    Drill(
        name="fuzz-texts",
        promise="A changed definition, manifest, decision, register, panel, mark or figure sheet is read or refused.",
        unit="texts",
        short=70,
        long=200_000,
        run=fuzz_texts,
    ),
)
