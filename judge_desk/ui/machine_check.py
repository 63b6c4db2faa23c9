"""What must hold before Qt is loaded: a release that works, system libraries that load, a screen to draw on.

Qt ends the process without a word when one of these is missing, so they are tried first, without Qt.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.desks.pins import check_qt, check_sqlite, qt_version


@dataclass(frozen=True, slots=True)
class Library:
    """A system library by the name it is loaded by, and the Debian or Ubuntu package that brings it."""

    file: str
    package: str


DRAWING: Final = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
)
SCREEN: Final = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)


def loads(file: str) -> bool:
    """Say whether the system can load a library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def check_libraries(wanted: tuple[Library, ...], can_load: Callable[[str], bool] = loads) -> Findings:
    """Name the packages that are missing, in one line that an administrator can run."""
    missing = [each.package for each in wanted if not can_load(each.file)]
    if not missing:
        return ()
    return (Problem("window.no_libraries", facts={"line": f"sudo apt install {' '.join(missing)}"}),)


def _x_answers() -> bool:
    """Try to reach the X server; a wrong cookie or a closed tunnel looks like a screen until then."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def check_screen(environment: Mapping[str, str], answers: Callable[[], bool] = _x_answers) -> Findings:
    """Say that there is no screen, or that it does not let us in."""
    if environment.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] not in ("xcb", "wayland"):
        return ()
    if environment.get("WAYLAND_DISPLAY"):
        return ()
    if not environment.get("DISPLAY"):
        return (Problem("window.no_screen"),)
    return () if answers() else (Problem("window.screen_refuses", facts={"screen": environment["DISPLAY"]}),)


def check_machine() -> Findings:
    """Check this machine; empty when the window can open. Only Linux needs its libraries and screen tried."""
    found = (*check_qt(qt_version(), (sys.version_info[0], sys.version_info[1])), *check_sqlite())
    if found or not sys.platform.startswith("linux"):
        return found
    on_screen = os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb")
    wanted = DRAWING + (SCREEN if on_screen and not os.environ.get("WAYLAND_DISPLAY") else ())
    return check_libraries(wanted) or check_screen(os.environ)
