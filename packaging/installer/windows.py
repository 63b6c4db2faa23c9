"""The program and installer for Windows, put together on any system: official Python, locked wheels, NSIS.

The runtime is the embeddable Python of python.org (``JUDGE_DESK_WINDOWS_RUNTIME`` names its zip or folder); every
executable file of it is proved to bear the signature of the Python Software Foundation, or it is not used. No program
of our own is compiled: the menu entry and the file types start ``pythonw.exe``, which antivirus programs know.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from installer.archive import make_zip
from installer.bill import write_bill
from installer.contents import EXCLUDED, NAME, wanted
from installer.folder import LEAFLET, environment
from installer.licences import collect_wheels
from installer.tools import PACKAGING, ROOT, BuildError, date_all, epoch, run, size, tell, tool, version
from installer.windows_libraries import PROGRAMS, drop_unasked, inside_parts

RUNTIME: Final = "JUDGE_DESK_WINDOWS_RUNTIME"
_PATHS: Final = "python311.zip\n.\nLib\\site-packages\napp\n"
_SIGNED_BY: Final = "Python Software Foundation"
PINNED: Final = {
    "python311.zip": "7d0f59c930e7d3d9352399ea3c95c0272489b3c09a8e95faaedfa8a23e20e5b1",
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
}
"""SHA-256 of the parts of Python 3.11.9 that its signature does not cover: its library, which bears none, and those of
Microsoft, whose root Debian does not carry."""
QT_BINDINGS: Final = frozenset({
    "core", "gui", "widgets", "svg", "pdf", "multimedia", "printsupport", "network",
})  # fmt: skip
"""Those that the program imports and what they import; the other libraries stay while one of them asks."""
_BINDING: Final = re.compile(r"^PySide6/Qt([A-Za-z0-9]+)\.pyd$")
_TOOLS: Final = re.compile(
    r"^PySide6/(?:[A-Za-z]+\.exe|(?:examples|glue|include|metatypes|qml|resources|scripts|support|typesystems|doc|QtAsyncio)/.*"
    r"|.*\.(?:pyi|json|lib|qtconf))$"
)


def make(out: Path, work: Path, wheels: Path | None, quick: bool = False) -> list[Path]:
    """Make folder, archive and installer below ``out`` and give the files made.

    Args:
        out: where the files go.
        work: where the environment of the build is made.
        wheels: a folder of wheels to take the libraries from, without any network.
        quick: pack loosely and no archive, to be tried only.

    Raises:
        BuildError: no runtime was named, it is not what it should be, or a tool is missing or failed.
    """
    python = environment(work, wheels)
    tree = out / f"{NAME}-{version()}-windows-x86_64"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    number = _runtime(tree)
    site = tree / "Lib" / "site-packages"
    _libraries(site, python, wheels)
    components = collect_wheels(tree, site, number)
    _slim(site)
    drop_unasked(tree, site)
    _program(tree, python)
    _compile(tree, python)
    write_bill(tree / "sbom.cdx.json", (*components, *inside_parts(tree)), tree, epoch())
    date_all(tree, epoch())
    tell(f"program for Windows: {tree.name}, {size(tree) / 1e6:.0f} MB")
    return [*([] if quick else [make_zip(tree, out)]), _installer(tree, out, quick)]


def keeps(name: str) -> bool:
    """Say whether a file of the wheels goes in, by its name below ``site-packages``."""
    if _TOOLS.match(name) or not wanted(name) or "__pycache__" in name:
        return False
    binding = _BINDING.match(name)
    if binding is not None and binding[1].lower() not in QT_BINDINGS:
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
        with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(source) as packed:
            packed.extractall(place)
            found = sorted(Path(place).rglob("python311.dll"))
            if not found:
                raise BuildError(f"{source.name} holds no python311.dll")
            shutil.copytree(found[0].parent, tree, dirs_exist_ok=True)
    prove(tree)
    (tree / "python311._pth").write_text(_PATHS, encoding="ascii", newline="\r\n")
    told_by_itself = re.search(rb"3\.11\.\d+", (tree / "python311.dll").read_bytes())
    if told_by_itself is None:
        raise BuildError("the runtime is not Python 3.11")
    return told_by_itself[0].decode()


def prove(tree: Path) -> None:
    """Prove every part of the runtime that runs: by its signature, or by the sum that is written here.

    Raises:
        BuildError: a part is another; with its name.
    """
    for name, digest in PINNED.items():
        path = tree / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise BuildError(f"{name} of the runtime is not that of Python 3.11.9")
    checker = tool("osslsigncode", "osslsigncode")
    roots = ("-CAfile", "/etc/ssl/certs/ca-certificates.crt", "-ignore-crl", "-ignore-cdp")
    for path in sorted(path for path in tree.rglob("*") if path.suffix in PROGRAMS and path.name not in PINNED):
        said = run([checker, "verify", *roots, "-in", path])
        if _SIGNED_BY not in said:
            raise BuildError(f"{path.name} of the runtime is not signed by the {_SIGNED_BY}")


def _libraries(place: Path, python: Path, wheels: Path | None) -> None:
    """Install the locked libraries for Windows, hashes checked."""
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


def _slim(place: Path) -> None:
    """Drop what is not used of the installed libraries."""
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


def _compile(tree: Path, python: Path) -> None:
    """Compile every module and keep only that: Windows could not keep it in a folder that belongs to everybody.

    Raises:
        BuildError: the Python that builds compiles for another one than the runtime.
    """
    if not run([python, "--version"]).startswith("Python 3.11."):
        raise BuildError("the program for Windows is compiled by Python 3.11, which its runtime is")
    for part in (tree / "Lib", tree / "app" / "judge_desk"):  # the script for inspectors in resources is read as text
        how = ("-q", "-b", "-j", "1", "--invalidation-mode", "unchecked-hash", "-s", tree)
        run([python, "-m", "compileall", *how, part])
        for source in sorted(part.rglob("*.py")):
            source.unlink()


def _installer(tree: Path, out: Path, quick: bool) -> Path:
    made = out / f"{NAME}-{version()}-setup.exe"
    switch = "/D" if sys.platform == "win32" else "-D"
    told = [f"{switch}VERSION={version()}", f"{switch}TREE={tree}", f"{switch}OUT={made}"]
    told += [f"{switch}QUICK"] if quick else []
    charset = ("/INPUTCHARSET" if sys.platform == "win32" else "-INPUTCHARSET", "UTF8")
    run([tool("makensis", "nsis"), *charset, *told, PACKAGING / "windows" / "installer.nsi"])
    tell(f"installer: {made.name}, {made.stat().st_size / 1e6:.1f} MB")
    return made
