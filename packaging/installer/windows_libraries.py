"""What the program for Windows asks for: libraries stay while something asks for them, and none may be missing.

The tables of imports are read with ``objdump`` of the machine that builds (package binutils).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from installer.licences import Component
from installer.tools import BuildError, run, tool

PROGRAMS: Final = frozenset({".dll", ".exe", ".pyd"})
OF_QT: Final = ("PySide6", "shiboken6")
"""Folders whose libraries stay only while something that stays asks for them."""
_ASKED: Final = re.compile(r"^\s*DLL Name: (\S+)$", re.MULTILINE)
_SYSTEM_FAMILY: Final = re.compile(r"^(api-ms-win-|ext-ms-)")
SYSTEM: Final = frozenset({
    "advapi32.dll", "authz.dll", "avrt.dll", "bcrypt.dll", "bcryptprimitives.dll", "cabinet.dll", "comdlg32.dll",
    "crypt32.dll", "d3d11.dll", "d3d12.dll", "d3d9.dll", "dnsapi.dll", "dwmapi.dll", "dwrite.dll", "dxgi.dll",
    "dxva2.dll", "gdi32.dll", "icuuc.dll", "imm32.dll", "iphlpapi.dll", "kernel32.dll", "mf.dll", "mfplat.dll",
    "mfreadwrite.dll", "mpr.dll", "msi.dll", "netapi32.dll", "ntdll.dll", "ole32.dll", "oleaut32.dll", "propsys.dll",
    "psapi.dll", "rpcrt4.dll", "secur32.dll", "setupapi.dll", "shell32.dll", "shlwapi.dll", "uiautomationcore.dll",
    "user32.dll", "userenv.dll", "uxtheme.dll", "version.dll", "winhttp.dll", "winmm.dll", "winspool.drv", "ws2_32.dll",
    "wtsapi32.dll",
})  # fmt: skip
"""Libraries of Windows 10 from version 1703 on (icuuc.dll is the youngest of them)."""


def asked_by_each(tree: Path) -> Mapping[str, frozenset[str]]:
    """Give the libraries that each program file below a folder asks for, names in small letters.

    Raises:
        BuildError: there is no ``objdump``, or a file has no table of imports that it can read.
    """
    reader = tool("objdump", "binutils")
    paths = sorted(path for path in tree.rglob("*") if path.suffix.lower() in PROGRAMS)
    return {
        path.relative_to(tree).as_posix(): frozenset(
            name.lower() for name in _ASKED.findall(run([reader, "--private-headers", path]))
        )
        for path in paths
    }


def unasked(asks: Mapping[str, Iterable[str]], folders: tuple[str, ...]) -> frozenset[str]:
    """Give the libraries in the named folders that nothing asks for that stays.

    Args:
        asks: what each program file asks for, by its place.
        folders: places whose own libraries (not those deeper down) may go.
    """
    may_go = {name for name in asks if name.rpartition("/")[0] in folders and name.endswith(".dll")}
    stays = set(asks) - may_go
    waiting = list(stays)
    while waiting:
        wanted = set(asks[waiting.pop()])
        fresh = {name for name in may_go - stays if name.rpartition("/")[2].lower() in wanted}
        stays |= fresh
        waiting += fresh
    return frozenset(may_go - stays)


def missing(asks: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give the libraries that are asked for and neither shipped nor part of Windows."""
    here = {name.rpartition("/")[2].lower() for name in asks}
    wanted = {name for names in asks.values() for name in names}
    return frozenset(name for name in wanted - here - SYSTEM if not _SYSTEM_FAMILY.match(name))


def drop_unasked(tree: Path, site: Path) -> None:
    """Take away the libraries of Qt that nothing asks for, and prove that what is left finds all of its own.

    Raises:
        BuildError: a library is missing; with its name.
    """
    asks = dict(asked_by_each(tree))
    inside = site.relative_to(tree).as_posix()
    for name in unasked(asks, tuple(f"{inside}/{each}" for each in OF_QT)):
        (tree / name).unlink()
        del asks[name]
    lacking = missing(asks)
    if lacking:
        raise BuildError(f"the program for Windows lacks {', '.join(sorted(lacking))}")


_INSIDE: Final = (
    ("openssl", "libcrypto-3.dll", rb"OpenSSL (3\.\d+\.\d+)", "Apache-2.0"),
    ("sqlite", "sqlite3.dll", rb"@(3\.\d\d\.\d+)\0", "blessing"),
    ("libffi", "libffi-8.dll", rb"libffi (3\.\d+\.\d+)", "MIT"),
    ("ffmpeg", "avcodec-61.dll", rb"FFmpeg version n?([0-9][0-9.]*)", "LGPL-2.1-or-later"),
    (
        "microsoft-visual-cpp-runtime",
        "msvcp140.dll",
        rb"F\0i\0l\0e\0V\0e\0r\0s\0i\0o\0n\0\0\0\0*((?:[0-9.]\0)+)",
        "LicenseRef-Microsoft-Visual-Studio-Redistributable",
    ),
)
"""Parts that come inside the runtime and the wheels: name, its library, where it tells its version, licence."""


def inside_parts(tree: Path) -> Iterable[Component]:
    """Tell of the libraries that the runtime and the wheels bring along, each with its files and version.

    Licence texts: libffi's in that of Python, OpenSSL's is that of our own ``LICENSE``, FFmpeg's in ``qt-ffmpeg``;
    SQLite is in the public domain, and Microsoft's runtime may be handed on by its own terms.
    """
    for name, library, pattern, licence in _INSIDE:
        found = sorted(path for path in tree.rglob(library) if path.is_file())
        if found:
            told = re.search(pattern, found[0].read_bytes())
            number = told[1].replace(b"\0", b"").decode() if told else "-"
            yield Component(name, number, licence, files=tuple(path.relative_to(tree).as_posix() for path in found))
