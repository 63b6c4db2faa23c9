"""Follows the lines of an strace log (``-f -xx``): descriptors, positions and names, and so what happened to a tree.

What would change files in a way that cannot be followed (a shared writable map, an exchange of names, a link to
elsewhere) raises; nothing is passed over in silence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.trust.disk_tree import Cut, Drop, Mark, Move, Name, Op, Sync, Tree, Write

_OPENING: Final = ("open", "openat", "creat", "close", "dup", "dup2", "dup3", "fcntl", "lseek", "chdir")
_DATA: Final = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "splice")
_LENGTH: Final = ("ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "sync", "syncfs", "mmap", "ioctl")
_NAMES: Final = ("rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "symlink", "symlinkat")
_FOLDERS: Final = ("mkdir", "mkdirat", "rmdir")
_PROCESSES: Final = ("clone", "clone3", "fork", "vfork")
CALLS: Final = (*_OPENING, *_DATA, *_LENGTH, *_NAMES, *_FOLDERS, *_PROCESSES, "read", "readv")
RAW: Final = "read,readv"
"""Calls whose data is not wanted: only that they move a position."""

_LINE: Final = re.compile(r"(?:(\d+) +)?(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(?: .*)?\Z", re.DOTALL)
_UNFINISHED: Final = re.compile(r"(\d+) +(\w+)\((.*?) ?<unfinished \.\.\.>\)?\Z", re.DOTALL)
_RESUMED: Final = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)\Z", re.DOTALL)
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_COPY_FLAGS: Final = ("FICLONE", "FICLONERANGE", "FIDEDUPERANGE")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has returned: who, which, arguments as the log has them, what it gave (negative: it failed)."""

    pid: int
    name: str
    arguments: tuple[str, ...]
    result: int


@dataclass(slots=True)
class Opened:
    """An open file description: its node (None for files elsewhere), its path, its position."""

    node: int | None
    path: Path
    position: int = 0
    appends: bool = False


def finished_calls(lines: Iterable[str]) -> Iterator[Call]:
    """Give the calls of a log in the order in which they returned.

    Raises:
        RuntimeError: a line of the log that cannot be understood.
    """
    begun: dict[str, str] = {}
    for raw in lines:
        line = raw.rstrip("\n")
        if (cut := _UNFINISHED.match(line)) is not None:
            begun[cut[1]] = f"{cut[2]}({cut[3]}"
            continue
        if (rest := _RESUMED.match(line)) is not None:
            line = f"{rest[1]} {begun.pop(rest[1])}{rest[3]}"
        found = _LINE.match(line)
        if found is None:
            if "+++" in line or "---" in line or "= ?" in line:
                continue
            raise RuntimeError(f"a line of the log that cannot be read: {line[:200]}")
        if found[4] != "?":
            yield Call(int(found[1] or 0), found[2], _split(found[3]), int(found[4], 0))


def _split(text: str) -> tuple[str, ...]:
    """Split arguments at the commas that are not inside brackets; strings are hexadecimal and hold none."""
    parts, depth, start = [], 0, 0
    for place in (found.start() for found in re.finditer(r"[\[\]{},]", text)):
        sign = text[place]
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and not depth:
            parts.append(text[start:place].strip())
            start = place + 1
    return (*parts, text[start:].strip())


def _bytes_of(argument: str) -> bytes:
    found = _TEXT.findall(argument)
    if any(cut for _, cut in found):
        raise RuntimeError("the log cut data off")
    return b"".join(bytes.fromhex(each.replace("\\x", "")) for each, _ in found)


def _path_of(argument: str) -> str:
    return os.fsdecode(_bytes_of(argument))


class Follower:
    """Follows calls and keeps what they amount to.

    Attributes:
        tree: as it is now; ops: what was done to it.
    """

    def __init__(self, root: Path, tree: Tree, marks: str, cwd: Path) -> None:
        """Begin with a tree, below ``root``; ``marks`` begins the names of folders that are marks."""
        self.tree, self.ops = tree, list[Op]()
        self._root, self._marks, self._cwd = root, marks, cwd
        self._tables: dict[int, dict[int, Opened]] = {}
        self._acts: Mapping[str, Callable[[Call, dict[int, Opened]], None]] = {
            **dict.fromkeys(("open", "openat", "creat"), self._open),
            **dict.fromkeys(("dup", "dup2", "dup3"), self._dup),
            **dict.fromkeys(("write", "writev"), self._write),
            **dict.fromkeys(("pwrite64", "pwritev", "pwritev2"), self._write_at),
            **dict.fromkeys(("fsync", "fdatasync"), self._sync),
            **dict.fromkeys(("rename", "renameat", "renameat2"), self._rename),
            **dict.fromkeys(("unlink", "unlinkat", "rmdir"), self._unlink),
            **dict.fromkeys(("link", "linkat"), self._link),
            **dict.fromkeys(("mkdir", "mkdirat"), self._mkdir),
            **dict.fromkeys(("symlink", "symlinkat", "splice", "syncfs"), self._strange),
            **dict.fromkeys(("read", "readv"), self._read),
            **dict.fromkeys(_PROCESSES, self._clone),
            "close": self._close,
            "fcntl": self._fcntl,
            "lseek": self._seek,
            "chdir": self._chdir,
            "sendfile": self._send,
            "copy_file_range": self._copy_range,
            "ftruncate": self._cut,
            "truncate": self._cut_path,
            "fallocate": self._allocate,
            "mmap": self._map,
            "ioctl": self._ioctl,
            "sync": lambda call, table: None,
        }

    def follow(self, call: Call) -> None:
        """Take in one call.

        Raises:
            RuntimeError: it changes the tree in a way that cannot be followed.
        """
        if call.name in ("mkdir", "mkdirat") and call.result < 0:
            path = _path_of(call.arguments[0 if call.name == "mkdir" else 1])
            if path.startswith(self._marks):
                self.ops.append(Mark(path.removeprefix(self._marks)))
        if call.result >= 0:
            self._acts[call.name](call, self._table(call.pid))

    def _table(self, pid: int) -> dict[int, Opened]:
        """Give a process's descriptors; the first process is known by its first call, its threads share them."""
        return self._tables.setdefault(pid, {} if not self._tables else dict(next(iter(self._tables.values()))))

    def _do(self, op: Op) -> None:
        self.ops.append(op)
        self.tree.apply(op)

    def _clone(self, call: Call, table: dict[int, Opened]) -> None:
        shares = any("CLONE_FILES" in each for each in call.arguments)
        self._tables[call.result] = table if shares else dict(table)

    def _chdir(self, call: Call, table: dict[int, Opened]) -> None:
        self._cwd = self._cwd / _path_of(call.arguments[0])

    def _full(self, table: dict[int, Opened], folder: str, name: str) -> Path:
        base = self._cwd if folder.startswith("AT_FDCWD") else None
        if base is None and not name.startswith("/"):
            base = table[int(folder)].path
        return Path(os.path.normpath((base or Path("/")) / name))

    def _inside(self, path: Path) -> tuple[str, ...] | None:
        return path.relative_to(self._root).parts if path.is_relative_to(self._root) else None

    def _node(self, path: Path) -> int | None:
        parts = self._inside(path)
        return None if parts is None else self.tree.find(parts)

    def _place(self, path: Path) -> tuple[int, str] | None:
        """Give folder and name of a path inside, None for one elsewhere."""
        parts = self._inside(path)
        if parts is None:
            return None
        folder = self.tree.find(parts[:-1])
        if not parts or folder is None:
            raise RuntimeError(f"a name without its folder: {path}")
        return folder, parts[-1]

    def _open(self, call: Call, table: dict[int, Opened]) -> None:
        given = call.arguments if call.name == "openat" else ("AT_FDCWD", *call.arguments)
        flags = "O_CREAT|O_TRUNC" if call.name == "creat" else given[2]
        path = self._full(table, given[0], _path_of(given[1]))
        place, node = None, None
        if self._inside(path) is not None:
            node = self._node(path)
            if "O_TMPFILE" in flags:
                raise RuntimeError("a file without a name")
            place = None if node is not None else self._place(path)
        if place is not None:
            node = self.tree.fresh_number()
            self._do(Name(*place, node, fresh=True))
        elif node is not None and "O_TRUNC" in flags and self.tree.files[node]:
            self._do(Cut(node, 0))
        table[call.result] = Opened(node, path, appends="O_APPEND" in flags)

    def _close(self, call: Call, table: dict[int, Opened]) -> None:
        table.pop(int(call.arguments[0]), None)

    def _dup(self, call: Call, table: dict[int, Opened]) -> None:
        self._as(table, int(call.arguments[0]), call.result)

    def _fcntl(self, call: Call, table: dict[int, Opened]) -> None:
        if call.arguments[1].startswith("F_DUPFD"):
            self._as(table, int(call.arguments[0]), call.result)
        elif call.arguments[1] == "F_SETFL" and (opened := table.get(int(call.arguments[0]))) is not None:
            opened.appends = "O_APPEND" in call.arguments[2]

    @staticmethod
    def _as(table: dict[int, Opened], old: int, new: int) -> None:
        table.pop(new, None)
        if old in table:
            table[new] = table[old]

    def _seek(self, call: Call, table: dict[int, Opened]) -> None:
        if (opened := table.get(int(call.arguments[0]))) is not None:
            opened.position = call.result

    def _read(self, call: Call, table: dict[int, Opened]) -> None:
        if (opened := table.get(int(call.arguments[0], 0))) is not None:
            opened.position += call.result

    def _write(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is not None and opened.node is not None:
            self._pour(opened, _bytes_of(call.arguments[1])[: call.result])

    def _pour(self, opened: Opened, data: bytes) -> None:
        """Write at the position, or at the end, and go on."""
        if opened.node is None:
            return
        if opened.appends:
            opened.position = len(self.tree.files[opened.node])
        self._do(Write(opened.node, opened.position, data))
        opened.position += len(data)

    def _write_at(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is not None and opened.node is not None:
            self._do(Write(opened.node, int(call.arguments[3]), _bytes_of(call.arguments[1])[: call.result]))

    def _send(self, call: Call, table: dict[int, Opened]) -> None:
        target, source = table.get(int(call.arguments[0])), table.get(int(call.arguments[1]))
        stated = re.match(r"\[(\d+)\]", call.arguments[2])
        if source is None or target is None:
            if target is not None and target.node is not None:
                raise RuntimeError("bytes from an unknown descriptor")
            return
        start = int(stated[1]) if stated else source.position
        source.position += 0 if stated else call.result
        if call.result:
            self._pour(target, self._content(source, start, call.result))

    def _copy_range(self, call: Call, table: dict[int, Opened]) -> None:
        source, target = table.get(int(call.arguments[0])), table.get(int(call.arguments[2]))
        if target is None or target.node is None or not call.result:
            return
        if source is None or (call.arguments[1], call.arguments[3]) != ("NULL", "NULL"):
            raise RuntimeError("a range copied in a way that is not followed")
        self._pour(target, self._content(source, source.position, call.result))
        source.position += call.result

    def _content(self, source: Opened, start: int, length: int) -> bytes:
        held = self.tree.files[source.node] if source.node is not None else source.path.read_bytes()
        return bytes(held[start : start + length])

    def _cut(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is not None and opened.node is not None:
            self._do(Cut(opened.node, int(call.arguments[1])))

    def _cut_path(self, call: Call, table: dict[int, Opened]) -> None:
        node = self._node(self._full(table, "AT_FDCWD", _path_of(call.arguments[0])))
        if node is not None:
            self._do(Cut(node, int(call.arguments[1])))

    def _allocate(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is None or opened.node is None:
            return
        if call.arguments[1] != "0":
            raise RuntimeError("a part of a file taken away")
        end = int(call.arguments[2]) + int(call.arguments[3])
        if end > len(self.tree.files[opened.node]):
            self._do(Cut(opened.node, end))

    def _sync(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is not None and opened.node is not None:
            self._do(Sync(opened.node))

    def _map(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[4])) if call.arguments[4].isdigit() else None
        writable = "PROT_WRITE" in call.arguments[2] and "MAP_SHARED" in call.arguments[3]
        if writable and opened is not None and opened.node is not None:
            raise RuntimeError(f"a shared writable map of {opened.path}")

    def _ioctl(self, call: Call, table: dict[int, Opened]) -> None:
        opened = table.get(int(call.arguments[0]))
        if opened is not None and opened.node is not None and call.arguments[1] in _COPY_FLAGS:
            self._strange(call, table)

    def _strange(self, call: Call, table: dict[int, Opened]) -> None:
        raise RuntimeError(f"a call that is not followed: {call.name}{call.arguments}"[:300])

    def _rename(self, call: Call, table: dict[int, Opened]) -> None:
        given = call.arguments
        pairs = ("AT_FDCWD", given[0], "AT_FDCWD", given[1]) if call.name == "rename" else given[:4]
        if "RENAME_EXCHANGE" in given[-1]:
            self._strange(call, table)
        old, new = (self._full(table, pairs[each], _path_of(pairs[each + 1])) for each in (0, 2))
        if (self._inside(old) is None) != (self._inside(new) is None):
            self._strange(call, table)
        node, place, to_place = self._node(old), self._place(old), self._place(new)
        if node is not None and place is not None and to_place is not None and self._node(new) != node:
            self._do(Move(*place, *to_place, node))

    def _unlink(self, call: Call, table: dict[int, Opened]) -> None:
        folder, name = call.arguments[:2] if call.name == "unlinkat" else ("AT_FDCWD", call.arguments[0])
        path = self._full(table, folder, _path_of(name))
        node, place = self._node(path), self._place(path)
        if node is not None and place is not None:
            self._do(Drop(*place, node))

    def _link(self, call: Call, table: dict[int, Opened]) -> None:
        given = call.arguments
        pairs = ("AT_FDCWD", given[0], "AT_FDCWD", given[1]) if call.name == "link" else given[:4]
        old, new = (self._full(table, pairs[each], _path_of(pairs[each + 1])) for each in (0, 2))
        node, place = self._node(old), self._place(new)
        if (node is None) != (place is None):
            self._strange(call, table)
        if node is not None and place is not None:
            self._do(Name(*place, node, fresh=False))

    def _mkdir(self, call: Call, table: dict[int, Opened]) -> None:
        folder, name = call.arguments[:2] if call.name == "mkdirat" else ("AT_FDCWD", call.arguments[0])
        place = self._place(self._full(table, folder, _path_of(name)))
        if place is not None:
            self._do(Name(*place, self.tree.fresh_number(), fresh=True, is_folder=True))
