"""Secretary: what lies inside a file when it is taken in; old writing, names in a blind write-up, clips that play.

A finding here never refuses anything and is no verdict: it says what was seen, where, and what was kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops
from judge_desk.exchange.spreadsheets.unit_names import unit_key
from judge_desk.exchange.stored_names import converted_stem, sheet_stem
from judge_desk.exchange.submissions.insides import READ, STILLS, ClipLook, Insides, open_insides
from judge_desk.exchange.submissions.named_people import Named, find_names
from judge_desk.exchange.submissions.probe import Probe
from judge_desk.exchange.submissions.sniffing import VIDEOS
from judge_desk.exchange.submissions.write_up_text import HEADER, WriteUpText

INSIDE_CODES: Final = frozenset(
    {
        "inside.old_writing",
        "inside.old_writing_kept",
        "inside.names_in_header",
        "inside.names_on_page",
        "inside.names_in_paragraph",
        "inside.names_on_line",
        "inside.properties",
        "inside.not_read",
        "inside.no_text",
        "inside.clip_unplayable",
        "inside.clip_black",
        "inside.clip_breaks",
        "inside.clip_not_looked",
        "inside.clip_stopped",
        "inside.clip_silent",
    }
)
"""Every finding of this desk, so that looking again takes the place of what was seen before."""
_NAMED: Final = {
    "page": "inside.names_on_page",
    "paragraph": "inside.names_in_paragraph",
    "line": "inside.names_on_line",
}
_UNPLAYED: Final = {"stopped": "inside.clip_stopped", "no_decoder": "inside.clip_not_looked"}
_LEAST_LETTERS: Final = 40
"""A document with fewer letters is a scan or a picture for the purposes of reading it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What was seen of one file.

    Attributes:
        text: of a write-up, None when it has none that can be read; clip: of a clip that plays.
        made: copies in the private folder of the look: a converted copy, a sheet of stills.
        findings: about it.
    """

    text: WriteUpText | None = None
    clip: ClipLook | None = None
    made: tuple[Path, ...] = ()
    findings: Findings = ()


@dataclass(slots=True)
class _Seen:
    name: str
    made: list[Path] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)

    def find(self, code: str, severity: Severity = Severity.ASK, **facts: str | int) -> None:
        self.findings.append(Problem(code, severity, self.name, {"name": self.name, **facts}))


def look_inside(
    path: Path, probe: Probe, blind: bool, names: tuple[str, ...], insides: Insides | None = None
) -> Findings:
    """Give the findings of :func:`look_at_inside`."""
    return look_at_inside(path, probe, blind, names, insides).findings


def look_at_inside(
    path: Path, probe: Probe, blind: bool, names: Iterable[str], insides: Insides | None = None
) -> Inside:
    """Look into one file that the probe let through; one that it stopped is not opened.

    Args:
        path: where it lies.
        probe: what it is.
        blind: the judges must not learn whose it is.
        names: of the entry's authors and units, looked for in a blind write-up.
        insides: the processes to use; None to start some for this file alone.

    Raises:
        Nothing: a file that breaks its reader is a finding.
    """
    if stops(probe.findings) or probe.extension not in READ | VIDEOS:
        return Inside()
    use: AbstractContextManager[Insides] = open_insides(path.parent) if insides is None else nullcontext(insides)
    with use as given:
        seen = _Seen(probe.name)
        if probe.extension in VIDEOS:
            clip = _clip(path, probe.sha256, seen, given)
            return Inside(clip=clip, made=tuple(seen.made), findings=tuple(seen.findings))
        text = _text(path, probe, blind, tuple(names), seen, given)
        return Inside(text=text, made=tuple(seen.made), findings=tuple(seen.findings))


def _text(
    path: Path, probe: Probe, blind: bool, names: tuple[str, ...], seen: _Seen, insides: Insides
) -> WriteUpText | None:
    text = insides.read(path, probe.extension)
    if isinstance(text, str):
        seen.find("inside.not_read")
        return None
    if sum(letter.isalpha() for letter in text.text) < _LEAST_LETTERS:
        seen.find("inside.no_text", Severity.ASK if blind else Severity.NOTE)
    if text.old is not None:
        _old_writing(path, probe, text, seen, insides)
    if blind:
        _names(text, names, seen)
    if blind and text.properties:
        seen.find("inside.properties", found=listed(dict.fromkeys(text.properties.values())))
    return text


def _old_writing(path: Path, probe: Probe, text: WriteUpText, seen: _Seen, insides: Insides) -> None:
    copy = insides.copy("convert", path, probe.extension, converted_stem(probe.sha256))
    writing = text.old.writing.value if text.old is not None else ""
    before, after = listed(text.before), listed(text.after)
    if copy is None:
        seen.find("inside.old_writing_kept", writing=writing, before=before, after=after)
        return
    seen.made.append(copy)
    kind = copy.suffix[1:].upper()
    seen.find("inside.old_writing", writing=writing, before=before, after=after, copy=kind)


def _names(text: WriteUpText, names: tuple[str, ...], seen: _Seen) -> None:
    found = find_names(text, names, unit_key)
    code = _NAMED[text.place.value]
    for each in found:
        line = _line(text, each)
        if each.number == HEADER:
            seen.find("inside.names_in_header", found=each.name, count=each.count, line=line)
        else:
            seen.find(code, found=each.name, number=each.number, count=each.count, line=line)


def _line(text: WriteUpText, named: Named) -> str:
    """Give the beginning of the passage in which a name stands."""
    passage = next(passage for number, passage in text.passages if number == named.number)
    lines = [line for line in passage.splitlines() if find_names(_only(text, line), (named.name,), unit_key)]
    return (lines or [passage.replace("\n", " ")])[0][:160]


def _only(text: WriteUpText, line: str) -> WriteUpText:
    return WriteUpText(text.place, ((1, line),))


def _clip(path: Path, sha256: Digest, seen: _Seen, insides: Insides) -> ClipLook | None:
    clip = insides.decode(path, sheet_stem(sha256))
    if isinstance(clip, str):
        seen.find(_UNPLAYED.get(clip, "inside.clip_unplayable"))
        return None
    if clip.sheet is not None:
        seen.made.append(clip.sheet)
    if clip.stills < STILLS:
        seen.find("inside.clip_breaks", came=clip.stills, wanted=STILLS)
    if clip.black:
        seen.find("inside.clip_black", wanted=clip.stills)
    if not clip.sound:
        seen.find("inside.clip_silent", Severity.NOTE)
    return clip
