"""Makes the guides from the journeys of judge, secretary and inspector: ``python -m tests.guides``.

``--pictures`` takes every picture anew into ``resources/guides``, and those of the README into ``docs/pictures``;
``--check`` takes them and says which of those kept there show something else; ``--out DIR`` writes every guide as PDF.
A control that a text names and no picture shows is a fault. Each language is a journey of its own, of about a minute.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from judge_desk.desks.guides import guide_name, write_guide
from judge_desk.exchange.guide_file import ROLES
from judge_desk.paths import resource
from judge_desk.wording.catalogue import LANGUAGES
from tests.guides import readme
from tests.guides.camera import Album, alike
from tests.guides.journey import play


def album_of(language: str) -> Album:
    """Go the journeys in a language."""
    album = Album(language, "")

    def begin(place: Path) -> None:
        album.place = place.as_posix()

    play(album.take, language, begin)
    if album.missing():
        raise SystemExit(f"{language}: no picture of {', '.join(album.missing())}")
    return album


def keep(album: Album) -> None:
    """Put the pictures where the program reads them."""
    for (role, shot), png in album.pictures.items():
        path = resource(f"guides/{album.language}/{role}/{shot}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
    for name, png in album.readme.items():
        (readme.FOLDER / f"{name}.png").write_bytes(png)


def apart(album: Album) -> list[str]:
    """Name the pictures that are kept and show something else."""
    kept = {
        f"{album.language} {role} {shot}": (resource(f"guides/{album.language}/{role}/{shot}.png"), png)
        for (role, shot), png in album.pictures.items()
    } | {f"README {name}": (readme.FOLDER / f"{name}.png", png) for name, png in album.readme.items()}
    return [name for name, (path, png) in kept.items() if not alike(path, png)]


def papers(out: Path, languages: tuple[str, ...]) -> None:
    """Write every guide as PDF into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for language in languages:
        for role in ROLES:
            target = out / guide_name(role, language)
            target.unlink(missing_ok=True)
            sys.stdout.write(f"{write_guide(role, language, target)}\n")


def main() -> int:
    """Do what was asked; 1 when pictures show something else."""
    parser = argparse.ArgumentParser(prog="python -m tests.guides", description="Pictures and papers of the guides.")
    parser.add_argument("--pictures", action="store_true", help="take every picture anew")
    parser.add_argument("--check", action="store_true", help="compare the pictures that are kept with new ones")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write every guide as PDF")
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    args = parser.parse_args()
    languages = (args.lang,) if args.lang else LANGUAGES
    if (args.pictures or args.check) and len(languages) > 1:  # a process has one application and one home
        parts = [part for part in ("--pictures", "--check") if getattr(args, part.strip("-"))]
        runs = [[sys.executable, "-m", "tests.guides", *parts, "--lang", each] for each in languages]
        codes = [subprocess.run(run, check=False).returncode for run in runs]
        if any(codes):
            return 1
    elif args.pictures or args.check:
        album = album_of(languages[0])
        if args.pictures:
            keep(album)
        differing = apart(album)
        sys.stdout.writelines(f"{each}\n" for each in differing)
        if differing:
            return 1
    if args.out:
        papers(args.out, languages)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main())
