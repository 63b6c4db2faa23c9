"""What a DOCX or XLSX file is: gate, macros, parts drawn from outside; in the process that reads strangers' files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

import docx
from docx.opc.exceptions import OpcError

from judge_desk.contest.values.problems import Severity
from judge_desk.exchange.submissions.insight import Look
from judge_desk.exchange.zip_gate import MOST_SHEET_BYTES, look_into

_EXTERNAL: Final = b'TargetMode="External"'
_HYPERLINK: Final = b"/relationships/hyperlink"


def look_at_docx(path: Path, look: Look) -> None:
    """Look at a DOCX file."""
    gate = look_into(path)
    if gate.fault:
        look.find({"bomb": "probe.docx_bomb", "encrypted": "probe.locked"}.get(gate.fault, "probe.damaged"))
        return
    if any(name.lower().endswith(("vbaproject.bin", "activex1.bin")) for name in gate.names):
        look.find("probe.docx_macro")
    try:
        with zipfile.ZipFile(path) as archive:
            outside = any(_links_out(archive.read(name)) for name in gate.names if name.endswith(".rels"))
        docx.Document(str(path))
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError):
        look.find("probe.damaged")
        return
    if outside:
        look.find("probe.docx_outside", Severity.ASK)


def look_at_xlsx(path: Path, look: Look) -> None:
    """Look at an XLSX file."""
    gate = look_into(path, MOST_SHEET_BYTES)
    if gate.fault:
        look.find({"bomb": "probe.docx_bomb", "encrypted": "probe.locked"}.get(gate.fault, "probe.damaged"))
    elif any(name.lower().endswith("vbaproject.bin") for name in gate.names):
        look.find("probe.docx_macro")


def _links_out(relations: bytes) -> bool:
    """Say whether a part draws something from outside; a plain hyperlink only points there."""
    return any(_EXTERNAL in each and _HYPERLINK not in each for each in relations.split(b"<Relationship "))
