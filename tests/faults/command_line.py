"""Drives the real command line in this process, and judges what it says.

:func:`refused` runs a command three times (Vietnamese, English, JSON) and holds what every refusal must hold: the
exit code, a sentence of each language, no traceback, no key of the program, no English in the Vietnamese, and a
folder that is byte for byte what it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.cli.__main__ import main
from judge_desk.wording.catalogue import open_catalogue

# What a Vietnamese sentence never holds. Facts from people (titles, names of files) are taken out before.
ENGLISH: Final = re.compile(
    r"\b(error|errno|file|folder|directory|please|invalid|failed|failure|missing|denied|permission|cannot|not|"
    r"unexpected|none|null|true|false|the|is|of|with|line|object|value|traceback|exception|expected|got|sync|"
    r"import|ballot|merge|checksum|database|disk|byte[s]? like)\b",
    re.IGNORECASE,
)
SPELT_OUT: Final = re.compile(r"“[^”]*”|--[a-z-]+|\([^()]*\.[a-z]+\)|[\w./:-]*[./_][\w./:-]*|accept|refuse")
KEY: Final = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_-]*)+\b")
SIGNS: Final = ("✗ ", "? ", "· ")
OURS: Final = {"contest.jdesk.dang-mo"}
"""The note of who has the file open: it comes and goes with every opening."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """The findings as a person reads them, one for each line, without their signs."""
        lines = (self.out + self.err).splitlines()
        return [line[2:] for line in lines if line.startswith(SIGNS)]

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the findings of a JSON answer."""
        return [each["code"] for each in self.data["findings"]]


def run(*arguments: object, stdin: str = "") -> Told:
    """Run a command as ``judge-desk …`` would."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([str(each) for each in arguments])
    finally:
        sys.stdin = before
    return Told(code, out.getvalue(), err.getvalue())


def done(*arguments: object, stdin: str = "") -> Told:
    """Run a command that must succeed."""
    told = run(*arguments, stdin=stdin)
    assert told.code == 0, (arguments, told)
    return told


def snapshot(*folders: Path) -> dict[str, str]:
    """Give name and hash of everything below some folders; links and folders by their sort."""
    return {str(path): _mark(path) for folder in folders for path in _below(folder) if path.name not in OURS}


def _below(folder: Path) -> Iterable[Path]:
    return [folder, *sorted(folder.rglob("*"))] if folder.exists() else []


def _mark(path: Path) -> str:
    if path.is_symlink() or path.is_dir():
        return "link" if path.is_symlink() else "folder"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(
    arguments: Sequence[object],
    exit_code: int,
    codes: Sequence[str],
    untouched: Sequence[Path],
    stdin: str = "",
    about: Sequence[str] = (),
) -> list[str]:
    """Run a command that must be refused; gives its Vietnamese sentences.

    Args:
        arguments: of the command, without ``--lang`` and ``--json``.
        exit_code: what it must end with.
        codes: of its findings, in order.
        untouched: folders that must stay byte for byte as they are.
        stdin: what is typed in.
        about: words that the Vietnamese text must hold.
    """
    before = snapshot(*untouched)
    vi, en = (run(*arguments, "--lang", language, stdin=stdin) for language in ("vi", "en"))
    as_data = run(*arguments, "--json", stdin=stdin)
    assert [told.code for told in (vi, en, as_data)] == [exit_code] * 3, (vi, en, as_data)
    assert as_data.codes == list(codes), as_data.data["findings"]
    assert as_data.data["ok"] is (exit_code == 0)
    assert not as_data.err
    assert len(vi.sentences) == len(en.sentences) == len(codes), (vi, en)
    for sentence, finding in zip(vi.sentences, as_data.data["findings"], strict=True):
        check_vietnamese(sentence, finding)
    for told in (vi, en):
        assert "Traceback" not in told.out + told.err
    for english, vietnamese in zip(en.sentences, vi.sentences, strict=True):
        assert english != vietnamese
    for word in about:
        assert word in vi.out + vi.err, (word, vi)
    assert snapshot(*untouched) == before
    return vi.sentences


def check_vietnamese(sentence: str, finding: dict[str, Any]) -> None:
    """Hold that a sentence is Vietnamese, whole, and without keys of the program."""
    bare = str(finding["sentence"]).removeprefix(finding["where"])
    assert sentence.endswith(bare), "a ballot's name is another one at every sealing"
    assert "{" not in bare, sentence
    assert not [key for key in KEY.findall(sentence) if f"finding.{key}" in open_catalogue("vi")], sentence
    assert "chưa có lời giải thích" not in bare, sentence
    facts = sorted((str(value) for value in finding["facts"].values()), key=len, reverse=True)
    for fact in facts:
        bare = bare.replace(fact, " ") if len(fact) > 2 else bare
    assert not ENGLISH.search(SPELT_OUT.sub(" ", bare)), sentence
    assert re.search(r"[.!?)]\Z", bare.strip()), sentence
