"""The licences of everything that is shipped: who made it, in which version, and the full text beside the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from installer.contents import locked_names
from installer.tools import ROOT, BuildError, run

FOLDER: Final = "licenses"
_TEXTS: Final = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
_ROW: Final = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| (\S+) \|$", re.MULTILINE)
_FFMPEG: Final = re.compile(rb"FFmpeg version n?([0-9][0-9.]*)")


@dataclass(frozen=True, slots=True)
class Component:
    """Something of others that is shipped.

    Attributes:
        name, version, licence: as its makers give them.
        address: its package URL, empty where it has none.
        files: names in the packed program, where they are known one by one.
    """

    name: str
    version: str
    licence: str
    address: str = ""
    files: tuple[str, ...] = ()


def collect(target: Path, origins: Mapping[str, str], python: Path) -> tuple[Component, ...]:
    """Write the folder of licence texts into a packed program and list what it holds of others.

    Args:
        target: the packed program's folder.
        origins: where each binary was taken from.
        python: the interpreter of the environment that was packed.

    Raises:
        BuildError: something shipped has no licence text here.
    """
    place = target / FOLDER
    place.mkdir()
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, place)
    shutil.copytree(ROOT / "LICENSES", place / "qt-ffmpeg")
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())
    components = [*_libraries(place, site), *_python(place, site), *_own_works(place)]
    components += _ffmpeg(origins)
    if sys.platform == "linux":
        components += _of_the_system(place, origins, site)
    return tuple(sorted(components, key=lambda each: each.name.lower()))


def collect_wheels(target: Path, site: Path, number: str) -> tuple[Component, ...]:
    """Do the same for a program that is put together from wheels and a runtime, for another system than this one.

    Args:
        target: the program's folder, with the licence of its runtime in ``LICENSE.txt``.
        site: the folder of its libraries, as installed.
        number: the version of its runtime.

    Raises:
        BuildError: something shipped has no licence text here.
    """
    place = target / FOLDER
    place.mkdir()
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, place)
    shutil.copytree(ROOT / "LICENSES", place / "qt-ffmpeg")
    _copy(place / f"python-{number}", [target / "LICENSE.txt"])
    runtime = Component("python", number, "PSF-2.0", f"pkg:generic/python@{number}")
    found = (runtime, *_libraries(place, site), *_own_works(place))
    return tuple(sorted(found, key=lambda each: each.name.lower()))


def noticed(notice: str) -> Mapping[str, str]:
    """Give the licence of each library that NOTICE names, by its plain name."""
    return {match[1]: match[2] for match in _ROW.finditer(notice)}


def plain(name: str) -> str:
    """Give a distribution's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _libraries(place: Path, site: Path) -> Iterator[Component]:
    licences = noticed((ROOT / "NOTICE").read_text(encoding="utf-8"))
    locked = set(locked_names(ROOT / "requirements" / "run.txt"))
    for found in metadata.distributions(path=[str(site)]):
        name = plain(found.name)
        if name in locked:
            _copy(place / f"{name}-{found.version}", _texts_of(found))
            yield Component(name, found.version, licences[name], f"pkg:pypi/{name}@{found.version}")


def _texts_of(found: metadata.Distribution) -> list[Path]:
    """Give a library's licence texts, or its own facts where it carries none; those of Qt lie in our LICENSES."""
    told = (Path(str(found.locate_file(each))) for each in found.files or () if _TEXTS.search(each.name))
    texts = [path for path in told if path.is_file() and path.suffix not in {".py", ".pyc", ".h"}]
    facts = (Path(str(found.locate_file(each))) for each in found.files or () if each.name == "METADATA")
    return texts or list(facts)


def _python(place: Path, site: Path) -> Iterator[Component]:
    number = ".".join(map(str, sys.version_info[:3]))
    library = Path(sys.base_prefix) / "lib" / f"python{number.rpartition('.')[0]}"
    texts = [path for path in (library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt") if path.is_file()]
    debian = Path(f"/usr/share/doc/python{number.rpartition('.')[0]}/copyright")
    _copy(place / f"python-{number}", texts or [debian])
    yield Component("python", number, "PSF-2.0", f"pkg:generic/python@{number}")
    packer = next(each for each in metadata.distributions(path=[str(site)]) if plain(each.name) == "pyinstaller")
    _copy(place / f"pyinstaller-{packer.version}", _texts_of(packer))
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    yield Component("pyinstaller-bootloader", packer.version, licence, f"pkg:pypi/pyinstaller@{packer.version}")


def _own_works(place: Path) -> Iterator[Component]:
    for name, number, licence, text in (
        ("liberation-serif", "2.1.5", "OFL-1.1", "fonts/LICENSE-liberation.txt"),
        ("ibm-plex-sans", "-", "OFL-1.1", "fonts/LICENSE-ibm-plex.txt"),
        ("lucide", "1.62.0", "ISC AND MIT", "icons/LICENSE-lucide.txt"),
    ):
        _copy(place / name, [ROOT / "resources" / text])
        yield Component(name, number, licence)


def _ffmpeg(origins: Mapping[str, str]) -> Iterator[Component]:
    files = tuple(sorted(name for name in origins if re.search(r"/lib(av|sw)[a-z]+\.", name)))
    told = [match[1].decode() for name in files if (match := _FFMPEG.search(Path(origins[name]).read_bytes()))]
    if files:
        yield Component("ffmpeg", told[0] if told else "-", "LGPL-2.1-or-later", files=files)


def _of_the_system(place: Path, origins: Mapping[str, str], site: Path) -> Iterator[Component]:
    """Tell of libraries of the machine that builds, by its packages; Debian keeps a licence text for each."""
    packages: dict[tuple[str, str], list[str]] = {}
    prefix = Path(sys.base_prefix).resolve()
    inside = [site.resolve(), *([] if prefix == Path("/usr") else [prefix])]
    for name, told in sorted(origins.items()):
        source = Path(told).resolve()
        if not any(source.is_relative_to(each) for each in inside):
            packages.setdefault(_package_of(source), []).append(name)
    for (package, number), files in sorted(packages.items()):
        _copy(place / "system" / package, [Path("/usr/share/doc") / package / "copyright"])
        address = f"pkg:deb/debian/{package}@{number}"
        yield Component(package, number, f"LicenseRef-debian-{package}", address, tuple(files))


def _package_of(source: Path) -> tuple[str, str]:
    """Give package and version that a file of the system belongs to.

    Raises:
        BuildError: it belongs to none, so nobody knows its licence.
    """
    for path in (source, Path(str(source).removeprefix("/usr"))):
        asked = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, encoding="utf-8", check=False)
        if asked.returncode == 0:
            package = asked.stdout.split(":")[0].split(",")[0]
            return package, run(["dpkg-query", "-W", "-f", "${source:Version}", package]).strip()
    raise BuildError(f"no package owns {source}: its licence is not known")


def _copy(place: Path, texts: Sequence[Path]) -> None:
    if not texts:
        raise BuildError(f"no licence text for {place.name}")
    for number, text in enumerate(texts):
        place.mkdir(parents=True, exist_ok=True)
        name = text.name if not (place / text.name).exists() else f"{number}-{text.name}"
        try:
            shutil.copyfile(text, place / name)
        except OSError as fault:
            raise BuildError(f"no licence text at {text}") from fault
