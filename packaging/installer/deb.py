"""The package for Debian and Ubuntu: the folder, an entry in the menus, file types, a manual page; no script.

What the menus and file types need is done by the system's own triggers, so installing and removing runs nothing of ours
and touches no contest.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from installer.contents import NAME
from installer.file_types import TYPES
from installer.tools import EPOCH, PACKAGING, ROOT, date_all, epoch, run, size, tell, tool, version

HOME: Final = f"usr/lib/{NAME}"
ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
DEPENDS: Final = ("libgl1", "libegl1", "libxcb1", "libfontconfig1")
"""What every desktop has already and what must fit its graphics card and fonts; all else is inside."""
_NEWEST_C: Final = re.compile(rb"GLIBC_2\.(\d+)")
_ICON_FOLDER: Final = "usr/share/icons/hicolor/scalable"


def oldest_c_library(folder: Path) -> str:
    """Give the version of the C library that a packed program needs at least: that of the machine that built it."""
    asked = (int(each) for path in folder.rglob("*.so*") for each in _NEWEST_C.findall(path.read_bytes()))
    return f"2.{max(asked)}"


def control(folder: Path, number: str, architecture: str) -> str:
    """Give the package's control file.

    Args:
        folder: the packed program.
        number: its version.
        architecture: as Debian names it.
    """
    needs = ", ".join((f"libc6 (>= {oldest_c_library(folder)})", *DEPENDS))
    return (
        f"Package: {NAME}\n"
        f"Version: {number}\n"
        f"Architecture: {architecture}\n"
        "Maintainer: Judge Desk authors <judge-desk@localhost>\n"
        f"Installed-Size: {size(folder) // 1024}\n"
        f"Depends: {needs}\n"
        "Recommends: cups-client, xdg-utils\n"
        "Section: misc\n"
        "Priority: optional\n"
        "Description: exact, offline judging of contests (chấm thi, tổng hợp điểm)\n"
        " Chấm thi và tổng hợp điểm, chính xác, không cần mạng: nhận bài, phát gói bài cho\n"
        " giám khảo, chấm, niêm phong phiếu, hợp nhất điểm, xếp hạng, in biên bản.\n"
        " .\n"
        " Runs a judged contest from the register of entries to the signed minutes:\n"
        " packages for judges, sealed ballots, merge, ranking, papers. Needs no network.\n"
    )


def media_types() -> str:
    """Give the file types for the register of media types of the desktop (shared-mime-info)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">']
    for each in TYPES:
        lines += [
            f'  <mime-type type="{each.mime}">',
            f"    <comment>{escape(each.english)}</comment>",
            f'    <comment xml:lang="vi">{escape(each.vietnamese)}</comment>',
            f'    <icon name="{each.icon}"/>',
            f'    <glob pattern="*.{each.ending}" weight="80"/>',
            "  </mime-type>",
        ]
    return "\n".join([*lines, "</mime-info>", ""])


def menu_entry() -> str:
    """Give the entry for the menus, which also says what the program opens."""
    template = (PACKAGING / "linux" / f"{NAME}.desktop").read_text(encoding="utf-8")
    return template.replace("@TYPES@", "".join(f"{each.mime};" for each in TYPES))


def lay_out(tree: Path, folder: Path, number: str, architecture: str) -> None:
    """Lay out what the package installs.

    Args:
        tree: an empty folder to do it in.
        folder: the packed program.
        number: the package's version.
        architecture: as Debian names it.
    """
    shutil.copytree(folder, tree / HOME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    linux = PACKAGING / "linux"
    _write(tree / f"usr/share/applications/{NAME}.desktop", menu_entry())
    _write(tree / f"usr/share/mime/packages/{NAME}.xml", media_types())
    facts = (linux / "org.judge_desk.JudgeDesk.metainfo.xml").read_text(encoding="utf-8")
    dated = run(["date", "-u", "-d", f"@{epoch()}", "+%Y-%m-%d"]).strip()
    facts = facts.replace("@VERSION@", number).replace("@DATE@", dated)
    _write(tree / "usr/share/metainfo/org.judge_desk.JudgeDesk.metainfo.xml", facts)
    _icons(tree)
    documents = tree / f"usr/share/doc/{NAME}"
    _write(documents / "copyright", (linux / "copyright").read_text(encoding="utf-8"))
    _pack(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    for place, page in (("man1", f"{NAME}.1"), ("vi/man1", f"{NAME}.vi.1")):
        text = (linux / page).read_text(encoding="utf-8").replace("@VERSION@", number)
        _pack(tree / f"usr/share/man/{place}/{NAME}.1.gz", text)
    _write(tree / "DEBIAN/control", control(folder, number, architecture))
    _write(tree / "DEBIAN/md5sums", _sums(tree))


def make_deb(folder: Path, out: Path, work: Path, quick: bool = False) -> Path:
    """Make the package of a packed program below ``out`` and give it; ``quick`` packs it loosely, to be tried only.

    Raises:
        BuildError: this is no Debian, or its tool failed.
    """
    number, architecture = version(), ARCHITECTURES[os.uname().machine]
    tree, when = work / "deb", epoch()
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree, folder, number, architecture)
    date_all(tree, when)
    made = out / f"{NAME}_{number}_{architecture}.deb"
    how = {EPOCH: str(when), "DPKG_DEB_THREADS_MAX": "1"}  # several threads cut the file where the machine has cores
    tight = ("-Zgzip", "-z1") if quick else ("-Zxz",)
    run([tool("dpkg-deb", "dpkg"), *tight, "--root-owner-group", "--build", tree, made], how)
    shutil.rmtree(tree)
    tell(f"package: {made.name}, {made.stat().st_size / 1e6:.1f} MB")
    return made


def _icons(tree: Path) -> None:
    place = tree / _ICON_FOLDER
    for folder, names in (("apps", (NAME,)), ("mimetypes", tuple(each.icon for each in TYPES))):
        (place / folder).mkdir(parents=True)
        for name in names:
            source = "judge-desk" if folder == "apps" else next(each.ending for each in TYPES if each.icon == name)
            shutil.copyfile(PACKAGING / "icons" / f"{source}.svg", place / folder / f"{name}.svg")


def _sums(tree: Path) -> str:
    files = sorted(path for path in _files(tree) if "DEBIAN" not in path.relative_to(tree).parts)
    told = run(["md5sum", *(path.relative_to(tree) for path in files)], cwd=tree)
    return told


def _files(tree: Path) -> Iterable[Path]:
    return (path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _pack(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
