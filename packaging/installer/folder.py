"""The one-folder program: an environment of locked libraries, PyInstaller, then licences and a bill of materials.

No file of it is unpacked at run time: programs that do are what antivirus programs take away.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import venv
from pathlib import Path
from typing import Final

from installer.bill import write_bill
from installer.contents import NAME
from installer.licences import collect
from installer.tools import EPOCH, PACKAGING, ROOT, BuildError, date_all, epoch, run, size, tell, tool, version

LOCKS: Final = ("run.txt", "pack.txt")
CHILDREN: Final = (("--reader",), ("--viewer", "document"), ("--viewer", "clip"), ("--viewer", "stills"))
"""Processes that the program starts of itself; each ends when nobody asks it anything."""
LEAFLET: Final = "DOC-TRUOC.txt"


def environment(work: Path, wheels: Path | None) -> Path:
    """Give the Python of an environment that holds exactly the locked libraries; one that stands is used again.

    Args:
        work: where it is made.
        wheels: a folder of wheels to install from without any network.

    Raises:
        BuildError: a library cannot be had, or is not the locked file.
    """
    told = hashlib.sha256(sys.version.encode())
    for name in LOCKS:
        told.update((ROOT / "requirements" / name).read_bytes())
    place = work / f"environment-{told.hexdigest()[:12]}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (place / "ready").exists():
        return python
    tell("environment: installing the locked libraries")
    venv.create(place, with_pip=True, clear=True)
    files = [part for name in LOCKS for part in ("-r", ROOT / "requirements" / name)]
    source = ("--no-index", "--find-links", wheels) if wheels else ()
    how = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "--disable-pip-version-check")
    run([python, "-m", "pip", "install", "--quiet", *how, *source, *files])
    (place / "ready").touch()
    return python


def folder_name() -> str:
    """Give the name of the folder, which says version, system and processor."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    return f"{NAME}-{version()}-{system}-{platform.machine().lower()}"


def make_folder(out: Path, work: Path, wheels: Path | None = None) -> Path:
    """Make the folder below ``out`` and give it; one of the same name is replaced.

    Raises:
        BuildError: a tool failed, or what it made does not start.
    """
    python = environment(work, wheels)
    target = out / folder_name()
    when = epoch()
    tell("program: packing")
    options = (
        "--noconfirm",
        "--clean",
        "--log-level",
        "ERROR",
        "--distpath",
        work / "packed",
        "--workpath",
        work / "parts",
    )
    run([python, "-m", "PyInstaller", *options, PACKAGING / "judge-desk.spec"], {EPOCH: str(when)})
    shutil.rmtree(target, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "packed" / NAME, target)
    origins = json.loads((work / "parts" / "judge-desk" / "origins.json").read_text(encoding="utf-8"))
    if sys.platform == "linux":
        strip_python(target)
    shutil.copy(PACKAGING / LEAFLET, target)
    components = collect(target, origins, python)
    write_bill(target / "sbom.cdx.json", components, target, when)
    date_all(target, when)
    check_starts(target)
    tell(f"program: {target.name}, {size(target) / 1e6:.0f} MB")
    return target


def strip_python(folder: Path) -> None:
    """Take the tables for debuggers out of Python's own libraries, if they have any; of no others.

    Those of the wheels stay as they are: stripped FFmpeg libraries do not load, and a missing picture alone says so.
    """
    inside = folder / "_internal"
    own = (*inside.glob("libpython*.so*"), *inside.glob("python*/lib-dynload/*.so"))
    run([tool("strip", "binutils"), "--strip-unneeded", *sorted(own)])


def check_starts(folder: Path) -> None:
    """Let the packed program say its version, and be each of the processes that it starts of itself once.

    Raises:
        BuildError: it does not start, is another version, or one of its processes finds a module missing.
    """
    program = folder / (f"{NAME}.exe" if os.name == "nt" else NAME)
    said = run([program, "--version"]).strip()
    if said != f"{NAME} {version()}":
        raise BuildError(f"the packed program says {said!r}")
    with tempfile.TemporaryDirectory() as place:
        quiet = {"QT_QPA_PLATFORM": "offscreen", "HOME": place, "JUDGE_DESK_HOME": place}
        for child in CHILDREN:
            run([program, *child, place], quiet, Path(place))
