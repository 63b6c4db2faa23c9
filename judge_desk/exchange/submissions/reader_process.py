"""``python -m judge_desk.exchange.submissions.reader_process FOLDER…``: reads strangers' files in the named folders.

It is a process of its own. One line of JSON asks (``do``, ``path``, ``kind``, for a copy ``target``), one answers:
``done``, or ``fault`` with ``locked``, ``dangerous`` or ``damaged``, of a sheet also others. A file that breaks its
reader, fills the memory or never ends takes this process with it and nothing else; whoever asked starts another one for
the next file.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from judge_desk.confined.confinement import Limits, confine
from judge_desk.exchange.submissions.insight import Insight, Look, insight_as_data
from judge_desk.exchange.submissions.sniffing import VIDEOS
from judge_desk.exchange.submissions.write_up_text import WriteUpText, as_data
from judge_desk.exchange.zip_gate import look_into

LIMITS: Final = Limits(memory=512 * 1024**2, files=64, seconds=900)
READERS: Final = {
    "docx": "submissions.docx_text:read_docx",
    "pdf": "submissions.pdf_text:read_pdf",
    "txt": "submissions.plain_write_up:read_plain",
}
EMPTIERS: Final = {"docx": "submissions.docx_copy:write_emptied", "pdf": "submissions.pdf_text:write_emptied_pdf"}
CONVERTER: Final = "submissions.docx_copy:write_converted"
PICTURES: Final = "submissions.picture_copy:write_picture"
SHEETS: Final = "spreadsheets.workbook_cells:write_cells"
PROBES: Final = {
    "docx": "submissions.probe_office:look_at_docx",
    "xlsx": "submissions.probe_office:look_at_xlsx",
    "pdf": "submissions.probe_pdf:look_at_pdf",
    "jpg": "submissions.probe_image:look_at_image",
    "png": "submissions.probe_image:look_at_image",
    **dict.fromkeys(VIDEOS, "submissions.probe_clip:look_at_clip"),
}
"""Modules and functions of the room above; each is loaded for the first file that needs it, and no other."""
_GATE_FAULTS: Final = {"encrypted": "locked", "damaged": "damaged"}


def _loaded(name: str) -> Callable[..., Any]:
    module, function = name.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(f"judge_desk.exchange.{module}"), function)
    return found


def _read(path: Path, kind: str) -> WriteUpText:
    text: WriteUpText = _loaded(READERS[kind])(path)
    return text


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do what one line asks."""
    path, kind = Path(request["path"]), str(request["kind"])
    if request["do"] == "probe":
        return {"done": insight_as_data(_probed(path, kind))}
    if kind == "docx" and (fault := look_into(path).fault):
        return {"fault": _GATE_FAULTS.get(fault, "dangerous")}
    try:
        if request["do"] == "read":
            return {"done": as_data(_read(path, kind))}
        target = Path(request["target"])
        if request["do"] == "sheet":
            wrote: dict[str, Any] = _loaded(SHEETS)(path, target, request)
            return wrote
        if request["do"] == "picture":
            width, height = _loaded(PICTURES)(path, target)
            return {"done": {"kind": "jpg", "width": width, "height": height}}
        if request["do"] == "empty":
            _loaded(EMPTIERS[kind])(path, target)
            return {"done": {"kind": kind}}
        return {"done": {"kind": _convert(path, kind, target)}}
    except Exception:  # noqa: BLE001 - libraries raise anything on hostile files; who asked says one sentence
        return {"fault": "damaged"}


def _probed(path: Path, kind: str) -> Insight:
    """Look what a file is; what no reader of ours expected of it is damage."""
    look = Look("")
    try:
        _loaded(PROBES[kind])(path, look)
    except Exception:  # noqa: BLE001 - libraries raise anything on hostile files
        look.find("probe.damaged")
    return look.insight


def _convert(path: Path, kind: str, target: Path) -> str:
    """Write a copy in Unicode and say what it is: the same document, or its plain text where that cannot be made."""
    text = _read(path, kind)
    if kind == "docx" and text.old is not None:
        _loaded(CONVERTER)(path, target, text.old)
        return "docx"
    target.write_text(_plain(text), encoding="utf-8-sig", newline="\r\n")
    return "txt"


def _plain(text: WriteUpText) -> str:
    return "\n\n".join(passage for _, passage in text.passages) + "\n"


def main(reads: Sequence[str]) -> int:
    """Confine this process to the folders that it may read, then answer until the other side closes."""
    logging.disable(logging.CRITICAL)  # what the readers find odd in a stranger's file is no event of ours
    confine(LIMITS, [Path(each) for each in reads], Path.cwd())
    for line in sys.stdin.buffer:
        found = json.dumps(answer(json.loads(line)), ensure_ascii=True)
        sys.stdout.buffer.write(found.encode("ascii") + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
