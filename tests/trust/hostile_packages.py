"""Hostile packages: folders as a stick brings them, with strangers among the files, links, twins, forged lists."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from judge_desk.exchange.sealed.manifest_file import manifest_name, write_manifest
from judge_desk.exchange.sealed.notes import open_note, sign
from judge_desk.exchange.sealed.package import FILES, build_package
from tests.exchange.ballot_samples import KEY, OTHER_KEY
from tests.exchange.package_samples import MANIFEST, stage
from tests.trust.hostile import Hostile

Spoil = Callable[[Path], object]
_NAME: Final = manifest_name(MANIFEST)


def _laid(spoil: Spoil, path: Path) -> None:
    """Write a sound package and spoil it."""
    path.mkdir()
    made = stage(path)
    build_package(MANIFEST, KEY, made.sources, made.stick)
    for each in made.stick.iterdir():
        shutil.move(each, path / each.name)
    for name in ("submissions", "USB"):
        shutil.rmtree(path / name)
    spoil(path)


def _first(path: Path) -> Path:
    return min((path / FILES).iterdir())


def _added(*names: str) -> Spoil:
    """Lay strangers among the files and beside the manifest."""

    def spoil(path: Path) -> None:
        for name in names:
            (path / FILES / name).write_bytes(b"MZ")
            (path / name).write_bytes(b"MZ")

    return spoil


def _instead(how: str) -> Spoil:
    """Put something else in the place of a listed file."""

    def spoil(path: Path) -> None:
        target, data = _first(path), _first(path).read_bytes()
        target.unlink()
        if how == "link":
            target.symlink_to("/etc/hostname")
        elif how == "folder":
            target.mkdir()
        elif how == "pipe":
            os.mkfifo(target)
        else:
            target.write_bytes(b"x" * len(data) if how == "swapped" else data[:-1])

    return spoil


def _signed(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Sign a manifest anew that the program would never write."""

    def spoil(path: Path) -> None:
        note = open_note((path / _NAME).read_bytes())
        first, second, body, _ = note.text.split("\n")
        held = json.loads(body)
        change(held)
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (path / _NAME).write_bytes(sign(f"{first}\n{second}\n{text}\n", note.name, KEY))

    return spoil


def _raw(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda path: (path / _NAME).write_bytes(change((path / _NAME).read_bytes()))


def _other_key(path: Path) -> None:
    note = open_note((path / _NAME).read_bytes())
    (path / _NAME).write_bytes(sign(note.text, note.name, OTHER_KEY))


def _entry(**changes: Any) -> Spoil:
    return _signed(lambda held: held["entries"][0].update(changes))


def _file(**changes: Any) -> Spoil:
    return _signed(lambda held: held["entries"][0]["files"][0].update(changes))


def _link_of_files(path: Path) -> None:
    (path / FILES).rename(path / "x")
    (path / FILES).symlink_to(path / "x")


def _twin(path: Path) -> None:
    newer = replace(MANIFEST, version=2, previous="ab" * 32)
    (path / manifest_name(newer)).write_bytes(write_manifest(newer, KEY))


def _folders() -> list[tuple[str, Spoil, tuple[str, ...]]]:
    formed = (
        "manifest.value",
        "signed.form",
        "json.form",
        "json.value",
        "json.keys",
        "json.not_canonical",
        "json.type",
    )
    changed, extra = ("package.changed",), ("package.extra",)
    return [
        ("goi-exe", _added("chay-ngay.exe", "xem.lnk", "desktop.ini", "autorun.inf"), extra),
        ("goi-ten-la", _added("a\u202etxt.exe", "<img src=x>.pdf", "=cmd.pdf", "CON.pdf"), extra),
        ("goi-lien-ket", _instead("link"), ("disk.link",)),
        ("goi-thu-muc", _instead("folder"), ("disk.not_file",)),
        ("goi-ong", _instead("pipe"), ("disk.not_file",)),
        ("goi-trao-tep", _instead("swapped"), changed),
        ("goi-tep-ngan", _instead("short"), changed),
        ("goi-lien-ket-files", _link_of_files,
            ("disk.link",)),
        ("goi-hai-ban-ke", _twin, ("package.several_manifests",)),
        ("goi-khoa-khac", _other_key, ("note.signature",)),
        ("goi-thua-truong", _signed(lambda held: held.update(evil="x")), formed),
        ("goi-thieu-truong", _signed(lambda held: held.pop("log_head")), formed),
        ("goi-ma-nhu-duong", _entry(code="../../etc"), formed),
        ("goi-duoi-nhu-duong", _file(extension="../../x"), formed),
        ("goi-duoi-exe", _file(extension="exe"), formed),
        ("goi-so-am", _file(number=-1), formed),
        ("goi-so-thuc", _file(size=1.5), formed),
        ("goi-bam-sai", _file(sha256="zz"), formed),
        ("goi-hai-bai-mot-ma", _signed(lambda held: held["entries"].append(held["entries"][0])), formed),
        ("goi-hai-bai-mot-tep",
            _signed(lambda held: held["entries"][0]["files"].append(held["entries"][0]["files"][0])),
            formed),
        ("goi-chu-an", _signed(lambda held: held.update(contest="a\u202eb")), formed),
        ("goi-dong-thua", _raw(lambda data: data + b"\n"), ("note.form",)),
        ("goi-mot-bit", _raw(lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:]),
            ("note.signature", "note.not_text", *formed)),
        ("goi-khoa-hai-lan", _raw(lambda data: data.replace(b'"version":1', b'"version":1,"version":1')),
            ("note.signature",)),
    ]  # fmt: skip


PACKAGES: Final = tuple(Hostile(name, partial(_laid, spoil), "package", told) for name, spoil, told in _folders())
