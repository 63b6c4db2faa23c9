"""A small typed reader over a raw table that collects faults instead of stopping at the first.

Every question ("the text under this key") answers with a value of the right type; what was wrong is noted with its
key path, and a harmless stand-in is given, so that one pass finds all faults. Keys that nobody asked for are faults.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, TypeVar

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import Problem
from judge_desk.exchange.rulebook.toml_source import Written, item_name

UNDECIDED: Final = "undecided"
MOST_CHARACTERS: Final = 4000
MOST_WHOLE: Final = 10**12
MOST_ITEMS: Final = 500
"""Items of one list, and keys of one table that are compared with the known ones."""
_FRACTION: Final = re.compile(r"([0-9]{1,9})/([1-9][0-9]{0,8})\Z")
_ID: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_CRITERION: Final = re.compile(r"[0-9A-Za-z]{1,6}(?:\.[0-9A-Za-z]{1,4}){0,3}\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]\Z|24:00\Z")
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))})

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


class Faults:
    """The faults of one file, in the order met, each with its key path; and the open points that were used."""

    def __init__(self, open_points: Mapping[str, Undecided]) -> None:
        """Start with no fault; ``open_points`` are the explanations of undecided keys, by key."""
        self.found: list[Problem] = []
        self.used: list[Undecided] = []
        self._open_points = open_points

    def add(self, code: str, key: str, /, **facts: str | int) -> None:
        """Note a fault (its whole code) at a key path."""
        self.found.append(Problem(code, where=key, facts=facts))

    def open_point(self, key: str) -> Undecided:
        """Give the explanation of an undecided key; a missing one is a fault."""
        point = self._open_points.get(key)
        if point is None:
            self.add("definition.undecided_unexplained", key)
            return Undecided(key)
        self.used.append(point)
        return point


class Table:
    """One table of the file and the questions asked of it."""

    def __init__(self, raw: Mapping[str, Any], path: str, faults: Faults) -> None:
        """Read from a raw table that lies at a key path (empty for the whole file)."""
        self.raw = raw
        self.path = path
        self.faults = faults
        self._asked: list[str] = []

    def key(self, key: str) -> str:
        """Give the whole path of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Say whether the key is written, without asking for it."""
        return key in self.raw

    def fault(self, code: str, key: str, /, **facts: str | int) -> None:
        """Note a fault at a key of this table."""
        self.faults.add(code, self.key(key), **facts)

    def _take(self, key: str, required: bool) -> Any:
        if key not in self._asked:
            self._asked.append(key)
        value = self.raw.get(key)
        if value is None and required:
            self.fault("definition.missing_key", key, name=key)
        if value == UNDECIDED:
            self.fault("definition.undecided_not_allowed", key)
            return None
        return value

    def _read(self, key: str, read: Callable[[Any], T | None], kind: str, stand_in: T, default: T | None) -> T:
        value = self._take(key, default is None)
        if value is None:
            return stand_in if default is None else default
        found = read(value)
        if found is None:
            self.fault(kind, key, written=shown(value))
            return stand_in
        return found

    def undecided(self, key: str) -> Undecided | None:
        """Give the open point when the key says ``"undecided"``, else None (then ask for the value itself)."""
        if self.raw.get(key) != UNDECIDED:
            return None
        self._asked.append(key)
        return self.faults.open_point(self.key(key))

    def says(self, key: str, word: str) -> bool:
        """Say whether the key holds exactly this word; if so it counts as asked."""
        if self.raw.get(key) != word:
            return False
        self._asked.append(key)
        return True

    def text(self, key: str, default: str | None = None) -> str:
        """Give one line of text (NFC, trimmed, not empty); required without a default."""
        text = self._read(key, _as_text, "definition.not_text", "", default)
        return self._clean(key, text) if self.has(key) and isinstance(self.raw[key], str) else text

    def _clean(self, key: str, text: str) -> str:
        clean = unicodedata.normalize("NFC", text).strip()
        if not clean and self.raw[key] != UNDECIDED:
            self.fault("definition.empty_text", key)
        if len(clean) > MOST_CHARACTERS or _has_unseen(clean):
            self.fault("definition.bad_text", key, most=MOST_CHARACTERS)
        return clean

    def id(self, key: str = "id") -> str:
        """Give a name of lower-case letters, digits and dashes that is also safe as a file name; required."""
        name = self.text(key)
        if name and (not _ID.match(name) or name in _DEVICES):
            self.fault("definition.bad_id", key, written=shown(name))
        return name

    def criterion_id(self, key: str = "id") -> str:
        """Give a criterion's name such as ``2.1``; required."""
        name = self.text(key)
        if name and not _CRITERION.match(name):
            self.fault("definition.bad_criterion_id", key, written=shown(name))
        return name

    def whole(self, key: str, least: int = 0, default: int | None = None, most: int = MOST_WHOLE) -> int:
        """Give a whole number from ``least`` to ``most``; required without a default."""
        number = self._read(key, _as_whole, "definition.not_whole", least, default)
        if self.has(key) and not least <= number <= most:
            self.fault("definition.out_of_range", key, value=number, least=least, most=most)
            return least
        return number

    def whole_or_none(self, key: str, least: int = 0) -> int | None:
        """Give a whole number, or None when the key is not written."""
        return self.whole(key, least) if self.has(key) else self._take(key, False)

    def number(self, key: str, default: Fraction | None = None) -> Fraction:
        """Give an exact number written ``8``, ``0.5``, ``"0,5"`` or ``"1/3"``; required without a default."""
        return self._read(key, as_number, "definition.not_number", Fraction(0), default)

    def number_or_none(self, key: str) -> Fraction | None:
        """Give an exact number, or None when the key is not written."""
        return self.number(key) if self.has(key) else self._take(key, False)

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """Give a list of exact numbers; empty when the key is not written."""
        items = self._list(key, required=False)
        found = [as_number(item) for item in items]
        for item, value in zip(items, found, strict=True):
            if value is None:
                self.fault("definition.not_number", key, written=shown(item))
        return tuple(value for value in found if value is not None)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Give true or false; required without a default."""
        return self._read(
            key, lambda value: value if isinstance(value, bool) else None, "definition.not_flag", False, default
        )

    def day(self, key: str) -> str:
        """Give a day as ISO text; required."""
        return self._read(key, _as_day, "definition.bad_day", "2000-01-01", None)

    def clock(self, key: str, default: str) -> str:
        """Give a time of day as ``HH:MM`` up to ``24:00``."""
        return self._read(key, _as_clock, "definition.bad_clock", "24:00", default)

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Give one of the words of an enumeration; required without a default."""
        words = [each.value for each in kind]
        return kind(self.word(key, words, default.value if default is not None else None))

    def word(self, key: str, words: Sequence[str], default: str | None = None) -> str:
        """Give one of the allowed words; required without a default."""
        value = self._take(key, default is None)
        if value is None:
            return words[0] if default is None else default
        if value not in words:
            self.fault("definition.not_choice", key, written=shown(value), allowed=", ".join(words))
            return words[0]
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, each once; empty when the key is not written."""
        items = self._list(key, required=False)
        texts = [_as_text(item) for item in items]
        if any(text is None or not text.strip() for text in texts):
            self.fault("definition.not_texts", key)
            return ()
        clean = tuple(self._clean(key, text) for text in texts if text is not None)
        for text in sorted({each for each in clean if clean.count(each) > 1}):
            self.fault("definition.listed_twice", key, written=shown(text))
        return clean

    def _list(self, key: str, required: bool) -> list[Any]:
        value = self._take(key, required)
        if value is not None and not isinstance(value, list):
            self.fault("definition.not_list", key, written=shown(value))
        if isinstance(value, list) and len(value) > MOST_ITEMS:
            self.fault("definition.list_too_long", key, count=len(value), most=MOST_ITEMS)
        return value[:MOST_ITEMS] if isinstance(value, list) else []

    def table(self, key: str, required: bool = True) -> Table | None:
        """Give the table under a key, or None when it is missing or no table (both noted)."""
        value = self._take(key, required)
        if isinstance(value, dict):
            return Table(value, self.key(key), self.faults)
        if value is not None:
            self.fault("definition.not_table", key, written=shown(value))
        return None

    def items(self, key: str, read: Callable[[Table], T], least: int = 0) -> tuple[T, ...]:
        """Read a list of tables, each closed afterwards; fewer than ``least`` is a fault."""
        items = self._list(key, required=least > 0)
        tables = [Table(i, f"{self.key(key)}.{item_name(i, n)}", self.faults) for n, i in _tables(items)]
        if len(tables) < len(items):
            self.fault("definition.not_tables", key)
        elif len(items) < least and isinstance(self.raw.get(key), list):
            self.fault("definition.list_empty", key)
        return tuple(read_closed(table, read) for table in tables)

    def close(self) -> None:
        """Note the keys that nobody asked for, at most :data:`MOST_ITEMS`, with the nearest known name."""
        unknown = [key for key in self.raw if key not in self._asked]
        for key in unknown[:MOST_ITEMS]:
            near = get_close_matches(key, self._asked, n=1, cutoff=0.6)
            if near:
                self.fault("definition.unknown_key_near", shown(key), near=near[0])
            else:
                self.fault("definition.unknown_key", shown(key), known=", ".join(sorted(self._asked)))


def read_closed(table: Table, read: Callable[[Table], T]) -> T:
    """Read a value from a table, then close the table."""
    value = read(table)
    table.close()
    return value


def _tables(items: Iterable[Any]) -> list[tuple[int, dict[str, Any]]]:
    return [(number, item) for number, item in enumerate(items, start=1) if isinstance(item, dict)]


def _has_unseen(text: str) -> bool:
    """Say whether controls, joiners or breaks of lines hide in a text; nearly every text is printable and has none."""
    return not text.isprintable() and any(unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") for each in text)


def _as_text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _as_flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _as_whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_number(value: Any) -> Fraction | None:
    """Give the exact number that a value of the file says, or None: at most two decimals, or a fraction as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value) if abs(value) <= MOST_WHOLE else None
    text = value.text if isinstance(value, Written) else value
    if not isinstance(text, str):
        return None
    fraction = _FRACTION.match(text.strip())
    if fraction is not None:
        return Fraction(int(fraction[1]), int(fraction[2]))
    try:
        return parse_decimal(text)
    except NotANumber:
        return None


def _as_day(value: Any) -> str | None:
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str) or not _DATE.match(value):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _as_clock(value: Any) -> str | None:
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value if isinstance(value, str) and _TIME.match(value) else None


def shown(value: Any) -> str:
    """Show a value of the file in a sentence: short, one line, without control characters."""
    text = value.text if isinstance(value, Written) else value
    if isinstance(text, bool):
        text = "true" if text else "false"
    if isinstance(text, dict):
        text = "{…}"
    if isinstance(text, list):
        text = "[…]"
    line = "".join("·" if unicodedata.category(c)[0] == "C" else c for c in str(text)[:61])
    return line if len(line) < 61 else line[:60] + "…"
