"""Building a submission package: files first, all of them read back when all are written, the manifest last.

A stick that pretends to more room than it has puts later files in the place of earlier ones, and each by itself would
read back well. While a package is being built the folder says so in a file of its own; so an interrupted build can be
taken up again and nobody mistakes half a package for a whole one. What the folder holds that this build has not made
stays untouched, and if it stands in the way the build refuses.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.register.packages import Manifest, ManifestFile
from judge_desk.contest.values.identity import Digest, EntryCode
from judge_desk.contest.values.problems import Altered, BadInput, CannotWrite, NotNow, Unreadable
from judge_desk.exchange.disk import (
    Copied,
    Progress,
    copy_flushed,
    finish_new,
    hash_file,
    is_link,
    make_folder,
    never,
    read_bytes,
    remove,
    write_new,
)
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.disk_space import check_file_size, check_space
from judge_desk.exchange.pouring import Cancel
from judge_desk.exchange.seal import group_code
from judge_desk.exchange.sealed.manifest_file import (
    EXTENSION,
    LIMIT,
    digest_and_code,
    file_name,
    manifest_name,
    write_manifest,
)

FILES: Final = "files"
READ_FIRST: Final = "DOC-TOI-TRUOC.txt"
UNFINISHED: Final = "CHUA-GHI-XONG.txt"
_KIB: Final = 1024

Sources = Mapping[tuple[EntryCode, int], Path]
"""Where each file of an entry lies on this machine, by code and file number."""
Report = Callable[[str, int, int], None]
"""Called with a catalogue key (``progress.…``), KiB done and KiB in all."""


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package that was written and read back.

    Attributes:
        manifest: path of the ``.jdpack``.
        digest: SHA-256 of its bytes; code: the 30 digits for the wall.
        copied, kept: how many files were copied now, and how many were there already from an interrupted build.
    """

    manifest: Path
    digest: Digest
    code: str
    copied: int
    kept: int


def mute(step: str, done: int, total: int) -> None:
    """Take a report of progress and say nothing."""


def build_package(
    manifest: Manifest,
    key: Ed25519PrivateKey,
    sources: Sources,
    folder: Path,
    progress: Report = mute,
    cancel: Cancel = never,
) -> BuiltPackage:
    """Write a package into a folder, or finish one whose building was interrupted.

    Args:
        manifest: what it holds; every file with size and SHA-256.
        key: the contest's.
        sources: one path for every file of every entry that is not withdrawn.
        folder: on the stick or elsewhere; made if missing.
        progress: see :data:`Report`.
        cancel: asked between chunks.

    Raises:
        BadInput: the manifest has no legal form, or a source is missing.
        NotNow: the folder holds another package or files in the way, or the work was cancelled; what was copied
            whole stays and is kept the next time.
        Altered: a source is not what the manifest says.
        CannotWrite: no room, read-only, FAT32 and a file too large, or the device fails.
    """
    data = write_manifest(manifest, key)
    digest, code = digest_and_code(data)
    wanted = tuple(_wanted(manifest, sources))
    torn_is_ours = _claim(folder, manifest_name(manifest), data)
    copied = _fill(folder / FILES, wanted, torn_is_ours, progress, cancel)
    _put(folder / READ_FIRST, _read_first(manifest, code).encode(), torn_is_ours)
    _put(folder / manifest_name(manifest), data, torn_is_ours)
    remove(folder / UNFINISHED)
    return BuiltPackage(folder / manifest_name(manifest), digest, code, copied, len(wanted) - copied)


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    file: ManifestFile
    source: Path

    @property
    def due(self) -> Copied:
        """What it must be."""
        return Copied(self.file.size, self.file.sha256)


def _wanted(manifest: Manifest, sources: Sources) -> Iterator[_Wanted]:
    for entry in manifest.entries:
        if entry.withdrawn:
            continue
        for file in entry.files:
            source = sources.get((entry.code, file.number))
            if source is None:
                raise BadInput("package.no_source", entry=entry.code, number=file.number)
            yield _Wanted(file_name(entry.code, file), file, source)


def place_for(parent: Path, name: str, version: int, data: bytes | None) -> Path:
    """Say into which folder below a target a package goes: the plain name, or one of its own for a further version.

    ``parent`` is the target, e.g. a stick, ``name`` the plain name of the folder, ``data`` the file of the package's
    manifest, None while it is not made.
    """
    plain = parent / name
    if version == 1 or _takes(plain, data):
        return plain
    return parent / f"{name}-ban-{version}"


def _takes(folder: Path, data: bytes | None) -> bool:
    """Say whether a folder is free, or holds this very package, finished or not."""
    if not os.path.lexists(folder):
        return True
    try:
        present = sorted(path.name for path in folder.iterdir())
        empty = not (folder / FILES).is_dir() or not any((folder / FILES).iterdir())
    except OSError:
        return True  # building says what is wrong with it
    if data is not None and UNFINISHED in present:
        return _holds(folder / UNFINISHED, _unfinished(data)) or (empty and _cut_off(folder / UNFINISHED, data))
    packages = [each for each in present if each.casefold().endswith(EXTENSION)]
    if packages:
        return data is not None and len(packages) == 1 and _holds(folder / packages[0], data)
    return empty and UNFINISHED not in present


def _claim(folder: Path, name: str, data: bytes) -> bool:
    """Make the folder ours: refuse another package in it, leave the note that this one is unfinished.

    Returns:
        True while the folder holds that note: then a torn file of a listed name is our own and may be replaced.
    """
    make_folder(folder / FILES)
    with writing(folder):
        present = {path.name for path in folder.iterdir()}
        empty = not any((folder / FILES).iterdir())
    note = _unfinished(data)
    ours = UNFINISHED in present and _holds(folder / UNFINISHED, note)
    torn = UNFINISHED in present and not ours and empty and _cut_off(folder / UNFINISHED, data)
    if UNFINISHED in present and not ours and not torn:
        raise NotNow("package.other_unfinished", UNFINISHED, folder=str(folder))
    packages = sorted(each for each in present if each.casefold().endswith(EXTENSION))
    finished = packages == [name] and _holds(folder / name, data)
    if packages and not finished and not (ours and packages == [name]):
        raise NotNow("package.other_there", packages[0], folder=str(folder))
    if ours or finished:
        return ours
    if not empty:
        raise NotNow("package.files_there", FILES, folder=str(folder))
    finish_new(folder / UNFINISHED, note)
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_bytes(path, LIMIT) == data
    except Unreadable:
        return False


def _fill(folder: Path, wanted: tuple[_Wanted, ...], torn_is_ours: bool, progress: Report, cancel: Cancel) -> int:
    """Copy what is missing and read everything back; gives how many files were copied.

    What an interrupted build left behind and does not read back as listed is copied again.
    """
    todo = _missing(folder, wanted, torn_is_ours)
    copied = set[str]()
    while True:
        _check_room(folder, todo)
        _copy_all(folder, todo, wanted, progress, cancel)
        copied |= {each.name for each in todo}
        todo = _unlike(folder, todo, wanted, progress, cancel)
        if not todo:
            return len(copied)
        for each in todo:
            if each.name in copied:
                raise _not_as_copied(folder, each)
            _take_away(folder, each, torn_is_ours)


def _missing(folder: Path, wanted: tuple[_Wanted, ...], torn_is_ours: bool) -> tuple[_Wanted, ...]:
    """Give what is not there with its size; what an interrupted build tore is removed."""
    todo = tuple(each for each in wanted if not _has_size(folder / each.name, each.file))
    for each in todo:
        if os.path.lexists(folder / each.name):
            _take_away(folder, each, torn_is_ours)
    return todo


def _has_size(path: Path, file: ManifestFile) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return not is_link(status) and status.st_size == file.size


def _take_away(folder: Path, each: _Wanted, torn_is_ours: bool) -> None:
    if not torn_is_ours:
        raise NotNow("package.damaged_there", f"{FILES}/{each.name}", folder=str(folder.parent))
    remove(folder / each.name)


def _not_as_copied(folder: Path, each: _Wanted) -> Altered | CannotWrite:
    """Take away a copy that does not read back as listed, and say whether its source or the device is at fault."""
    remove(folder / each.name)
    if hash_file(each.source) != each.due:
        return Altered("package.source_changed", each.source.name, name=each.name)
    return CannotWrite("disk.read_back", each.name, folder=str(folder))


def _check_room(folder: Path, todo: tuple[_Wanted, ...]) -> None:
    for each in todo:
        check_file_size(folder, each.name, each.file.size)
    check_space(folder, sum(each.file.size for each in todo))


def _copy_all(
    folder: Path, todo: tuple[_Wanted, ...], wanted: tuple[_Wanted, ...], progress: Report, cancel: Cancel
) -> None:
    done, total = 0, _bytes(todo) + _bytes(wanted)
    for each in todo:
        copy_flushed(each.source, folder / each.name, partial(_tell, progress, done, total), cancel)
        done += each.file.size


def _unlike(
    folder: Path, todo: tuple[_Wanted, ...], wanted: tuple[_Wanted, ...], progress: Report, cancel: Cancel
) -> tuple[_Wanted, ...]:
    """Read everything back from the device; gives what is not as listed."""
    found = []
    done, total = _bytes(todo), _bytes(todo) + _bytes(wanted)
    for each in wanted:
        if not _is_whole(folder / each.name, each.due, partial(_tell, progress, done, total), cancel):
            found.append(each)
        done += each.file.size
    return tuple(found)


def _is_whole(path: Path, due: Copied, report: Progress, cancel: Cancel) -> bool:
    try:
        return hash_file(path, report, cancel) == due
    except Unreadable:
        return False


def _bytes(files: tuple[_Wanted, ...]) -> int:
    return sum(each.file.size for each in files)


def _tell(progress: Report, before: int, total: int, part: int, _: int = 0) -> None:
    progress("progress.package_copy", (before + part) // _KIB, total // _KIB)


def _cut_off(path: Path, data: bytes) -> bool:
    """Say whether a note of an unfinished package is the mere beginning of ours: it is written before any file."""
    try:
        return _unfinished(data).startswith(read_bytes(path, LIMIT))
    except Unreadable:
        return False


def _put(path: Path, data: bytes, torn_is_ours: bool) -> None:
    if _holds(path, data):
        return
    if torn_is_ours:
        remove(path)
    write_new(path, data)


def _unfinished(data: bytes) -> bytes:
    digest, _ = digest_and_code(data)
    return (
        "Gói bài thi này CHƯA GHI XONG, chưa dùng được.\r\n"
        "Cắm lại USB vào máy của thư ký và phát hành lại vào đúng thư mục này: các tệp đã chép xong được giữ lại.\r\n"
        f"{digest}\r\n"
    ).encode()


def _read_first(manifest: Manifest, code: str) -> str:
    lines = (
        f"GÓI BÀI THI - {'BẢN CHẠY THỬ - ' if manifest.rehearsal else ''}bản {manifest.version}",
        "",
        f"Cuộc thi: {manifest.contest}",
        f"Vòng: {manifest.round}",
        f"Mã gói bài thi: {group_code(code)}",
        "",
        "1. So 30 chữ số của mã gói với mã dán tại phòng chấm. Nếu khác, báo ngay cho thư ký, chưa chấm.",
        "2. Mở chương trình Judge Desk, chọn Mở gói bài thi, rồi chọn thư mục này.",
        "3. Chọn đúng ghế của mình, nhập mã PIN trong phong bì niêm phong.",
        "4. Chương trình kiểm tra từng tệp trước khi chấm. Không cần mạng, không cần tài khoản.",
        "5. Chấm xong thì niêm phong phiếu. In phiếu, ký tên; tệp phiếu có đuôi .jdballot giao cho thư ký.",
        "",
        "Không sửa, đổi tên hay thêm tệp trong thư mục này. Tệp nào bị thay đổi sẽ được chương trình chỉ rõ.",
    )
    return "\ufeff" + "\r\n".join(lines) + "\r\n"
