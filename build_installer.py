"""Build what is installed: ``python3 build_installer.py [folder|deb|windows|macos|all|try|try-windows]``.

``folder`` is the program in one folder, which runs from a stick; ``deb`` adds the package for Debian and Ubuntu,
``windows`` the program and installer for Windows (also built on Linux), ``macos`` the bundle (built on macOS only).
``all`` is what this machine can build. ``try`` installs the built package into a clean root, plays with it, removes it;
``try-windows`` does so with the installer for Windows, under Wine.

Needs Python 3.11 and, unless ``--wheels`` names a folder of them, a network for the locked libraries. Licences, a bill
of materials and SHA256SUMS lie beside what is made; the command in ``JUDGE_DESK_SIGN`` signs each file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))

from installer import archive, deb, folder, tools, trial, windows, wine_trial  # noqa: E402 - the folder must be known before

TARGETS: Final = ("folder", "deb", "windows", "macos", "all", "try", "try-windows")


def build(target: str, out: Path, work: Path, wheels: Path | None, quick: bool) -> list[Path]:
    """Build a target and give the files made.

    Raises:
        BuildError: this machine cannot; nothing half made keeps its final name in SHA256SUMS.
    """
    if target == "windows":
        return windows.make(out, work, wheels, quick)
    if target == "macos" and sys.platform != "darwin":
        raise tools.BuildError("a bundle for macOS can be built on macOS only: .github/workflows/release.yml does")
    packed = folder.make_folder(out, work, wheels)
    made = []
    if not quick:
        made.append(archive.make_zip(packed, out) if sys.platform == "win32" else archive.make_tar(packed, out))
    if target in {"deb", "all"} and sys.platform == "linux":
        made.append(deb.make_deb(packed, out, work, quick))
    return made


def main() -> int:
    """Build what is asked for; 0 done, 1 it cannot be built here, and why."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("target", nargs="?", choices=TARGETS, default="all")
    asked.add_argument("--out", type=Path, default=ROOT / "dist")
    asked.add_argument("--wheels", type=Path, help="a folder of wheels to take the libraries from, without any network")
    asked.add_argument("--older", type=Path, help="with try: a package of an earlier version, to be installed over")
    asked.add_argument("--quick", action="store_true", help="pack the package loosely and no archive: to be tried only")
    given = asked.parse_args()
    out, work, began = given.out.resolve(), ROOT / "build", time.monotonic()
    for each in (out, work):
        each.mkdir(parents=True, exist_ok=True)
    try:
        if given.target == "try":
            return trial.main(out, work, given.older)
        if given.target == "try-windows":
            return wine_trial.main(out, work)
        made = build(given.target, out, work, given.wheels, given.quick)
        for each in made:
            archive.sign(each)
        archive.write_sums(made, out)
    except tools.BuildError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"done in {time.monotonic() - began:.0f} s: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
