"""Remake the locks in this folder from pyproject.toml: ``python3 requirements/remake.py [--upgrade]``.

Needs ``uv`` (``pip install uv``) and the network. uv's own lock file names the package index it asked, so it is made in
a throw-away folder; what stays here are versions and SHA-256 sums only, which plain pip checks by itself. Without
``--upgrade`` the versions that still fit are kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
LOCKS: Final = {
    "run.txt": ("--no-dev", "What the program needs to run."),
    "build.txt": ("--only-group=build", "What installs the checkout itself."),
    "dev.txt": ("--all-groups --no-group=pack", "Everything: run.txt, build.txt and what the checks need."),
    "pack.txt": ("--only-group=pack", "What packs the program, beside run.txt (build_installer.py)."),
}
PINNED: Final = ("dev.txt", "pack.txt")
"""Between them they name every version."""
PEERS: Final = ("fastexcel", "fpdf2", "openpyxl", "pandas", "polars", "python-calamine", "typst", "xlsxwriter")
"""What the benchmarks are put beside; in an environment of its own, never in that of the program."""
PEERS_LOCK: Final = "peers.txt"
HEAD: Final = """# {what} Versions and SHA-256 sums of every file of these versions; pip takes the one that fits.
# Made by requirements/remake.py from pyproject.toml; do not edit.
"""


def _pins(lock: Path) -> list[str]:
    lines = lock.read_text(encoding="utf-8").splitlines() if lock.exists() else []
    return [line.split(";")[0].rstrip(" \\") for line in lines if "==" in line]


def remake(uv: str, upgrade: bool) -> None:
    """Write all locks anew; versions stay where they fit unless ``upgrade``.

    Raises:
        subprocess.CalledProcessError: uv found no solution or no network; the old locks are untouched.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(ROOT / "pyproject.toml", work)
        (work / "README.md").write_text("", encoding="utf-8")
        keep = [] if upgrade else [f"--upgrade-package={pin}" for name in PINNED for pin in _pins(HERE / name)]
        subprocess.run([uv, "lock", "--quiet", *keep], cwd=work, check=True)
        made = {name: _export(uv, work, option, what) for name, (option, what) in LOCKS.items()}
        made[PEERS_LOCK] = _compiled(uv, work, upgrade)
    for name, text in made.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def _compiled(uv: str, work: Path, upgrade: bool) -> str:
    """Lock the benchmarks' peers, which pyproject.toml does not name."""
    wanted, lock = work / "peers.in", work / PEERS_LOCK
    wanted.write_text("\n".join(PEERS), encoding="utf-8")
    if not upgrade and (HERE / PEERS_LOCK).exists():
        shutil.copy(HERE / PEERS_LOCK, lock)
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    subprocess.run([uv, "pip", "compile", *options, str(wanted), "--output-file", str(lock)], cwd=work, check=True)
    what = "What the benchmarks are put beside (python -m benchmarks --peers); never in the program's environment."
    return HEAD.format(what=what).replace(" from pyproject.toml", "") + lock.read_text(encoding="utf-8")


def _export(uv: str, work: Path, option: str, what: str) -> str:
    command = [uv, "export", "--frozen", "--no-emit-project", "--no-header", "--format", "requirements.txt"]
    done = subprocess.run([*command, *option.split()], cwd=work, check=True, capture_output=True, encoding="utf-8")
    return HEAD.format(what=what) + done.stdout


if __name__ == "__main__":
    tool = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if tool is None:
        sys.exit("uv is not installed here: pip install uv, then run this again")
    remake(tool, "--upgrade" in sys.argv[1:])
