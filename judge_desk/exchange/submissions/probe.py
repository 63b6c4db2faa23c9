"""What a file from a stranger really is, before it is taken in: sort, size, hash, length, pages, dangers.

Only its first bytes, its hash and, of a ZIP container, its directory are looked at here; whatever has to be decoded is
decoded by a process of its own (:mod:`judge_desk.exchange.submissions.insides`). A danger that people can judge (a
script in a PDF, a link out of a DOCX) is a question; a file that cannot be what it should be is a stop.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.exchange.disk import hash_file, never, quiet
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.pouring import Cancel
from judge_desk.exchange.submissions.insides import PROBE_SECONDS, Insides, open_insides
from judge_desk.exchange.submissions.insight import Look
from judge_desk.exchange.submissions.sniffing import SAME_ENDING, VIDEOS, sniff

LARGEST_ON_FAT: Final = 4 * 1024**3 - 1
PROBED: Final = frozenset({"docx", "xlsx", "pdf", "jpg", "png"}) | VIDEOS
"""Kinds that the reader looks into."""
_ZIPPED: Final = frozenset({"docx", "xlsx"})


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file is.

    Attributes:
        name: original name (NFC), for people only; it never becomes a path.
        extension: by content, lower case, no dot; empty when unknown.
        size: bytes; sha256: of the content.
        seconds: length of a clip, rounded up; None for other files or when unknown.
        pages: of a PDF; None otherwise.
        findings: with a stop among them the file cannot be taken in as it is.
    """

    name: str
    extension: str
    size: int
    sha256: Digest
    seconds: int | None = None
    pages: int | None = None
    findings: Findings = ()


def probe(path: Path, insides: Insides | None = None, cancel: Cancel = never) -> Probe:
    """Look at a file.

    Args:
        path: a regular file; links are refused.
        insides: the processes to use; None to start one for this file alone.
        cancel: asked between two chunks while hashing.

    Raises:
        Unreadable: missing, a link, or the device fails.
        NotNow: cancelled.
    """
    name = tidy_name(path.name)
    hashed = hash_file(path, quiet, cancel)
    look = Look(name)
    if hashed.size == 0:
        look.find("probe.empty")
        return Probe(name, "", 0, hashed.sha256, findings=tuple(look.findings))
    extension = sniff(path)
    ending = path.suffix.lower().removeprefix(".")
    ending = SAME_ENDING.get(ending, ending)
    _look_at_name(look, ending, extension)
    if hashed.size > LARGEST_ON_FAT:
        look.find("probe.too_big_for_stick", Severity.ASK)
    if extension not in PROBED:
        return Probe(name, extension, hashed.size, hashed.sha256, findings=tuple(look.findings))
    use: AbstractContextManager[Insides] = open_insides(path.parent) if insides is None else nullcontext(insides)
    with use as given:
        found = given.probe(path, extension)
    if found is None:
        look.find("probe.stopped", seconds=PROBE_SECONDS)
        return Probe(name, extension, hashed.size, hashed.sha256, findings=tuple(look.findings))
    told = (Problem(code, severity, name, {"name": name, **facts}) for code, severity, facts in found.findings)
    findings = (*look.findings, *told)
    return Probe(name, extension, hashed.size, hashed.sha256, found.seconds, found.pages, findings)


def _look_at_name(look: Look, ending: str, extension: str) -> None:
    if extension == "txt" and ending in VIDEOS:
        look.find("probe.text_as_video")
    elif extension == "ole":
        look.find("probe.old_office")
    elif extension == "zip" and ending in _ZIPPED:
        look.find("probe.damaged")
    elif extension in ("", "zip", "pptx") or (extension == "txt" and ending != "txt"):
        look.find("probe.unknown_kind", ending=ending or "–")
    elif ending != extension and {ending, extension} != {"mp4", "mov"}:
        look.find("probe.wrong_ending", Severity.NOTE, ending=ending or "–", kind=extension.upper())
