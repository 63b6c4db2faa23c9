"""Prepare this machine and run Judge Desk: ``python3 set_up.py [demo | test] [arguments]``.

Standard library only, for it runs before anything is installed: Python 3.11 without pip or venv is enough to start.
It finds missing system libraries by trying to load them, asks apt for exactly those (as root) or prints the line for
the administrator, makes ``.venv``, lets pip install the locked libraries with their hashes checked, and puts
the checkout into it. What is done is remembered in ``.venv`` by the locks' digests, so the next run takes a moment.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this with an old Python should read why it stops
    sys.exit("Judge Desk cần Python 3.11 trở lên / needs Python 3.11 or newer; this is " + sys.version.split()[0])

import ctypes
import hashlib
import importlib.util
import json
import locale
import os
import shutil
import subprocess
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent
VENV: Final = ROOT / ".venv"
BIN: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
ENDING: Final = ".exe" if os.name == "nt" else ""
PYTHON: Final = BIN / f"python{ENDING}"
PROGRAM: Final = BIN / f"judge-desk{ENDING}"
STAMPS: Final = VENV / "set-up.json"
RUN_LOCKS: Final = ("run.txt", "build.txt")
TEST_LOCKS: Final = ("dev.txt",)
PROJECT_FILES: Final = ("pyproject.toml", "set_up.py")
WORKERS: Final = str(min((os.cpu_count() or 1) + 1, 9))
"""Processes of tests: one more than there are processors, for tests wait for the disk and for other programs."""
WRONG_CALL: Final = 2
NOT_PREPARED: Final = 3
OLDEST: Final = (3, 11)
TOO_NEW: Final = (3, 15)  # the pinned Qt has no wheels for it
OUTSIDE: Final = f"not {OLDEST} <= sys.version_info < {TOO_NEW}"


@dataclass(frozen=True, slots=True)
class Need:
    """Something of the system that must be there.

    Attributes:
        name: a shared library as the loader knows it, a tool on the path, or a Python module.
        package: the Debian package that brings it.
        kind: ``library``, ``tool`` (on the path), ``file`` or ``module``.
        since: the first job that cannot do without it: ``start``, ``window`` or ``test``.
    """

    name: str
    package: str
    kind: str = "library"
    since: str = "window"


# Found in a bare Debian 12 by importing the Qt modules and asking ldd about Qt's plugins.
NEEDS: Final = (
    Need("ensurepip", "python3-venv", "module", "start"),
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libpulse.so.0", "libpulse0"),
    Need("libdrm.so.2", "libdrm2"),
    Need("libXrandr.so.2", "libxrandr2"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0"),
    Need("libcups.so.2", "libcups2"),
    Need("pdftotext", "poppler-utils", "tool", "test"),
    Need("qpdf", "qpdf", "tool", "test"),
    Need("/usr/lib/libreoffice/program/libswlo.so", "libreoffice-writer-nogui", "file", "test"),
    Need("/usr/lib/libreoffice/program/libsclo.so", "libreoffice-calc-nogui", "file", "test"),
    # The type of Word papers, for the word processor that tests convert them with.
    Need("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", "fonts-liberation2", "file", "test"),
    Need("chromium", "chromium", "tool", "test"),
    # What drills record and break system calls with.
    Need("strace", "strace", "tool", "test"),
    Need("gcc", "gcc", "tool", "test"),
    Need("/usr/include/stdio.h", "libc6-dev", "file", "test"),
)


class SetUpError(Exception):
    """Preparation cannot go on; the text is for the person in front of the machine."""


def sentences() -> dict[str, str]:
    """Give the sentences in the language of this machine: Vietnamese where it is set so, else English."""
    told = os.environ.get("JUDGE_DESK_LANG") or locale.getlocale()[0] or ""
    language = "vi" if told.lower().startswith("vi") else "en"
    table = tomllib.loads((ROOT / "resources" / "locale" / language / "setup.toml").read_text(encoding="utf-8"))
    return dict(table["setup"])


class Teller:
    """Says each step in one line, at once, and hides what tools print unless they fail."""

    def __init__(self) -> None:
        self.words = sentences()

    def say(self, key: str, **facts: object) -> None:
        """Print one sentence."""
        print(self.words[key].format(**facts), flush=True)

    def fail(self, key: str, output: str = "", **facts: object) -> NoReturn:
        """Stop with one sentence, below the last lines of what the failing tool said.

        Raises:
            SetUpError: always.
        """
        tail = "\n".join(f"  | {line}" for line in output.strip().splitlines()[-15:])
        raise SetUpError(f"{tail}\n{self.words[key].format(**facts)}".lstrip("\n"))


def present(need: Need) -> bool:
    """Say whether the system has this already."""
    if need.kind == "tool":
        return shutil.which(need.name) is not None
    if need.kind == "file":
        return Path(need.name).exists()
    if need.kind == "module":
        return PYTHON.exists() or importlib.util.find_spec(need.name) is not None
    try:
        ctypes.CDLL(need.name)
    except OSError:
        return False
    return True


def run_quietly(command: Sequence[str | Path], **more: str) -> tuple[bool, str]:
    """Run a tool without input; give whether it succeeded and all that it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode == 0, done.stdout


def prepare_system(teller: Teller, job: str) -> None:
    """Install missing system packages as root; else say which line the administrator runs (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    missing = [need for need in NEEDS if (need.since != "test" or job == "test") and not present(need)]
    if not missing:
        return
    packages = sorted({need.package for need in missing})
    facts = {"count": len(packages), "packages": " ".join(packages), "missing": ", ".join(n.name for n in missing)}
    facts["line"] = f"sudo apt-get update && sudo apt-get install --no-install-recommends {facts['packages']}"
    if shutil.which("apt-get") and os.geteuid() == 0:
        _install_packages(teller, packages, facts)
    elif job != "test" and all(need.since == "window" for need in missing):
        teller.say("system_later", **facts)
    else:
        teller.fail("system_by_root" if shutil.which("apt-get") else "system_no_apt", "", **facts)


def _install_packages(teller: Teller, packages: Sequence[str], facts: dict[str, object]) -> None:
    teller.say("system_start", **facts)
    began = time.monotonic()
    apt = ("apt-get", "-q", "-o", "Dpkg::Use-Pty=0")
    for command in ((*apt, "update"), (*apt, "install", "-y", "--no-install-recommends", *packages)):
        good, output = run_quietly(command, DEBIAN_FRONTEND="noninteractive")
        if not good:
            teller.fail("system_failed", output)
    importlib.invalidate_caches()
    teller.say("system_done", seconds=_since(began))


def prepare_environment(teller: Teller) -> None:
    """Make ``.venv`` unless a working one is there; a moved one is made anew, for its programs name their folder."""
    moved = _stamps().get("root", str(ROOT)) != str(ROOT)
    if not moved and PYTHON.exists() and run_quietly([PYTHON, "-c", f"import sys, pip; sys.exit({OUTSIDE})"])[0]:
        return
    if not OLDEST <= sys.version_info < TOO_NEW:
        teller.fail("python_too_new", have=sys.version.split()[0])
    good, output = run_quietly([sys.executable, "-m", "venv", "--clear", VENV])
    if not good:
        teller.fail("venv_failed", output, folder=VENV)


def digest(names: Sequence[str], folder: Path) -> str:
    """Give one digest of several files and of where the checkout lies."""
    total = hashlib.sha256(str(ROOT).encode())
    for name in names:
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMPS.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def once(name: str, wanted: str, act: Callable[[], None]) -> None:
    """Do an act unless the same was done in this ``.venv`` before."""
    if _stamps().get(name) == wanted:
        return
    act()
    STAMPS.write_text(json.dumps({**_stamps(), name: wanted}, indent=1), encoding="utf-8")


def install_libraries(teller: Teller, locks: Sequence[str]) -> None:
    """Let pip install the locked versions; every file's hash is checked, nothing is compiled from source.

    ``--no-deps`` is safe here because a lock is complete; ``pip check`` says so again.
    """
    teller.say("libraries_start", lock=", ".join(f"requirements/{name}" for name in locks))
    began = time.monotonic()
    files = [part for name in locks for part in ("-r", ROOT / "requirements" / name)]
    how = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "--progress-bar", "off")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check")
    for command in ((*pip, "install", *how, *files), (*pip, "check")):
        good, output = run_quietly(command, NO_COLOR="1")
        if not good:
            teller.fail("libraries_failed", output)
    teller.say("libraries_done", seconds=_since(began))


def install_project(teller: Teller) -> None:
    """Put the checkout itself into ``.venv``: one path line and the program ``judge-desk``."""
    how = ("--no-deps", "--no-build-isolation", "--no-index", "--no-input", "--disable-pip-version-check")
    good, output = run_quietly([PYTHON, "-m", "pip", "install", *how, "--editable", ROOT], NO_COLOR="1")
    if not good or not PROGRAM.exists():
        teller.fail("project_failed", output, folder=VENV)


def set_up(teller: Teller, job: str) -> None:
    """Prepare everything a job needs.

    Raises:
        SetUpError: something is missing that this call cannot bring.
    """
    began = time.monotonic()
    prepare_system(teller, job)
    prepare_environment(teller)
    once("root", str(ROOT), lambda: None)
    locks = ROOT / "requirements"
    if job == "test":
        once("test", digest(TEST_LOCKS, locks), lambda: install_libraries(teller, TEST_LOCKS))
    else:
        once("run", digest(RUN_LOCKS, locks), lambda: install_libraries(teller, RUN_LOCKS))
    once("project", digest(PROJECT_FILES, ROOT), lambda: install_project(teller))
    teller.say("ready", seconds=_since(began), program=PROGRAM.relative_to(ROOT))


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f}"


def run_demo(teller: Teller, arguments: Sequence[str]) -> int:
    """Play a whole contest into a fresh folder below ``chay-thu``, or where ``--out`` says; give its exit code."""
    given = list(arguments)
    if not any(each == "--out" or each.startswith("--out=") for each in given):
        runs = ROOT / "chay-thu"
        runs.mkdir(exist_ok=True)
        taken = [int(each.name) for each in runs.iterdir() if each.name.isascii() and each.name.isdigit()]
        folder = runs / str(max(taken, default=0) + 1)
        teller.say("demo_start", folder=folder.relative_to(ROOT))
        given = ["--out", str(folder), *given]
    return subprocess.run([PROGRAM, "demo", *given], check=False).returncode


def checks(arguments: Sequence[str]) -> tuple[tuple[str, Sequence[str]], ...]:
    """Give every check by name with its command; the tests come last."""
    sources = [name for name in ("judge_desk", "tests", "requirements", "benchmarks", "packaging") if _has_python(name)]
    scripts = sorted(each.name for each in ROOT.glob("*.py"))
    return (
        ("ruff check", ("ruff", "check", "--quiet", ".")),
        ("ruff format", ("ruff", "format", "--check", "--quiet", ".")),
        ("mypy", ("mypy", "--no-error-summary", *scripts, *sources)),
        ("import-linter", ("lint-imports",)),
        ("pytest", ("pytest", "-n", WORKERS, "--dist", "worksteal", *arguments)),
    )


def _has_python(folder: str) -> bool:
    return any((ROOT / folder).rglob("*.py"))


def run_checks(teller: Teller, arguments: Sequence[str]) -> int:
    """Run every check, also after one failed; give 0 when all hold."""
    broken = []
    for name, (tool, *rest) in checks(arguments):
        began = time.monotonic()
        if name == "pytest":
            good = subprocess.run([BIN / f"{tool}{ENDING}", *rest], cwd=ROOT, stdin=subprocess.DEVNULL).returncode == 0
        else:
            good, output = run_quietly([BIN / f"{tool}{ENDING}", *rest], NO_COLOR="1")
            teller.say("check_kept" if good else "check_broken", name=name, seconds=_since(began))
            if not good:
                print(output, flush=True)
        broken += [] if good else [name]
    if broken:
        teller.say("checks_broken", names=", ".join(broken))
    return int(bool(broken))


def main(arguments: Sequence[str]) -> int:
    """Do one job and give its exit code: the job's own, 2 for a wrong call, 3 when the machine is not prepared."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    teller = Teller()
    job, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if job not in ("", "demo", "test") or (job == "" and rest):
        teller.say("usage")
        return 0 if job in ("-h", "--help") else WRONG_CALL
    try:
        set_up(teller, job)
    except SetUpError as refusal:
        print(refusal, file=sys.stderr)
        return NOT_PREPARED
    if job == "":
        return 0
    return run_demo(teller, rest) if job == "demo" else run_checks(teller, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
