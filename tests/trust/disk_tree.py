"""A folder's tree as values, and everything that can be done to it: what a recording is made of.

Nodes have numbers; names stand in folders. Number 1 is the folder that is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = 1


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to a file at a place."""

    node: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file's length set."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file's bytes, or a folder's names, flushed."""

    node: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name comes into being, for a new file (``fresh``), a new folder (``is_folder``) or a second link."""

    folder: int
    name: str
    node: int
    fresh: bool
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """A name is taken away, of a file or an empty folder."""

    folder: int
    name: str
    node: int


@dataclass(frozen=True, slots=True)
class Move:
    """A name becomes another one, in place of what had it."""

    folder: int
    name: str
    to_folder: int
    to_name: str
    node: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that the work said of itself."""

    text: str


NameOp = Name | Drop | Move
DataOp = Write | Cut
Op = Write | Cut | Sync | Name | Drop | Move | Mark


@dataclass(slots=True)
class Tree:
    """Nodes and names.

    Attributes:
        files: content of every file, by number; of files without a name, too.
        folders: names of every folder, by number.
    """

    files: dict[int, bytearray] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {ROOT: {}})

    def copy(self) -> Tree:
        """Give a tree of its own that is the same."""
        return Tree(
            {number: bytearray(data) for number, data in self.files.items()},
            {number: dict(names) for number, names in self.folders.items()},
        )

    def fresh_number(self) -> int:
        """Give a number that no node has."""
        return max(*self.files, *self.folders, ROOT) + 1 if self.files else max(self.folders) + 1

    def find(self, parts: tuple[str, ...]) -> int | None:
        """Give the node with a path, None without."""
        node: int | None = ROOT
        for part in parts:
            node = self.folders.get(node or 0, {}).get(part)
        return node

    def apply(self, op: Op) -> None:
        """Do what an operation says; a name that cannot be given or taken without its folder is passed over."""
        match op:
            case Write(node, offset, data):
                put(self.files[node], offset, data)
            case Cut(node, size):
                cut(self.files[node], size)
            case Name(folder, name, node, fresh, is_folder):
                self._come_into_being(node, fresh, is_folder)
                if folder in self.folders:
                    self.folders[folder][name] = node
            case Drop(folder, name, node):
                if self.folders.get(folder, {}).get(name) == node:
                    del self.folders[folder][name]
            case Move(folder, name, to_folder, to_name, node):
                if self.folders.get(folder, {}).get(name) == node:
                    del self.folders[folder][name]
                if to_folder in self.folders:
                    self.folders[to_folder][to_name] = node
            case _:
                pass

    def _come_into_being(self, node: int, fresh: bool, is_folder: bool) -> None:
        if fresh and is_folder:
            self.folders.setdefault(node, {})
        elif fresh:
            self.files.setdefault(node, bytearray())

    def paths(self) -> dict[str, int]:
        """Give the number of every node that can be reached, by its path below the root."""
        found: dict[str, int] = {}
        todo = [("", ROOT)]
        while todo:
            before, folder = todo.pop()
            for name, node in self.folders[folder].items():
                found[before + name] = node
                if node in self.folders:
                    todo.append((f"{before}{name}/", node))
        return found

    def listing(self) -> dict[str, bytes | None]:
        """Give every path with its content, None for folders."""
        return {path: bytes(self.files[node]) if node in self.files else None for path, node in self.paths().items()}


def put(content: bytearray, offset: int, data: bytes) -> None:
    """Write into a file's content; what lies between its end and the place becomes zeros."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def cut(content: bytearray, size: int) -> None:
    """Set the length of a file's content; new bytes are zeros."""
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


def tree_of(root: Path) -> Tree:
    """Read the tree below a folder; there are no links in it."""
    tree = Tree()
    number = ROOT
    todo = [(root, ROOT)]
    while todo:
        place, folder = todo.pop()
        for path in sorted(place.iterdir()):
            number += 1
            tree.folders[folder][path.name] = number
            if path.is_dir():
                tree.folders[number] = {}
                todo.append((path, number))
            else:
                tree.files[number] = bytearray(path.read_bytes())
    return tree
