"""Commands as people give them: in this process, or as a program of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from judge_desk.cli.__main__ import main
from judge_desk.cli.output import object_lines
from judge_desk.paths import USER_FOLDER_VARIABLE

PACKED = "JUDGE_DESK_PROGRAM"
"""Names a packed program to play the journeys with; without it they are played with this checkout."""
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 170


@dataclass(frozen=True, slots=True)
class Said:
    """What a command came to: exit code, and what stood on both streams."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on standard output; anything beside it is a failure."""
        parsed: dict[str, Any] = json.loads(self.out)
        assert self.out == "".join(object_lines(parsed))
        assert parsed["ok"] == (self.code == 0)
        return parsed

    @property
    def codes(self) -> list[str]:
        """The codes of the findings."""
        return [each["code"] for each in self.data["findings"]]


def start(home: Path, *arguments: str, pin: str = "", **environment: str) -> Said:
    """Run a command as a program of its own."""
    done = subprocess.run(
        [*_program(), *arguments],
        cwd=ROOT,
        input=pin.encode(),
        capture_output=True,
        timeout=PATIENCE_SECONDS,
        env={**os.environ, USER_FOLDER_VARIABLE: str(home), **environment},
        check=False,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _program() -> list[str]:
    packed = os.environ.get(PACKED)
    return [packed] if packed else [sys.executable, "-m", "judge_desk.cli"]


def call(home: Path, *arguments: str, pin: str = "") -> Said:
    """Run a command in this process, or with the packed program; the user's folder is the given one."""
    if PACKED in os.environ:
        return start(home, *arguments, pin=pin)
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv(USER_FOLDER_VARIABLE, str(home))
        patch.setattr(sys, "stdin", io.StringIO(pin))
        code = main(arguments)
    return Said(code, out.getvalue(), err.getvalue())


def words_of(pdf: Path) -> str:
    """Give the text of a PDF in the order of its cells, as pdftotext reads it; white space is one blank."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, timeout=60, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def in_fives(code: str) -> str:
    """Write 30 digits in groups of five."""
    return " ".join(code[i : i + 5] for i in range(0, len(code), 5))
