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
from collections.abc import Hashable, Mapping
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
    text = json.dumps(_plain(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
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
        record = cast("Record", _built(kind, _loaded(text), kind.__name__))
        if write_json(record) != text:
            raise NotCanonical("another spelling of the same content")
    except (NotCanonical, BadInput) as error:
        raise Unreadable("json.form", where, reason=str(error)[:200]) from error
    return record


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, bool)) or value is None:
        return value
    if isinstance(value, int) and -LARGEST <= value <= LARGEST:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(each)
            for field in dataclasses.fields(value)
            if (each := getattr(value, field.name)) is not None or "later" not in field.metadata
        }
    raise BadInput("json.value", value=str(value)[:40])


def _loaded(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_float=_refused_number,
            parse_int=_whole,
            parse_constant=_refused_number,
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise NotCanonical("a key stands twice")
    return table


def _refused_number(text: str) -> object:
    raise NotCanonical(f"not a whole number: {text[:40]}")


def _whole(text: str) -> int:
    if len(text) > len(str(LARGEST)) + 1 or abs(int(text)) > LARGEST:
        raise NotCanonical(f"too large: {text[:40]}")
    return int(text)


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _needed(kind: Any) -> frozenset[str]:
    """Give the names of the fields that every record of a kind has."""
    return frozenset(field.name for field in dataclasses.fields(kind) if "later" not in field.metadata)


def _built(kind: Any, value: object, place: str) -> object:
    while hasattr(kind, "__supertype__"):  # NewType
        kind = kind.__supertype__
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None if value is None else _built(typing.get_args(kind)[0], value, place)
    if origin is tuple:
        return _built_tuple(typing.get_args(kind), value, place)
    if dataclasses.is_dataclass(kind):
        return _built_record(kind, value, place)
    if issubclass(kind, Enum):
        return _built_member(kind, value, place)
    if type(value) is not kind:
        raise NotCanonical(f"{place} is no {kind.__name__}")
    return value


def _built_record(kind: Any, value: object, place: str) -> object:
    hints = _hints(kind)
    if not isinstance(value, dict) or not _needed(kind) <= value.keys() <= hints.keys():
        raise NotCanonical(f"{place} does not have exactly its fields")
    built: object = kind(**{name: _built(hints[name], value[name], f"{place}.{name}") for name in value})
    return built


def _built_tuple(parts: tuple[Any, ...], value: object, place: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise NotCanonical(f"{place} is no list")
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_built(parts[0], item, f"{place}[{index}]") for index, item in enumerate(value))
    if len(value) != len(parts):
        raise NotCanonical(f"{place} has {len(value)} items")
    return tuple(_built(part, item, place) for part, item in zip(parts, value, strict=True))


def _built_member(kind: type[Enum], value: object, place: str) -> Enum:
    try:
        return kind(value)
    except ValueError as error:
        raise NotCanonical(f"{place} has an unknown word") from error
