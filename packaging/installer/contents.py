"""What goes into the packed program and what stays out; the specification (``judge-desk.spec``) asks only here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

NAME: Final = "judge-desk"
BY_NAME: Final = (
    "platformdirs", "PySide6.QtCore", "tomllib", "openpyxl", "xlsxwriter", "xlsxwriter.utility",
    "reportlab.graphics.barcode.qrencoder",
)  # fmt: skip
"""Libraries that the program loads by name when they are called for; reading its imports does not find them."""
FAMILIES_BY_NAME: Final = ("reportlab.graphics.barcode",)
"""Packages whose modules are loaded by names that the package puts together itself."""
EXCLUDED: Final = (
    "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pip", "setuptools", "distutils", "pydoc_data",
    "test",
    "numpy", "pandas", "IPython", "matplotlib", "PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "PIL.AvifImagePlugin",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDBus", "PySide6.QtTest", "PySide6.QtOpenGL",
    "PySide6.QtMultimediaWidgets", "PySide6.QtConcurrent",
    "lxml.objectify", "lxml.isoschematron", "PIL.ImageCms", "PIL._imagingcms",
    "pytest", "hypothesis", "bs4", "html5lib", "rlPyCairo", "cairo", "_renderPM", "readline",
)  # fmt: skip
"""Modules that an optional branch of a library names and nothing of ours calls; GNU Readline is also under the GPL."""

STARTS_LEFT_OUT: Final = frozenset({"pyi_rth_pyside6", "pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil"})
"""What PyInstaller would run at every start: it loads Qt for each command, and on Linux the wheels find their way."""

QT_PLUGINS: Final = frozenset({
    "platforms/libqxcb", "platforms/libqoffscreen", "platforms/qwindows", "platforms/qoffscreen", "platforms/libqcocoa",
    "xcbglintegrations/libqxcb-egl-integration", "xcbglintegrations/libqxcb-glx-integration",
    "platforminputcontexts/libibusplatforminputcontextplugin",
    "platforminputcontexts/libcomposeplatforminputcontextplugin",
    "imageformats/libqjpeg", "imageformats/libqsvg", "imageformats/qjpeg", "imageformats/qsvg",
    "iconengines/libqsvgicon", "iconengines/qsvgicon",
    "multimedia/libffmpegmediaplugin", "multimedia/ffmpegmediaplugin",
    "printsupport/libcupsprintersupport", "platformthemes/libqxdgdesktopportal",
    "styles/qmodernwindowsstyle", "styles/libqmacstyle",
})  # fmt: skip
"""Plugins of Qt: picture, sound, screens, typing of Vietnamese (IBus), printers, the system's own dialogs."""
_PLUGIN: Final = re.compile(r"(?:^|/)PySide6/(?:Qt/)?plugins/([a-z0-9-]+/[A-Za-z0-9_-]+)\.(?:so|dll|dylib)$")
_UNWANTED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(^|/)PySide6/(Qt/)?translations/",  # Qt's own words come from our catalogue (ui/qt_words.py)
        r"(^|/)PySide6/(Qt/)?qml/",
        r"(^|/)opengl32sw\.dll$",
        r"(^|/)libcups\.so\.2$",  # with all that it needs the system's own: where it is missing nothing prints anyway
        r"(^|/)PIL/_avif\.",
        r"(^|/)(tests?|testing)/",
        r"\.(pyi|pxd|pyx|h|c|cpp|hpp|lib|a|prl)$",
        r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json|WHEEL)$",
    )
)
LIBRARY: Final = re.compile(r"(?:^|/)lib[^/]*\.so(?:\.[0-9.]+)?$")
"""A shared library on Linux: kept only while something that is kept needs it."""
ASKED: Final = re.compile(r"^\s*NEEDED\s+(\S+)$", re.MULTILINE)
"""A library that a file asks for, in what ``objdump`` tells of it."""
DATA_LIBRARIES: Final = (("pymediainfo", "libmediainfo.so.0"), ("pymediainfo", "libmediainfo.0.dylib"))
"""Libraries inside a package that are opened by path: no reading of tables finds them."""
FOLDERS_ASKED: Final = (("docx", "parts/__init__.py"),)
"""Files that keep a folder of a library on the disk: python-docx finds its templates by way of ``docx/parts/..``, and
without that folder no Word paper with a header can be made."""
_RESOURCES_LEFT_OUT: Final = frozenset({"__pycache__"})


def program_modules(root: Path) -> tuple[str, ...]:
    """Give every module of the program by its dotted name; stages, pages, readers and commands are loaded by name.

    Args:
        root: the folder that holds ``judge_desk``.
    """
    found = (path.relative_to(root).with_suffix("").parts for path in (root / "judge_desk").rglob("*.py"))
    return tuple(sorted({".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in found}))


def wanted(name: str) -> bool:
    """Say whether a file goes into the packed program, by the name that it would have there."""
    plain = name.replace("\\", "/")
    plugin = _PLUGIN.search(plain)
    if plugin is not None:
        return plugin[1] in QT_PLUGINS
    return not any(each.search(plain) for each in _UNWANTED)


def needed(kept: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give the files that stay when libraries that nobody needs are left out.

    Args:
        kept: name in the packed program of each binary, with the plain file names of the libraries that it asks for.
    """
    libraries = {name.rpartition("/")[2]: set[str]() for name in kept if _is_plain_library(name)}
    for name in kept:
        if _is_plain_library(name):
            libraries[name.rpartition("/")[2]].add(name)
    found = {name for name in kept if not _is_plain_library(name)}
    waiting = list(found)
    while waiting:
        for asked in kept[waiting.pop()]:
            fresh = libraries.get(asked, set()) - found
            found |= fresh
            waiting += fresh
    return frozenset(found)


def _is_plain_library(name: str) -> bool:
    inside = [f"{folder}/{library}" for folder, library in DATA_LIBRARIES]
    opened = "/plugins/" in name or name.startswith("libpython") or name in inside
    return bool(LIBRARY.search(name)) and not opened


def resource_files(root: Path) -> tuple[tuple[str, str], ...]:
    """Give (file, folder in the packed program) of every resource."""
    files = (path for path in sorted((root / "resources").rglob("*")) if path.is_file())
    return tuple(
        (str(path), path.parent.relative_to(root).as_posix())
        for path in files
        if not _RESOURCES_LEFT_OUT & set(path.relative_to(root).parts)
    )


def locked_names(lock: Path) -> tuple[str, ...]:
    """Give the names of the libraries that a lock pins, without those that only install others."""
    lines: Iterable[str] = lock.read_text(encoding="utf-8").splitlines()
    return tuple(match[1] for line in lines if (match := re.match(r"([A-Za-z0-9_.-]+)==", line)) and match[1] != "pip")
