"""The checking program of an inspection folder, run as an inspector runs it: alone, without anything of ours."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from judge_desk.paths import resource

FOLDER = "ho-so-kiem-tra"
PATIENCE_SECONDS = 60
_DIGITS = re.compile(r"\d{5}(?: \d{5}){5}")
_HEXES = re.compile(r"\b[0-9a-f]{16}\b")


def check(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the program that lies in a folder, in an empty environment and with no library beside it."""
    program = [sys.executable, "-I", "-S", "kiem_tra.py", *arguments]
    done = subprocess.run(program, cwd=folder, env={}, capture_output=True, timeout=PATIENCE_SECONDS, check=False)
    assert not done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode("utf-8").replace("\r\n", "\n")


@cache
def program() -> ModuleType:
    """Load the program: it is data of this project, and in no package."""
    spec = importlib.util.spec_from_file_location("kiem_tra_alone", resource("recount/kiem_tra.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    vars(module)["code_of"] = cache(module.code_of)  # slow on purpose, and the same files are checked again and again
    return module


def check_here(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the same program in this process: quicker, and it says the same."""
    out = io.StringIO()
    return program().main([str(folder), *arguments], out), out.getvalue()


def copied(folder: Path, place: Path) -> Path:
    """Copy an inspection folder, to change something in it."""
    return Path(shutil.copytree(folder, place / FOLDER))


def codes_in(text: str) -> dict[str, str]:
    """Give the 30 digits by seat, of the round that was told last."""
    return dict(re.findall(r"^(?:Ghế|Seat) (\d+), .*: (\d{5}(?: \d{5}){5})", text, re.MULTILINE))


def masked(text: str) -> str:
    """Put zeros for what is drawn by lot: 30 digits and codes of data."""
    return _HEXES.sub("0" * 16, _DIGITS.sub(" ".join(["00000"] * 6), text))
