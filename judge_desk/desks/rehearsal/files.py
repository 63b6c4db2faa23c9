"""The files of a rehearsal's entries: write-ups, pictures, clips, whatever the rules ask of an entry.

Files are real (DOCX, PDF, JPEG, MP4) and the same at every call. Nothing here is used outside a rehearsal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from judge_desk.contest.rulebook.definition import Part, PartKind
from judge_desk.contest.values.identity import EntryId
from judge_desk.desks.rehearsal.words import draw, pick, words_of, write_up
from judge_desk.documents.sample_clips import clip_variant
from judge_desk.documents.sample_pictures import draw_screen
from judge_desk.documents.write_up import write_docx, write_pdf
from judge_desk.paths import resource

_CLIPS: Final = ("bang-mau", "thanh-mau", "song-mau", "luoi-o")
_FREE: Final = (PartKind.DOCUMENT, PartKind.EVIDENCE, PartKind.CLIP)
"""What an entry has where the rules name no parts."""


@dataclass(frozen=True, slots=True)
class RehearsalFile:
    """A file of an entry: its name, and what makes its bytes (the same at every call)."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row of the register as a secretary would write it.

    Attributes:
        id: the number; title, kind, field: as written; authors: ``A (Chuyên viên); B``; unit: as written.
        received: ISO local time; note: remark, may be empty.
        trouble: what was staged on this row: ``late``, ``five``, ``jury``, ``same_title``, ``no_write_up``,
            ``published``, ``unit_spelling``, ``few_procedures``; empty for none.
    """

    id: EntryId
    title: str
    kind: str
    field: str
    authors: str
    unit: str
    received: str
    note: str = ""
    trouble: str = ""


def files_of(seed: str, line: RegisterLine, blind: bool, parts: tuple[Part, ...]) -> tuple[RehearsalFile, ...]:
    """Give the files of an entry: what its parts ask for, or a write-up, pictures and mostly a clip.

    Args:
        seed: of the rehearsal.
        line: of the register; with the trouble ``no_write_up`` the part that must be there is left out.
        blind: write-ups name neither authors nor unit.
        parts: of the entries of its field; empty where the rules name none.
    """
    label = f"files {line.id}"
    names = words_of("write_ups")["evidence"]
    kinds = {part.kind for part in parts} or set(_FREE)
    files = []
    if PartKind.DOCUMENT in kinds and line.trouble != "no_write_up":
        as_pdf = draw(seed, f"{label} kind", 10) < 3
        ending = "pdf" if as_pdf else "docx"
        files.append(RehearsalFile(f"thuyet-minh.{ending}", partial(_write_up_bytes, seed, line, blind, as_pdf)))
    for i in range(1 + draw(seed, f"{label} pictures", 2) if PartKind.EVIDENCE in kinds else 0):
        name = f"{names[(int(line.id) + i) % len(names)]}.jpg"
        files.append(RehearsalFile(name, partial(_picture_bytes, seed, line, i)))
    for part in parts:
        if part.kind is PartKind.PROCEDURES:
            count = part.least_count + draw(seed, f"{label} procedures", 3)
            few = part.least_count - 2 if line.trouble == "few_procedures" else count
            files += [_procedure(seed, line, i) for i in range(1, max(few, 1) + 1)]
    if PartKind.CLIP in kinds and _has_clip(seed, line, parts):
        files.append(RehearsalFile("video-minh-hoa.mp4", partial(_clip_bytes, seed, line)))
    return tuple(files)


def _has_clip(seed: str, line: RegisterLine, parts: tuple[Part, ...]) -> bool:
    if any(part.kind is PartKind.CLIP and part.required for part in parts):
        return line.trouble != "no_write_up" or any(part.kind is PartKind.DOCUMENT for part in parts)
    return draw(seed, f"files {line.id} clip", 10) < 7


def _procedure(seed: str, line: RegisterLine, number: int) -> RehearsalFile:
    return RehearsalFile(f"thu-tuc-{number}.jpg", partial(_picture_bytes, seed, line, 100 + number))


def _write_up_bytes(seed: str, line: RegisterLine, blind: bool, as_pdf: bool) -> bytes:
    names = () if blind else (f"Đơn vị: {line.unit}", f"Tác giả: {line.authors or 'tập thể đơn vị'}")
    lines = (f"Lĩnh vực: {line.field}", *names)
    content = write_up(seed, int(line.id), line.title, lines, "đơn vị" if blind else line.unit)
    return write_pdf(content) if as_pdf else write_docx(content)


def _picture_bytes(seed: str, line: RegisterLine, number: int) -> bytes:
    label = f"picture {line.id} {number}"
    rows = tuple(
        f"Hồ sơ {1000 + draw(seed, f'{label} {i}', 9000)} – {pick(seed, f'{label} state {i}', _STATES)}"
        for i in range(9)
    )
    return draw_screen((line.title, *rows), draw(seed, f"{label} palette", 60))


_STATES: Final = ("đã trả kết quả", "đang giải quyết", "chờ bổ sung", "trả trước hạn", "đã số hóa")


@cache
def _clip_sample(name: str) -> bytes:
    return resource(f"rehearsal/clips/{name}.mp4").read_bytes()


def _clip_bytes(seed: str, line: RegisterLine) -> bytes:
    # The short samples come more often than the long one, so that a rehearsal of hundreds stays small.
    weighted = (_CLIPS[3], _CLIPS[2], _CLIPS[3], _CLIPS[1], _CLIPS[2], _CLIPS[0])
    name = pick(seed, f"clip {line.id}", weighted)
    return clip_variant(_clip_sample(name), f"rehearsal {seed} {line.id}")
