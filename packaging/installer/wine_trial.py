"""The installer for Windows tried under Wine, in a root of its own: no proof for Windows, but a long way there.

Installed silently for one user, played with, a file opened by its type, a second installer refused while the window is
open, removed; what is on the disk before and after is compared. Wine 8 lacks two libraries that every Windows 10 has:
stand-ins are compiled into Wine's own folder (``packaging/windows/for-wine``) and are never shipped. Needs root,
``mmdebstrap``, a mirror of Debian for the first time, and some minutes; ``JUDGE_DESK_WINE_ROOT`` names a ready archive.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from installer.contents import NAME
from installer.file_types import TYPES
from installer.roots import SCREEN, USER, Clean, leave, make_root
from installer.tools import PACKAGING, BuildError, run, tell, version
from installer.trial import PUBLISHED

READY: Final = "JUDGE_DESK_WINE_ROOT"
NEEDED: Final = ("wine", "wine64", "xvfb", "x11-utils", "gcc-mingw-w64-x86-64-win32")
QUIET: Final = ("WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree=;mshtml=;winemenubuilder.exe=")
"""Wine's own browser and .NET are not fetched."""
NOT_DECODED: Final = "inside.clip_not_looked"
IS_OPEN: Final = 6
"""What the installer ends with while the program is open (``installer.nsi``)."""
DRIVE: Final = f"home/{USER}/.wine/drive_c"
OWN: Final = f"C:\\users\\{USER}\\AppData\\Local\\Programs\\Judge Desk"
EVERYBODYS: Final = "C:\\Program Files\\Judge Desk"
PLAYED: Final = "C:\\chay-thu"
_OF_OTHERS: Final = ("chay-thu", f"users/{USER}/AppData/Local/judge-desk", f"users/{USER}/Temp", "windows/temp")
"""Contests, keys and settings of the user, and what is temporary."""
WINDOW_SECONDS: Final = 90
PAGE_SECONDS: Final = 12
REMOVAL_SECONDS: Final = 120


def main(out: Path, work: Path) -> int:
    """Try the newest installer below ``out``; 0 when everything held.

    Raises:
        BuildError: what did not hold, in a sentence.
    """
    made = sorted(out.glob(f"{NAME}-*-setup.exe"), key=lambda path: path.stat().st_mtime)
    if not made:
        raise BuildError(f"no installer in {out}: python3 build_installer.py windows")
    root = make_root(work, "wine-root", READY, NEEDED, QUIET)
    try:
        shutil.copy(made[-1], root.place / "tmp/setup.exe")
        screen = root.begin("Xvfb", SCREEN, "-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp")
        root.do("wine", "wineboot", "-i", user=USER)
        stand_in(root)
        before = frozenset(_files(root))
        install(root)
        play(root)
        renew(root)
        remove(root, OWN, before)
        open_by_type(root, out)
        remove(root, EVERYBODYS, before)
        screen.kill()
    finally:
        leave(root)
    tell("tried under Wine: everything held (nothing was tried on Windows)")
    return 0


def stand_in(root: Clean) -> None:
    """Compile stand-ins for the libraries of Windows that Wine lacks, and put them where Wine keeps its own."""
    for source in sorted((PACKAGING / "windows" / "for-wine").glob("*.c")):
        shutil.copy(source, root.place / "tmp")
        made = f"/{DRIVE}/windows/system32/{source.stem}.dll"
        root.do("x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", made, f"/tmp/{source.name}", "-ladvapi32")
        root.do("chown", USER, made)


def install(root: Clean) -> None:
    """Install silently for one user, and see the file types in the register and the version from a terminal.

    Raises:
        BuildError: a file type is not there, or the program says another version.
    """
    began = time.monotonic()
    _setup(root, 0)
    tell(f"installed under Wine in {time.monotonic() - began:.0f} s")
    for each in TYPES:
        opens = _registered(root, f"JudgeDesk.{each.ending}\\shell\\open\\command")
        if f'"{OWN}\\program\\pythonw.exe" -P -m judge_desk "%1"' not in opens:
            raise BuildError(f".{each.ending} does not open with the program: {opens}")
        if f"JudgeDesk.{each.ending}" not in _registered(root, f".{each.ending}"):
            raise BuildError(f".{each.ending} is not in the register")
    said = root.do("wine", "cmd", "/c", f"{OWN}\\program\\judge-desk.cmd", "--version", user=USER).strip()
    if said != f"{NAME} {version()}":
        raise BuildError(f"the installed program says {said!r}")


def play(root: Clean) -> None:
    """Check rules, play a whole contest and let clips be decoded.

    Raises:
        BuildError: a command failed, nothing was printed, or no frame of a clip arrived.
    """
    began = time.monotonic()
    _judge_desk(root, "demo", "--out", PLAYED, "--entries", "24", "--judges", "5")
    papers = list((root.place / DRIVE / "chay-thu").rglob("*.pdf"))
    if not papers:
        raise BuildError("the rehearsal printed nothing")
    tell(f"a whole contest under Wine in {time.monotonic() - began:.0f} s, {len(papers)} papers")
    _judge_desk(root, "publish", f"{PLAYED}\\cuoc-thi", *PUBLISHED, "--to", f"{PLAYED}\\giay-to-word")
    for rules in sorted((root.place / DRIVE / "chay-thu").glob("*.toml")):
        _judge_desk(root, "contest", "check", f"{PLAYED}\\{rules.name}")
    _judge_desk(root, "doctor", f"{PLAYED}\\cuoc-thi")
    if NOT_DECODED in _judge_desk(root, "entry", "inspect", f"{PLAYED}\\cuoc-thi", "--json"):
        raise BuildError(f"clips are not decoded: {NOT_DECODED}")
    tell("clips were decoded under Wine")


def renew(root: Clean) -> None:
    """Open a package as the register says; while its window stands no installer may change anything, then it renews.

    Raises:
        BuildError: no window came, or an installer went over the open program.
    """
    root.begin("wine", f"{OWN}\\program\\pythonw.exe", "-P", "-m", "judge_desk", _package(root), user=USER)
    tell(f"opened under Wine: {_until_open(root)}")
    _setup(root, IS_OPEN)
    _close(root)
    _setup(root, 0)
    _judge_desk(root, "doctor", f"{PLAYED}\\cuoc-thi")
    tell("an installer waits for an open window, then renews the program and leaves the contest")


def open_by_type(root: Clean, out: Path) -> None:
    """Install for everybody and open a package by its type; Wine 8 knows no types of one user.

    Raises:
        BuildError: no window came.
    """
    _setup(root, 0, "/AllUsers")
    root.begin("wine", "start", _package(root), user=USER)
    title = _until_open(root)
    time.sleep(PAGE_SECONDS)
    if shutil.which("import"):
        run(["import", "-window", "root", out / "opened-under-wine.png"], {"DISPLAY": SCREEN})
    tell(f"opened .jdpack by its type under Wine: {title}")
    _close(root)


def remove(root: Clean, place: str, before: frozenset[str]) -> None:
    """Remove silently and compare what is left with what was there before.

    Args:
        root: where it is installed.
        place: the folder in which it is installed.
        before: what was on the drive.

    Raises:
        BuildError: something was left behind, or a contest is gone.
    """
    contests = sorted((root.place / DRIVE / "chay-thu").rglob("*"))
    root.do("wine", f"{place}\\uninstall.exe", "/S", user=USER)
    program = root.place / DRIVE / place.removeprefix("C:\\").replace("\\", "/")
    _wait(time.monotonic() + REMOVAL_SECONDS, "the program was left behind", lambda: not program.exists())
    root.do("wineserver", "-w", user=USER)  # the register is written when Wine ends
    left = sorted(frozenset(_files(root)) - before)
    if left:
        raise BuildError(f"left behind: {left[:20]}")
    if contests != sorted((root.place / DRIVE / "chay-thu").rglob("*")):
        raise BuildError("removing the program touched a contest")
    for name in ("user.reg", "system.reg"):
        if "JudgeDesk" in (root.place / DRIVE).with_name(name).read_text(encoding="utf-8"):
            raise BuildError(f"the register still names the program: {name}")
    tell(f"removed under Wine: nothing left but the contests ({len(contests)} files and folders)")


def _judge_desk(root: Clean, *command: str) -> str:
    """Run a command of the installed program; 1 are findings, which there may be."""
    told = ("wine", f"{OWN}\\program\\python.exe", "-P", "-m", "judge_desk", *command)
    return root.do("sh", "-c", '"$@"; test $? -le 1', "sh", *told, user=USER)


def _setup(root: Clean, expected: int, *options: str) -> None:
    ended = root.begin("wine", "Z:\\tmp\\setup.exe", "/S", *options, user=USER).wait()
    if ended != expected:
        raise BuildError(f"the installer ended with {ended}, not {expected}")


def _package(root: Clean) -> str:
    drive = root.place / DRIVE
    found = sorted((drive / "chay-thu").glob("usb-*/**/*.jdpack"))
    return "C:\\" + found[0].relative_to(drive).as_posix().replace("/", "\\")


def _until_open(root: Clean) -> str:
    _wait(time.monotonic() + WINDOW_SECONDS, "no window came up", lambda: _window(root) != "")
    return _window(root)


def _close(root: Clean) -> None:
    root.do("wine", "taskkill", "/f", "/im", "pythonw.exe", user=USER)
    _wait(time.monotonic() + WINDOW_SECONDS, "the window did not close", lambda: not _window(root))


def _registered(root: Clean, key: str) -> str:
    asked = root.do("wine", "reg", "query", f"HKCU\\Software\\Classes\\{key}", "/ve", user=USER)
    return " ".join(asked.split())


def _files(root: Clean) -> Iterator[str]:
    drive = root.place / DRIVE
    for path in drive.rglob("*"):
        name = path.relative_to(drive).as_posix()
        if not name.startswith(_OF_OTHERS) and path.name.lower() != "programs":  # a folder of the system's
            yield name


def _window(root: Clean) -> str:
    listed = root.do("xwininfo", "-root", "-tree").splitlines()
    return next((line.strip() for line in listed if "Judge Desk" in line and '"pythonw.exe"' in line), "")


def _wait(until: float, sorrow: str, held: Callable[[], bool]) -> None:
    while not held():
        if time.monotonic() > until:
            raise BuildError(sorrow)
        time.sleep(0.5)
