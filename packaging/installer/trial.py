"""The package tried where it has to work: a clean Debian without Python, under a screen, as an ordinary user.

Installed, played with, opened by double clicks, removed; what is on the disk before and after is compared. Needs root,
``mmdebstrap``, a mirror of Debian for the first time, and some minutes. ``JUDGE_DESK_CLEAN_ROOT`` names a ready archive
of the root.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from typing import Final

from installer.contents import NAME
from installer.deb import HOME
from installer.file_types import TYPES
from installer.roots import SCREEN, USER, Clean, leave, make_root
from installer.tools import BuildError, run, tell

READY: Final = "JUDGE_DESK_CLEAN_ROOT"
DESKTOP: Final = (
    "xvfb", "x11-utils", "libgl1", "libegl1", "libfontconfig1", "desktop-file-utils", "shared-mime-info",
    "libglib2.0-bin", "xdg-utils",
)  # fmt: skip
"""What every desktop has; a screen; and what asks for the program that opens a file."""
NOT_DECODED: Final = "inside.clip_not_looked"
"""The finding of a machine on which no frame of a clip arrives."""
PUBLISHED: Final = ("--round", "so-khao", "--format", "docx,xlsx")
"""Papers for a word processor and a spreadsheet, which the rehearsal does not make."""
PLAYED: Final = f"/home/{USER}/chay-thu"
WINDOW_SECONDS: Final = 60
PAGE_SECONDS: Final = 10
"""By then the page stands, on a loaded machine too: the pictures are for people to look at."""


def main(out: Path, work: Path, older: Path | None = None) -> int:
    """Try the newest package below ``out``, installed over an older one if that is named; 0 when everything held.

    Raises:
        BuildError: what did not hold, in a sentence.
    """
    made = sorted(out.glob(f"{NAME}_*.deb"), key=lambda path: path.stat().st_mtime)
    if not made:
        raise BuildError(f"no package in {out}: python3 build_installer.py deb")
    root = make_root(work, "clean-root", READY, DESKTOP)
    try:
        if list(root.place.glob("usr/bin/python*")):
            raise BuildError("the root is not clean: it holds a Python")
        before = root.files()
        install(root, older or made[-1])
        play(root)
        if older is not None:
            renew(root, made[-1])
        open_by_type(root, out)
        remove(root, before)
    finally:
        leave(root)
    tell("tried: everything held")
    return 0


def install(root: Clean, package: Path) -> None:
    """Install a package, over an older one perhaps, and let it say its version."""
    shutil.copy(package, root.place / "tmp")
    began = time.monotonic()
    root.do("dpkg", "-i", f"/tmp/{package.name}")
    tell(f"installed in {time.monotonic() - began:.1f} s: {root.do(NAME, '--version', user=USER).strip()}")


def renew(root: Clean, newer: Path) -> None:
    """Install a newer package over the older one: the contest stays, opens, and can still be read to the last row.

    Raises:
        BuildError: a file of the contest is gone, or the newer program finds it unsound.
    """
    played = root.place / PLAYED.lstrip("/")
    before = {path for path in played.rglob("*") if path.is_file()}
    install(root, newer)
    root.do(NAME, "doctor", f"{PLAYED}/cuoc-thi", user=USER)
    gone = before - {path for path in played.rglob("*") if path.is_file()}
    if gone:
        raise BuildError(f"the newer program lost {sorted(gone)[:5]}")
    tell(f"kept by the newer program: {len(before)} files")


def play(root: Clean) -> None:
    """Play a whole contest as the ordinary user: marked, sealed, merged, printed; then let clips be decoded."""
    began = time.monotonic()
    root.do(NAME, "demo", "--out", PLAYED, "--entries", "24", "--judges", "5", user=USER)
    papers = list(root.place.joinpath(PLAYED.lstrip("/")).rglob("*.pdf"))
    if not papers:
        raise BuildError("the rehearsal printed nothing")
    tell(f"a whole contest in {time.monotonic() - began:.0f} s, {len(papers)} papers")
    root.do(NAME, "publish", f"{PLAYED}/cuoc-thi", *PUBLISHED, "--to", f"{PLAYED}/giay-to-word", user=USER)
    inspect = f"{NAME} entry inspect {PLAYED}/cuoc-thi --json"
    seen = root.do("sh", "-c", f"{inspect}; test $? -le 1", user=USER)  # 1: there are findings, which there should be
    if NOT_DECODED in seen:
        raise BuildError(f"clips are not decoded: {NOT_DECODED}")
    tell("clips were decoded")


def open_by_type(root: Clean, out: Path) -> None:
    """Open a file of each type as a file manager does and see the window come up; pictures go to ``out``.

    Raises:
        BuildError: a type is unknown to the desktop, belongs to another program, or no window came.
    """
    screen = root.begin("Xvfb", SCREEN, "-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp")
    time.sleep(2)
    for each in TYPES:
        found = sorted(root.place.joinpath(PLAYED.lstrip("/")).rglob(f"*.{each.ending}"), key=_by_itself)
        if not found:
            raise BuildError(f"the rehearsal left no .{each.ending}")
        path = "/" + found[0].relative_to(root.place).as_posix()
        kind = root.do("gio", "info", "-a", "standard::content-type", path, user=USER)
        if each.mime not in kind:
            raise BuildError(f".{each.ending} is not known to the desktop: {kind}")
        if f"{NAME}.desktop" not in root.do("xdg-mime", "query", "default", each.mime, user=USER):
            raise BuildError(f".{each.ending} does not open with the program")
        root.begin("gio", "open", path, user=USER)
        title = _window(root)
        time.sleep(PAGE_SECONDS)
        if shutil.which("import"):
            run(["import", "-window", "root", out / f"opened-{each.ending}.png"], {"DISPLAY": SCREEN})
        tell(f"opened .{each.ending}: {title}")
        _close(root, screen.pid)
    screen.kill()
    screen.wait()


def _by_itself(path: Path) -> tuple[bool, int, str]:
    """Sort first what lies on a stick or alone of its kind in its folder, and not among copies."""
    on_stick = any(part.startswith("usb-") for part in path.parts)
    return not on_stick, len(list(path.parent.glob(f"*{path.suffix}"))), str(path)


def _window(root: Clean) -> str:
    until = time.monotonic() + WINDOW_SECONDS
    while time.monotonic() < until:
        listed = root.do("xwininfo", "-root", "-tree").splitlines()
        for line in listed:
            if f'("{NAME}"' in line and "10x10" not in line and "1x1" not in line:
                return line.strip()
        time.sleep(0.2)
    raise BuildError("no window came up")


def _close(root: Clean, screen: int) -> None:
    """End the program, not its screen."""
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if int(each.name) != screen and os.readlink(each / "exe").startswith(str(root.place / HOME)):
                os.kill(int(each.name), signal.SIGTERM)
        except OSError:
            continue
    time.sleep(1)


def remove(root: Clean, before: frozenset[str]) -> None:
    """Remove the package and compare what is left with what was there before.

    Raises:
        BuildError: something was left behind, or a contest is gone.
    """
    played = root.place / PLAYED.lstrip("/")
    contests = sorted(path for path in played.rglob("*") if path.is_file())
    root.do("dpkg", "-r", NAME)
    left = sorted(root.files() ^ before)
    root.do("dpkg", "-P", NAME)
    left += sorted(root.files() ^ before)
    if left:
        raise BuildError(f"left behind or taken away: {left[:20]}")
    if contests != sorted(path for path in played.rglob("*") if path.is_file()):
        raise BuildError("removing the program touched a contest")
    tell(f"removed: nothing left but the contests ({len(contests)} files)")
