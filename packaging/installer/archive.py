"""The folder as one file to carry, its check sums, and the door for a signer."""

from __future__ import annotations

import hashlib
import lzma
import os
import shlex
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from installer.tools import BuildError, epoch, tell

SUMS: Final = "SHA256SUMS"
SIGNER: Final = "JUDGE_DESK_SIGN"
"""A command that is run on every file made, with its path as the last word; unset, nothing is signed."""
_YEAR_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)


def make_tar(folder: Path, out: Path) -> Path:
    """Pack a folder as ``.tar.xz``: entries in order, owned by nobody, dated alike, so that it can be made again."""
    made, when = out / f"{folder.name}.tar.xz", epoch()

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        return entry

    with (
        lzma.open(made, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)
    tell(f"folder to carry: {made.name}, {made.stat().st_size / 1e6:.1f} MB")
    return made


def make_zip(folder: Path, out: Path) -> Path:
    """Pack a folder as ``.zip``, which Windows opens by itself."""
    made = out / f"{folder.name}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _YEAR_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    tell(f"folder to carry: {made.name}, {made.stat().st_size / 1e6:.1f} MB")
    return made


def sign(path: Path) -> None:
    """Let the signer that the environment names sign a file; without one nothing happens.

    Raises:
        BuildError: the signer failed: an unsigned file is not handed on as a signed one.
    """
    command = os.environ.get(SIGNER, "")
    if not command:
        return
    done = subprocess.run([*shlex.split(command), str(path)], check=False)
    if done.returncode:
        raise BuildError(f"{path.name} was not signed: {SIGNER} ended with {done.returncode}")
    tell(f"signed: {path.name}")


def write_sums(made: Iterable[Path], out: Path) -> Path:
    """Write the check sums of what was made beside it, for ``sha256sum -c``; earlier lines of other files stay."""
    place = out / SUMS
    old = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    lines = {name: digest for digest, _, name in (line.partition("  ") for line in old) if (out / name).is_file()}
    for path in made:
        with path.open("rb") as stream:
            lines[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
    place.write_text(text, encoding="utf-8", newline="\n")
    return place
