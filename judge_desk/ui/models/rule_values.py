"""Values of a definition as a person types and reads them, and back; what is no such value is kept as it was typed.

Whatever is typed becomes a TOML value, right or wrong: the checks say beside the field what is wrong with it, so that
nothing typed is lost and nothing is corrected silently.
"""

from __future__ import annotations

import re
from typing import Any, Final

from judge_desk.contest.rulebook.shape import Key, Kind
from judge_desk.desks.rules.raw import UNDECIDED, as_number, shown, text_value

_DAY: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})\Z")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MINUTES: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9])\Z")
_WHOLE: Final = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+\Z|[0-9]{1,12}\Z")
_FIGURES: Final = frozenset({Kind.WHOLE, Kind.SECONDS, Kind.MONEY})


def typed_of(value: Any, key: Key, language: str) -> str:
    """Give a raw value as it stands in a field; empty for none and for an open point."""
    if value is None or value == UNDECIDED or isinstance(value, dict | bool):
        return ""
    if isinstance(value, list):
        parted = "; " if key.kind is Kind.NUMBERS else "\n"
        return parted.join(_figure(each, language) if key.kind is Kind.NUMBERS else str(each) for each in value)
    if key.kind is Kind.DAY:
        day = _ISO.match(str(value))
        return f"{day[3]}/{day[2]}/{day[1]}" if day else str(value)
    if key.kind in (Kind.NUMBER, Kind.WEIGHTS, *_FIGURES):
        return _figure(value, language)
    return shown(value) if not isinstance(value, str) else value


def _figure(value: Any, language: str) -> str:
    text = value if isinstance(value, str) else shown(value)
    if as_number(value) is None:
        return text
    return text.replace(".", ",") if language == "vi" else text.replace(",", ".")


def value_of(typed: str, key: Key) -> str | None:
    """Give what was typed as a TOML value; None for an empty field, whose key is to be taken out."""
    text = " ".join(typed.split())
    if not text:
        return None
    if key.kind is Kind.TEXTS:
        return "[" + ", ".join(text_value(line) for line in lines_of(typed)) + "]"
    if key.kind is Kind.NUMBERS:
        return "[" + ", ".join(_number(part.strip()) for part in text.split(";")) + "]"
    if text in key.words:
        return text_value(text)
    if key.kind is Kind.DAY:
        return _day(text)
    if key.kind in (Kind.NUMBER, Kind.WEIGHTS):
        return _number(text)
    if key.kind in _FIGURES:
        return _whole(text, key.kind)
    return text_value(text)


def ordered_after(listed: list[Any], value: str, signed: bool) -> list[str]:
    """Give a list of references after one was pressed: at the end, with a minus where ``signed``, out."""
    texts = [str(each) for each in listed]
    if value in texts and signed:
        return [f"-{value}" if each == value else each for each in texts]
    if value in texts or f"-{value}" in texts:
        return [each for each in texts if each not in (value, f"-{value}")]
    return [*texts, value]


def lines_of(typed: str) -> list[str]:
    """Give the lines of a field that holds several, without empty ones."""
    return [" ".join(line.split()) for line in typed.splitlines() if line.strip()]


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() and str(int(text)) == text else text_value(text)


def _whole(text: str, kind: Kind) -> str:
    minutes = _MINUTES.match(text)
    if minutes is not None and kind is Kind.SECONDS:
        return str(int(minutes[1]) * 60 + int(minutes[2]))
    return str(int(re.sub("[. ]", "", text))) if _WHOLE.match(text) else text_value(text)


def _day(text: str) -> str:
    day = _DAY.match(text)
    return text_value(f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else text)
