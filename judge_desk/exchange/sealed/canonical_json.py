"""JSON in exactly one form, and back into frozen records without belief in anything.

Keys sorted, no blanks, UTF-8 unescaped, whole numbers only. Reading refuses doubled keys, fractions, NaN, unknown
and missing fields and wrong types, and compares the bytes with what would have been written. A record's fields are
the fields of its dataclass, so the contract between rooms is the format. A field whose metadata says ``later`` was
added after the first form: while it is None it is left out, so that what was written before keeps its one form.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, cast

from judge_desk.contest.values.problems import BadInput, Unreadable

LARGEST: Final = 2**53 - 1
"""Largest whole number either way, so that a reader in any language gets it exactly."""

Record = TypeVar("Record")


class NotCanonical(ValueError):
    """The text is not the one form of its content; the message says where."""


def write_json(record: object) -> str:
    """Write a frozen dataclass as one line of JSON, without a newline.

    Raises:
        BadInput: a number beyond :data:`LARGEST`, or a text with half a surrogate pair.
    """
    text = _dumped(_plain(record))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInput("json.value", value="U+D800") from error
    return text


def read_json(kind: type[Record], text: str, where: str = "") -> Record:
    """Read what :func:`write_json` wrote for a record of this kind.

    Raises:
        Unreadable: not JSON, not this kind of record, or not byte for byte the one form.
    """
    try:
        loaded = _loaded(text)
        record = cast("Record", _read(kind, loaded))
        if _dumped(loaded) != text:  # of a key that stands twice one was read, so it shows here, too
            raise NotCanonical("another spelling of the same content")
    except NotCanonical as error:
        raise Unreadable("json.form", where, reason=str(error)[:200]) from error
    return record


def _dumped(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _read(kind: Any, value: object) -> object:
    try:
        return _reader(kind)(value)
    except NotCanonical as error:
        raise NotCanonical(f"{kind.__name__}{error}") from error


def _plain(value: object) -> object:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if isinstance(value, tuple):
        return _plain_tuple(value)
    if isinstance(value, Enum):
        return value.value
    if kind is int:
        return _in_range(value)
    if dataclasses.is_dataclass(value):
        pairs = ((name, later, getattr(value, name)) for name, later in _fields(cast("Hashable", kind)))
        return {name: _plain(each) for name, later, each in pairs if not later or each is not None}
    raise BadInput("json.value", value=str(value)[:40])


def _plain_tuple(value: tuple[Any, ...]) -> object:
    """Give a tuple as it stands where all its items are texts or numbers of the legal range; else item by item."""
    kinds = {*map(type, value)}
    if kinds == {int}:
        _in_range(min(value)), _in_range(max(value))
        return value
    return value if kinds <= {str} else [_plain(item) for item in value]


def _in_range(value: Any) -> object:
    if not -LARGEST <= value <= LARGEST:
        raise BadInput("json.value", value=str(value)[:40])
    return value


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, bool], ...]:
    """Give the names of a record's fields, and whether each came later."""
    return tuple((field.name, "later" in field.metadata) for field in dataclasses.fields(cast("Any", kind)))


def _loaded(text: str) -> object:
    try:
        return json.loads(
            text,
            parse_float=_refused_number,
            parse_constant=_refused_number,
        )
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError, too
        raise NotCanonical(str(error)) from error


def _refused_number(text: str) -> object:
    raise NotCanonical(f"not a whole number: {text[:40]}")


Reader = Callable[[Any], object]
"""Turns a plain value into one of its kind; raises NotCanonical with the place inside it."""


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _bare(kind: Any) -> Any:
    """Take the names of new types off a kind."""
    while hasattr(kind, "__supertype__"):
        kind = kind.__supertype__
    return kind


@cache
def _reader(kind: Any) -> Reader:
    """Make the reader of a kind once, so that a list of ten thousand records does not ask each time what it holds."""
    kind = _bare(kind)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        inner = _reader(typing.get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        parts = typing.get_args(kind)
        return _list_reader(parts[0]) if parts[1:] == (Ellipsis,) else _tuple_reader(parts)
    if dataclasses.is_dataclass(kind):
        return _record_reader(kind)
    if issubclass(kind, Enum):
        return _member_reader(kind)
    return _scalar_reader(kind)


def _scalar_reader(kind: type) -> Reader:
    def read(value: Any) -> object:
        if type(value) is not kind or (isinstance(value, int) and abs(value) > LARGEST):
            raise NotCanonical(f" is no {kind.__name__}")
        return value

    return read


def _record_reader(kind: Any) -> Reader:
    hints = _hints(kind)
    needed = frozenset(name for name, later in _fields(kind) if not later)
    later = frozenset(name for name, later in _fields(kind) if later)
    readers: dict[str, Reader] = {}

    def read(value: Any) -> object:
        if not readers:  # made at the first record: a kind may hold its own kind
            readers.update({name: _reader(hint) for name, hint in hints.items()})
        if not isinstance(value, dict) or not needed <= value.keys() <= readers.keys():
            raise NotCanonical(" does not have exactly its fields")
        for name in later & value.keys():
            if value[name] is None:
                raise NotCanonical(f".{name} is left out while it is empty")
        built = {}
        for name, each in value.items():
            try:
                built[name] = readers[name](each)
            except NotCanonical as error:
                raise NotCanonical(f".{name}{error}") from error
        return kind(**built)

    return read


def _list_reader(part: Any) -> Reader:
    inner, plain = _reader(part), _bare(part)

    def read(value: Any) -> object:
        if not isinstance(value, list):
            raise NotCanonical(" is no list")
        if {*map(type, value)} == {plain} and (plain is str or (max(value) <= LARGEST and min(value) >= -LARGEST)):
            return tuple(value)
        built = []
        for index, item in enumerate(value):
            try:
                built.append(inner(item))
            except NotCanonical as error:
                raise NotCanonical(f"[{index}]{error}") from error
        return tuple(built)

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    readers = [_reader(part) for part in parts]

    def read(value: Any) -> object:
        if not isinstance(value, list) or len(value) != len(readers):
            raise NotCanonical(f" is no list of {len(readers)} items")
        return tuple(reader(item) for reader, item in zip(readers, value, strict=True))

    return read


def _member_reader(kind: type[Enum]) -> Reader:
    members = {each.value: each for each in kind}

    def read(value: Any) -> object:
        if not isinstance(value, str | int) or value not in members or type(members[value].value) is not type(value):
            raise NotCanonical(" has an unknown word")
        return members[value]

    return read
