"""Bytes of a definition become a raw table: size, encoding, syntax, exact numbers, digest and line numbers.

Nothing here knows what a contest is. Numbers with a point are kept as the text that was written, so that no
float ever exists; the digest runs over what the file says, not over its blanks, comments or order of keys.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from judge_desk.contest.problems import Problem

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_DEPTH: Final = 16
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY: Final = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')\s*=""")
ITEM_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}\Z")
"""What may name an item of a list in a key path; anything else is named by its number."""

RawTable = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A number with a point or an exponent, as the text that stands in the file."""

    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file.

    Attributes:
        raw: tables, lists, texts, whole numbers, flags, :class:`Written` numbers, dates and times.
        digest: SHA-256 (lower-case hex) of the canonical form.
        lines: line number by key path as :func:`item_name` writes it.
    """

    raw: RawTable
    digest: str
    lines: Mapping[str, int]


def parse(data: bytes) -> Source | Problem:
    """Read a TOML file of at most 4 MiB; a byte order mark and CRLF are accepted.

    Gives the problem instead when the bytes are no such file.
    """
    if len(data) > MOST_BYTES:
        return Problem("definition.too_large", facts={"mib": MOST_BYTES // 2**20})
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Problem("definition.not_utf8", facts={"line": data.count(b"\n", 0, error.start) + 1})
    raw = parse_text(text)
    if isinstance(raw, Problem):
        return raw
    return Source(raw, digest_of(raw), _line_numbers(text, raw))


def parse_text(text: str) -> RawTable | Problem:
    """Read TOML text; numbers with a point stay as written."""
    try:
        raw = tomllib.loads(text, parse_float=Written)
    except RecursionError:
        return Problem("definition.too_deep", facts={"most": MOST_DEPTH})
    except ValueError as error:
        return _syntax_problem(str(error), text)
    if _deeper_than(raw, MOST_DEPTH):
        return Problem("definition.too_deep", facts={"most": MOST_DEPTH})
    return raw


def _syntax_problem(reason: str, text: str) -> Problem:
    found = _AT.search(reason)
    line = int(found[1]) if found else text.count("\n") + 1
    column = int(found[2]) if found else 1
    twice = "overwrite" in reason or "twice" in reason or "Duplicate" in reason or "mutate" in reason
    code = "definition.key_twice" if twice else "definition.not_toml"
    return Problem(code, facts={"line": line, "column": column})


def _deeper_than(raw: object, most: int) -> bool:
    level: list[object] = [raw]
    for _ in range(most):
        level = [child for each in level for child in _children(each)]
        if not level:
            return False
    return True


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []


def digest_of(raw: RawTable) -> str:
    """Give the SHA-256 (hex) of the canonical form: compact JSON, sorted keys, UTF-8.

    Written numbers, dates and times become an object with the empty key, which no valid definition has:
    ``{"":"0.5"}``. So ``0.5`` and the text ``"0.5"`` differ, and blanks and comments do not count.
    """
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_tagged)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, Written):
        return {"": value.text}
    if isinstance(value, (date, time)):
        return {"": value.isoformat()}
    raise TypeError(type(value).__name__)


def item_name(item: object, number: int) -> str:
    """Name an item of a list in a key path: by its id, else by its number from 1."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) and ITEM_ID.match(name) else str(number)


def _line_numbers(text: str, raw: RawTable) -> dict[str, int]:
    lines: dict[str, int] = {}
    for path, line in _written_keys(text):
        name = _path_name(path, raw)
        lines.setdefault(name, line)
    return lines


def _written_keys(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        toggles = (line.count('"""') + line.count("'''")) % 2 == 1
        if not inside_text:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header is not None and key is None:
                table = _table_path(header[2], header[1] == "[[", counts)
                yield table, number
            elif key is not None:
                yield (*table, key[1].strip("\"'")), number
        inside_text ^= toggles


def _table_path(header: str, is_item: bool, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    names = [name.strip().strip("\"'") for name in header.split(".")]
    for position, name in enumerate(names):
        path = (*path, name)
        if is_item and position == len(names) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _path_name(path: tuple[str | int, ...], raw: object) -> str:
    names: list[str] = []
    place: Any = raw
    for part in path:
        if isinstance(part, int):
            place = place[part - 1] if isinstance(place, list) and part <= len(place) else None
            names.append(item_name(place, part))
        else:
            place = place.get(part) if isinstance(place, Mapping) else None
            names.append(part)
    return ".".join(names)
