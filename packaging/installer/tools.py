"""Running tools, telling what is done, and times that do not depend on the day of the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGING: Final = ROOT / "packaging"
EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The time that everything made bears (https://reproducible-builds.org/specs/source-date-epoch/)."""


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


def tell(sentence: str) -> None:
    """Say a step in one line, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def version(root: Path = ROOT) -> str:
    """Give the version that pyproject.toml names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def epoch(root: Path = ROOT) -> int:
    """Give the time that files are dated with: the environment's, else that of the last commit, else 2026-01-01."""
    told = os.environ.get(EPOCH, "")
    if not told and shutil.which("git"):
        asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        told = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout.strip()
    return int(told) if told.isdigit() else 1_767_225_600


def tool(name: str, package: str) -> str:
    """Give the path of a tool.

    Raises:
        BuildError: it is not installed; with the package that brings it.
    """
    found = shutil.which(name)
    if found is None:
        raise BuildError(f"{name} is not installed here: apt-get install {package}")
    return found


def run(command: Sequence[str | Path], more: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Run a tool without input and give what it printed.

    Raises:
        BuildError: it failed; with the last lines that it printed.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        tail = "\n".join(f"  | {line}" for line in done.stdout.strip().splitlines()[-20:])
        raise BuildError(f"{Path(str(command[0])).name} failed ({done.returncode}):\n{tail}")
    return done.stdout


def date_all(folder: Path, when: int) -> None:
    """Date every file and folder below one, and the folder itself, and give all the same rights."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or bool(path.stat().st_mode & 0o100)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)
    folder.chmod(0o755)
    os.utime(folder, (when, when))


def size(folder: Path) -> int:
    """Give the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
