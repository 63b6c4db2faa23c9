"""``python -m judge_desk.exchange.submissions.reader_process``: reads strangers' write-ups, in a process of its own.

One line of JSON asks (``do``, ``path``, ``kind``, for a copy ``target``), one answers: ``done``, or ``fault`` with
``locked``, ``dangerous`` or ``damaged``. A file that breaks its reader, fills the memory or never ends takes this
process with it and nothing else; whoever asked starts another one for the next file.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from judge_desk.exchange.submissions.docx_copy import write_converted, write_emptied
from judge_desk.exchange.submissions.docx_text import read_docx
from judge_desk.exchange.submissions.pdf_text import read_pdf, write_emptied_pdf
from judge_desk.exchange.submissions.plain_write_up import read_plain
from judge_desk.exchange.submissions.write_up_text import WriteUpText, as_data
from judge_desk.exchange.zip_gate import look_into

if sys.platform == "linux":
    import resource

MEMORY: Final = 768 * 1024**2
"""Memory that can be written to, in bytes."""
READERS: Final[Mapping[str, Callable[[Path], WriteUpText]]] = {"docx": read_docx, "pdf": read_pdf, "txt": read_plain}
_GATE_FAULTS: Final = {"encrypted": "locked", "damaged": "damaged"}


def confine() -> None:
    """Take limits on memory, open files and crash dumps, where the system knows them."""
    if sys.platform == "linux":
        for which, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(which)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (least, least))


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Do what one line asks."""
    path, kind = Path(request["path"]), str(request["kind"])
    if kind == "docx" and (fault := look_into(path).fault):
        return {"fault": _GATE_FAULTS.get(fault, "dangerous")}
    try:
        if request["do"] == "read":
            return {"done": as_data(READERS[kind](path))}
        target = Path(request["target"])
        if request["do"] == "empty":
            (write_emptied if kind == "docx" else write_emptied_pdf)(path, target)
            return {"done": {"kind": kind}}
        return {"done": {"kind": _convert(path, kind, target)}}
    except Exception:  # noqa: BLE001 - libraries raise anything on hostile files; who asked says one sentence
        return {"fault": "damaged"}


def _convert(path: Path, kind: str, target: Path) -> str:
    """Write a copy in Unicode and say what it is: the same document, or its plain text where that cannot be made."""
    text = READERS[kind](path)
    if kind == "docx" and text.old is not None:
        write_converted(path, target, text.old)
        return "docx"
    target.write_text(_plain(text), encoding="utf-8-sig", newline="\r\n")
    return "txt"


def _plain(text: WriteUpText) -> str:
    return "\n\n".join(passage for _, passage in text.passages) + "\n"


def main() -> int:
    """Answer until the other side closes."""
    logging.disable(logging.CRITICAL)  # what the readers find odd in a stranger's file is no event of ours
    confine()
    for line in sys.stdin.buffer:
        found = json.dumps(answer(json.loads(line)), ensure_ascii=True)
        sys.stdout.buffer.write(found.encode("ascii") + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
