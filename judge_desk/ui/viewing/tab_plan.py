"""Which tabs the files of an entry get: one for each file, pictures of one part together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.rulebook.definition import Part
from judge_desk.ui.words import Words
from judge_desk.wording.figures import length

PICTURES: Final = frozenset({"jpg", "jpeg", "png"})
SOUNDS: Final = frozenset({"mp3", "m4a", "wav"})
CLIPS: Final = frozenset({"mp4", "m4v", "mov", "webm", "mkv", "avi"}) | SOUNDS
TEXTS: Final = frozenset({"docx", "pdf", "txt"})


@dataclass(frozen=True, slots=True)
class TabPlan:
    """A tab: its files, all of one part; ``kind`` is ``text``, ``pictures``, ``clip``, ``sound`` or ``other``."""

    kind: str
    part: Part | None
    files: tuple[ManifestFile, ...]
    number: int
    """Which of several tabs of one part and kind this is, 0 when it is the only one."""

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return {"text": "file-text", "pictures": "image", "clip": "film", "sound": "music"}.get(self.kind, "file")

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)

    def name(self, words: Words) -> str:
        """Give what stands on the tab: short, the whole title is for the tool tip."""
        seconds = self.files[0].seconds
        if self.kind == "clip":
            word = words.say("ui.reading.tab.clip")
            name = f"{word} {self.number}" if self.number else word
            return f"{name} · {length(seconds)}" if self.number and seconds else _with_length(name, seconds)
        name = short_title(self.title(words))
        if self.kind == "pictures" and len(self.files) > 1:
            return f"{name} ({len(self.files)})"
        return f"{name} {self.number}" if self.number else name

    def title(self, words: Words) -> str:
        """Give the title of the part, as the rules write it."""
        return self.part.title if self.part is not None else words.say(f"ui.reading.tab.{self.kind}")


def _with_length(name: str, seconds: int | None) -> str:
    return f"{name} {length(seconds)}" if seconds else name


def short_title(title: str) -> str:
    """Shorten a part's title: what stands in brackets or after a comma explains it."""
    for mark in (" (", ", ", ";", ":"):
        title = title.partition(mark)[0]
    return title.strip()


def plan_tabs(files: Iterable[ManifestFile], parts: Iterable[Part]) -> tuple[TabPlan, ...]:
    """Plan the tabs of an entry in the order of its files."""
    by_id = {part.id: part for part in parts}
    groups: list[tuple[str, str, list[ManifestFile]]] = []
    for file in files:
        kind = _kind(file.extension)
        same = next((each for each in groups if each[:2] == (file.part, kind)), None)
        if kind == "pictures" and same is not None:
            same[2].append(file)
        else:
            groups.append((file.part, kind, [file]))
    counts: dict[tuple[str, str], int] = {}
    plans = []
    for part, kind, grouped in groups:
        # Clips of different parts share the word on the tab, so they are counted together.
        mark = ("", kind) if kind == "clip" else (part, kind)
        alike = sum(1 for each in groups if (each[1] == "clip" if kind == "clip" else each[:2] == (part, kind)))
        counts[mark] = counts.get(mark, 0) + 1
        plans.append(TabPlan(kind, by_id.get(part), tuple(grouped), counts[mark] if alike > 1 else 0))
    return tuple(plans)


def _kind(extension: str) -> str:
    for kind, endings in (("text", TEXTS), ("pictures", PICTURES), ("sound", SOUNDS), ("clip", CLIPS)):
        if extension in endings:
            return kind
    return "other"
