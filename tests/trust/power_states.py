"""What a disk may hold after the power went away: every state that follows from a recording, by the rules of a disk.

Until a file is flushed, each of its writes may be there wholly, not at all, or in part (any of its sectors of 512
bytes), in any order; its length may be there without its bytes. A name that was given, changed or taken away may be
there or not until it is made durable: on a **careful** disk by flushing its folder and nothing else (what POSIX
promises), on a **journaled** one by flushing the file (folders cannot be flushed, and a deletion never is durable:
what Windows does). The step, the habit and the number of the try repeat a state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tests.trust.disk_tree import Cut, Drop, Mark, Move, Name, Op, Sync, Tree, Write, cut, put
from tests.trust.strace_log import Recording

SECTOR: Final = 512


class Habit(StrEnum):
    """How a disk makes names durable."""

    CAREFUL = "careful"
    JOURNALED = "journaled"


Kept = bool | tuple[bool, ...]
"""How much of an operation is there: all, nothing, or of a write which sectors; the last says whether its length is."""


@dataclass(frozen=True, slots=True)
class State:
    """What the disk holds.

    Attributes:
        where: habit, step and try, to repeat it.
        told: marks that the work had left before; what they acknowledge must be there.
        files: content of every file, by path; folders: path of every folder.
    """

    where: str
    told: tuple[str, ...]
    files: dict[str, bytes]
    folders: frozenset[str]

    def same(self) -> int:
        """Give a number that states with the same files, folders and contents share."""
        return hash((frozenset(self.files.items()), self.folders))


class Replay:
    """A recording as a disk takes it in: what is durable, and what is still on its way."""

    def __init__(self, recording: Recording, habit: Habit) -> None:
        """Begin with the tree as it was, all of it durable."""
        self.durable, self.habit = recording.before.copy(), habit
        self.pending: list[Op] = []
        self.told: list[str] = []
        self._bytes: dict[int, bytes] = {}
        self._paths: tuple[dict[str, int], frozenset[str]] | None = None

    def take(self, op: Op) -> None:
        """Take in one operation."""
        match op:
            case Mark(text):
                self.told.append(text)
            case Sync(node):
                self._settle(node)
            case Name(_, _, node, fresh=True, is_folder=is_folder):
                if is_folder:
                    self.durable.folders.setdefault(node, {})
                else:
                    self.durable.files.setdefault(node, bytearray())
                self.pending.append(op)
            case _:
                self.pending.append(op)

    def _settle(self, node: int) -> None:
        """Make durable what a flush of a file or folder makes durable."""
        settled = self._settled_by(node)
        for op in settled:
            self.durable.apply(op)
        if settled:
            chosen = {id(op) for op in settled}
            self.pending = [op for op in self.pending if id(op) not in chosen]
            self._bytes.pop(node, None)
            self._paths = None

    def _settled_by(self, node: int) -> list[Op]:
        if node in self.durable.folders:
            if self.habit is Habit.JOURNALED:
                return []
            return [op for op in self.pending if _is_in(op, node)]
        data: list[Op] = [op for op in self.pending if isinstance(op, Write | Cut) and op.node == node]
        return data + (self._names_of(node) if self.habit is Habit.JOURNALED else [])

    def _names_of(self, node: int) -> list[Op]:
        """Give the names on the way of a file and of the folders that it lies in, in order."""
        wanted, before = {node}, 0
        while len(wanted) != before:
            before = len(wanted)
            for op in self.pending:
                if isinstance(op, Name | Move) and op.node in wanted:
                    wanted.add(op.to_folder if isinstance(op, Move) else op.folder)
        wanted |= self._above(wanted)
        return [op for op in self.pending if isinstance(op, Name | Move) and op.node in wanted]

    def _above(self, nodes: set[int]) -> set[int]:
        """Give the folders above, also of names that are durable already."""
        found: set[int] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            for folder, names in self.durable.folders.items():
                if node in names.values() and folder not in found:
                    found.add(folder)
                    todo.append(folder)
            for op in self.pending:
                if isinstance(op, Name) and op.node == node and op.folder not in found:
                    found.add(op.folder)
                    todo.append(op.folder)
        return found

    def state(self, kept: Sequence[Kept], where: str) -> State:
        """Give what is there when of what is on its way so much is kept."""
        contents: dict[int, bytearray] = {}
        renamed: Tree | None = None
        for op, part in zip(self.pending, kept, strict=True):
            if part is False:
                continue
            if isinstance(op, Write | Cut):
                content = contents.get(op.node)
                if content is None:
                    content = contents[op.node] = bytearray(self.durable.files[op.node])
                _keep(content, op, part)
            else:
                renamed = renamed or Tree({}, {number: dict(names) for number, names in self.durable.folders.items()})
                renamed.apply(op)
        paths, folders = self._reachable() if renamed is None else self._split(renamed)
        files = {path: self._content(node, contents) for path, node in paths.items()}
        return State(where, tuple(self.told), files, folders)

    def _content(self, node: int, changed: dict[int, bytearray]) -> bytes:
        if node in changed:
            return bytes(changed[node])
        if node not in self._bytes:
            self._bytes[node] = bytes(self.durable.files[node])
        return self._bytes[node]

    def _reachable(self) -> tuple[dict[str, int], frozenset[str]]:
        if self._paths is None:
            self._paths = self._split(self.durable)
        return self._paths

    def _split(self, tree: Tree) -> tuple[dict[str, int], frozenset[str]]:
        paths = tree.paths()
        folders = frozenset(path for path, node in paths.items() if node in self.durable.folders)
        return {path: node for path, node in paths.items() if path not in folders}, folders


def _is_in(op: Op, folder: int) -> bool:
    if isinstance(op, Move):
        return folder in (op.folder, op.to_folder)
    return isinstance(op, Name | Drop) and op.folder == folder


def _keep(content: bytearray, op: Op, part: Kept) -> None:
    """Apply a write or a cut, or those sectors of a write that are kept."""
    if isinstance(op, Cut):
        cut(content, op.size)
    elif isinstance(op, Write):
        if part is True:
            return put(content, op.offset, op.data)
        assert isinstance(part, tuple)
        if part[-1] and len(content) < op.offset + len(op.data):
            cut(content, op.offset + len(op.data))
        for start, end, is_kept in zip(*_sectors(op), part, strict=False):
            if is_kept:
                put(content, start, op.data[start - op.offset : end - op.offset])
    return None


def _sectors(op: Write) -> tuple[list[int], list[int]]:
    """Give where each of a write's sectors begins and ends in the file."""
    end = op.offset + len(op.data)
    starts = [op.offset, *range(op.offset - op.offset % SECTOR + SECTOR, end, SECTOR)]
    return starts, [*starts[1:], end]


def states(recording: Recording, habit: Habit, amount: int, seed: int) -> Iterator[State]:
    """Give about so many states of a recording: for every step nothing, everything, and what chance picks.

    Where little is on its way, all that is possible is less than the step's share.
    """
    replay, given = Replay(recording, habit), 0
    following = (*(isinstance(op, Mark) for op in recording.ops), False)
    steps = following.count(False)
    for number, op in enumerate((None, *recording.ops)):
        if op is not None:
            replay.take(op)
        if following[number]:  # of marks that follow each other, the cut comes behind the last
            continue
        share = max(2, (amount - given) // max(steps, 1))
        steps -= 1
        chance = random.Random(f"{seed} {habit} {number}")
        for turn, kept in enumerate(_choices(replay.pending, share, chance)):
            given += 1
            yield replay.state(kept, f"{habit} step {number} try {turn} seed {seed}")


def _choices(pending: Sequence[Op], share: int, chance: random.Random) -> Iterator[Sequence[Kept]]:
    """Give nothing, everything, and for the rest of the share one way after the other; never the same twice."""
    size = len(pending)
    seen: set[tuple[Kept, ...]] = set()
    fixed = [(False,) * size, (True,) * size, tuple(isinstance(op, Name | Move) for op in pending)]
    tries = 0
    while len(seen) < share and tries < 2 * share + len(fixed):
        kept = tuple(fixed[tries]) if tries < len(fixed) else _any_way(pending, chance)
        tries += 1
        if kept not in seen:
            seen.add(kept)
            yield kept


def _any_way(pending: Sequence[Op], chance: random.Random) -> tuple[Kept, ...]:
    size, way = len(pending), chance.randrange(5)
    if way == 0:  # in order, up to some operation, and perhaps a part of that
        until = chance.randrange(size + 1)
        here: Kept = _torn(pending[until], chance) if until < size else True
        return tuple(True if place < until else here if place == until else False for place in range(size))
    if way == 1:  # all but one, or only one
        odd, rest = chance.randrange(size or 1), chance.random() < 0.5
        return tuple(rest if place != odd else not rest for place in range(size))
    likely = chance.choice((0.2, 0.5, 0.8))
    if way == 2:
        return tuple(chance.random() < likely for _ in range(size))
    return tuple(_torn(op, chance) if chance.random() < likely else chance.random() < 0.5 for op in pending)


def _torn(op: Op, chance: random.Random) -> Kept:
    """Keep some sectors of a write: a beginning, an end, any, or none with the length; whole, what has no sectors."""
    if not isinstance(op, Write):
        return True
    size, way = len(_sectors(op)[0]), chance.randrange(4)
    if way == 0:
        until = chance.randrange(size + 1)
        return (*(place < until for place in range(size)), chance.random() < 0.5)
    if way == 1:
        since = chance.randrange(size + 1)
        return (*(place >= since for place in range(size)), chance.random() < 0.5)
    if way == 2:
        return (*(chance.random() < 0.5 for _ in range(size)), chance.random() < 0.5)
    return (*((False,) * size), True)
