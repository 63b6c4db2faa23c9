"""The program and installer for Windows, put together on any system: official Python, locked wheels, NSIS.

The runtime is the embeddable Python of python.org (``JUDGE_DESK_WINDOWS_RUNTIME`` names its zip or folder); every
executable file of it is proved to bear the signature of the Python Software Foundation, or it is not used. No program
of our own is compiled: the menu entry and the file types start ``pythonw.exe``, which antivirus programs know.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Final

from installer.archive import make_zip
from installer.bill import write_bill
from installer.contents import EXCLUDED, NAME, wanted
from installer.folder import LEAFLET, environment
from installer.licences import Component, collect_wheels
from installer.tools import PACKAGING, ROOT, BuildError, date_all, epoch, run, size, tell, tool, version

RUNTIME: Final = "JUDGE_DESK_WINDOWS_RUNTIME"
_PATHS: Final = "python311.zip\n.\nLib\\site-packages\napp\n"
_SIGNED_BY: Final = "Python Software Foundation"
_OTHERS_LIBRARIES: Final = re.compile(r"^vcruntime140(_1)?\.dll$", re.IGNORECASE)
"""Microsoft's, signed by a root that Debian does not carry."""
QT_WANTED: Final = frozenset({
    "core", "gui", "widgets", "svg", "pdf", "multimedia", "printsupport", "network", "qml", "quick", "qmlmodels",
    "qmlmeta", "qmlworkerscript", "opengl", "concurrent",
})  # fmt: skip
QT_BINDINGS: Final = QT_WANTED - {"qml", "quick", "qmlmodels", "qmlmeta", "qmlworkerscript", "opengl", "concurrent"}
"""Those that the program imports; the other libraries are asked for by Qt's own."""
_QT_LIBRARY: Final = re.compile(r"^(?:Qt6?)([A-Za-z0-9]+)\.(dll|pyd)$")
_TOOLS: Final = re.compile(
    r"^PySide6/(?:[A-Za-z]+\.exe|(?:examples|glue|include|metatypes|qml|resources|scripts|support|typesystems|doc|QtAsyncio)/.*"
    r"|.*\.(?:pyi|json|lib|qtconf))$"
)


def make(out: Path, work: Path, wheels: Path | None) -> list[Path]:
    """Make folder, archive and installer below ``out`` and give the files made.

    Raises:
        BuildError: no runtime was named, it is not what it should be, or a tool is missing or failed.
    """
    python = environment(work, wheels)
    tree = out / f"{NAME}-{version()}-windows-x86_64"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    number = _runtime(tree)
    _libraries(tree, python, wheels)
    _program(tree, python)
    runtime = Component("python", number, "PSF-2.0", f"pkg:generic/python@{number}")
    components = (runtime, *collect_wheels(tree, tree / "Lib" / "site-packages"))
    write_bill(tree / "sbom.cdx.json", components, tree, epoch())
    date_all(tree, epoch())
    tell(f"program for Windows: {tree.name}, {size(tree) / 1e6:.0f} MB")
    return [make_zip(tree, out), _installer(tree, out)]


def keeps(name: str) -> bool:
    """Say whether a file of the wheels goes in, by its name below ``site-packages``."""
    if _TOOLS.match(name) or not wanted(name) or "__pycache__" in name:
        return False
    library = _QT_LIBRARY.match(name.removeprefix("PySide6/")) if name.startswith("PySide6/") else None
    if library is not None and library[1].lower() not in (QT_BINDINGS if library[2] == "pyd" else QT_WANTED):
        return False
    return not any(
        name.startswith(f"{each.replace('.', '/')}.") for each in EXCLUDED if "." in each and "Qt" not in each
    )


def _runtime(tree: Path) -> str:
    """Lay out the runtime and give its version."""
    told = os.environ.get(RUNTIME, "")
    if not told:
        raise BuildError(f"{RUNTIME} names no runtime: the file python-3.11.9-embed-amd64.zip of python.org")
    source = Path(told)
    if source.is_dir():
        shutil.copytree(source, tree, dirs_exist_ok=True)
    else:
        with zipfile.ZipFile(source) as packed:
            packed.extractall(tree)
    _prove(tree)
    (tree / "python311._pth").write_text(_PATHS, encoding="ascii", newline="\r\n")
    found = re.search(rb"3\.11\.\d+", (tree / "python311.dll").read_bytes())
    if found is None:
        raise BuildError("the runtime is not Python 3.11")
    return found[0].decode()


def _prove(tree: Path) -> None:
    """Prove every executable of the runtime by its signature."""
    checker = tool("osslsigncode", "osslsigncode")
    roots = ("-CAfile", "/etc/ssl/certs/ca-certificates.crt", "-ignore-crl", "-ignore-cdp")
    for path in sorted(path for path in tree.rglob("*") if path.suffix in {".exe", ".dll", ".pyd"}):
        if _OTHERS_LIBRARIES.match(path.name):
            continue
        said = run([checker, "verify", *roots, "-in", path])
        if _SIGNED_BY not in said:
            raise BuildError(f"{path.name} of the runtime is not signed by the {_SIGNED_BY}")


def _libraries(tree: Path, python: Path, wheels: Path | None) -> None:
    """Install the locked libraries for Windows, hashes checked, and drop what is not used."""
    place = tree / "Lib" / "site-packages"
    lock = ROOT / "requirements" / "run.txt"
    if "sys_platform" in lock.read_text(encoding="utf-8"):
        raise BuildError(f"{lock.name} asks for the system: pip would answer for this one, not for Windows")
    where = ("--no-index", "--find-links", wheels) if wheels else ()
    how = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile", "--disable-pip-version-check")
    kind = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
    forms = ("--abi", "cp311", "--abi", "abi3", "--abi", "none")
    run([python, "-m", "pip", "install", "--quiet", "--target", place, *how, *kind, *forms, *where, "-r", lock])
    shutil.rmtree(place / "bin", ignore_errors=True)
    for folder in (*place.glob("pip"), *place.glob("pip-*.dist-info")):
        shutil.rmtree(folder)
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        if not keeps(path.relative_to(place).as_posix()):
            path.unlink()
    for folder in sorted((path for path in place.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _program(tree: Path, python: Path) -> None:
    """Lay out the program itself, its icons and its door for terminals."""
    for part in ("judge_desk", "resources"):
        shutil.copytree(ROOT / part, tree / "app" / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "icons").mkdir()
    drawings = sorted((PACKAGING / "icons").glob("*.svg"))
    run([python, PACKAGING / "windows" / "icons.py", *drawings, tree / "icons"], {"QT_QPA_PLATFORM": "offscreen"})
    (tree / "judge-desk.cmd").write_text('@"%~dp0python.exe" -P -m judge_desk %*\n', encoding="ascii", newline="\r\n")
    window = '@start "" "%~dp0pythonw.exe" -P -m judge_desk %*\n'
    (tree / "judge-desk-window.cmd").write_text(window, encoding="ascii", newline="\r\n")
    shutil.copy(PACKAGING / LEAFLET, tree)


def _installer(tree: Path, out: Path) -> Path:
    made = out / f"{NAME}-{version()}-setup.exe"
    switch = "/D" if sys.platform == "win32" else "-D"
    told = (f"{switch}VERSION={version()}", f"{switch}TREE={tree}", f"{switch}OUT={made}")
    charset = ("/INPUTCHARSET" if sys.platform == "win32" else "-INPUTCHARSET", "UTF8")
    run([tool("makensis", "nsis"), *charset, *told, PACKAGING / "windows" / "installer.nsi"])
    tell(f"installer: {made.name}, {made.stat().st_size / 1e6:.1f} MB")
    return made
