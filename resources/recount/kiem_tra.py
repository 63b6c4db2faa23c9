#!/usr/bin/env python3
"""Kiểm tra lại kết quả một cuộc thi từ các tệp đã niêm phong / recount a contest from its sealed files.

    python3 kiem_tra.py                 in the inspection folder (ho-so-kiem-tra)
    python3 kiem_tra.py FOLDER --lang en
    python3 kiem_tra.py FOLDER --code 3="12345 12345 12345 12345 12345 12345"
    python3 kiem_tra.py FOLDER --codes ma-phieu.txt       lines "3 = 12345 …", or "so-khao 3 = 12345 …"
    python3 kiem_tra.py FOLDER --how DV-01                the working of a unit or person of a review

It ends with 0 only if everything agrees; with 1 if something differs or is not to be believed; with 2 if something
could not be checked. One file, the standard library alone, nothing of the program that made the files. It was written
from the description of the files (docs/files.md), of the rules (docs/definition.md) and of how results follow from
them, so that a fault of the program is not repeated here. Python 3.11 or newer runs it; older ones lack a reader of
TOML, and then it says so and checks nothing.

For programs that want to recount without files: :func:`recount_round` works on plain data.

    rules = read_rules(text_of_the_definition)          # nested dicts; numbers exact, never floats
    outcome = recount_round(rules, "so-khao", digest_of_the_definition, manifests, ballots, decisions, brought, earlier)
    outcome["result"]     # the same shape as ket-qua-<round>.json
    outcome["open"]       # why it is not official yet, as short names
    outcome["codes"]      # what the next round needs: pass the whole outcome as ``earlier``

    counts = count_reviews(rules, sheets, rounds, decisions, barred)    # reviews; see there and at ReviewCount
    subjects_data(counts["tap-the"]), awards_data(counts["tap-the"])    # as in ket-qua-<review>.json
    counts["tap-the"].questions                                         # why it is not official yet

``manifests``: the JSON objects of the manifests, each with its ``digest`` added. ``ballots``: dicts as
:func:`read_ballot` gives them (marks are Fractions, None is blank). ``decisions`` and ``brought``: the JSON objects of
the lists in ``.jdquyet`` and ``.jdsolieu``. :class:`UnknownRule` is raised where the definition has a rule that is not
known here: nothing is then said about the result.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import io
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, isqrt
from pathlib import Path
from typing import Any, NamedTuple, TextIO

try:
    import tomllib
except ImportError:  # Python 3.10 and older
    tomllib = None  # type: ignore[assignment]  # then every reading of rules says so

Json = dict[str, Any]
ZERO = Fraction(0)
UNDECIDED = "undecided"


class NotBelieved(Exception):
    """A file is not what it says it is: damaged, altered, or not in the one legal form."""


class UnknownRule(Exception):
    """The definition has a rule that this program does not know; it can say nothing about the result."""


class CannotCheck(Exception):
    """Something that the check needs is missing."""


# === 1. Signatures: Ed25519 (RFC 8032) ================================================================================

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def point_add(one: Point, other: Point) -> Point:
    """Add two points in extended coordinates (RFC 8032 §5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % PRIME
    b = (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c = 2 * one[3] * other[3] * CURVE_D % PRIME
    d = 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def point_times(number: int, point: Point) -> Point:
    """Multiply a point by a number, by doubling and adding."""
    result = NEUTRAL
    while number:
        if number & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        number >>= 1
    return result


def point_bytes(point: Point) -> bytes:
    """Write a point in its 32 bytes (RFC 8032 §5.1.2)."""
    inverse = pow(point[2], PRIME - 2, PRIME)
    x, y = point[0] * inverse % PRIME, point[1] * inverse % PRIME
    return (y | ((x & 1) << 255)).to_bytes(32, "little")


def point_of(data: bytes) -> Point | None:
    """Read a point from 32 bytes (RFC 8032 §5.1.3); None if they are none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


BASE_POINT = point_of((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little")) or NEUTRAL


def signature_holds(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether a key signed a message; keys of small order, under which one signature fits all, never did."""
    key = point_of(public_key) if len(public_key) == 32 and len(signature) == 64 else None
    if key is None or point_bytes(point_times(8, key)) == point_bytes(NEUTRAL):
        return False
    start, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(start + public_key + message).digest(), "little") % ORDER
    minus_key = (PRIME - key[0], key[1], key[2], PRIME - key[3])
    return point_bytes(point_add(point_times(scalar, BASE_POINT), point_times(challenge, minus_key))) == start


# === 2. The container of everything signed: a signed note (files.md §1) ===============================================

MEGABYTE = 1024 * 1024
NOTE_NAMES = {
    ".jdballot": ("judge-desk/phieu-cham", 4 * MEGABYTE),
    "closed": ("judge-desk/phieu-kin", 6 * MEGABYTE),
    ".jdpack": ("judge-desk/goi-bai-thi", 32 * MEGABYTE),
    ".jdquyet": ("judge-desk/quyet-dinh", 32 * MEGABYTE),
    ".jdsolieu": ("judge-desk/so-lieu", 32 * MEGABYTE),
    ".jdbang": ("judge-desk/bang-so-lieu", 128 * MEGABYTE),
}
"""By kind of file: the only name of key it may bear, and its largest size."""


@dataclass(frozen=True)
class Note:
    """A note taken apart; its signature is not verified yet."""

    text: str
    name: str
    key_id: bytes
    signature: bytes


def open_note(data: bytes, ending: str) -> Note:
    """Take a note apart; refuse every byte that does not belong to its one legal form."""
    name, limit = NOTE_NAMES[ending]
    if len(data) > limit:
        raise NotBelieved("too long")
    start = data.rfind(b"\n", 0, max(len(data) - 1, 0)) + 1
    body, gap, last = data[: start - 1], data[start - 1 : start], data[start:]
    if gap != b"\n" or len(body) < 2 or not body.endswith(b"\n") or body.endswith(b"\n\n") or last[-1:] != b"\n":
        raise NotBelieved("not a signed note")
    try:
        text, line = body.decode("utf-8"), last[:-1].decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotBelieved("not UTF-8") from error
    words = line.split(" ")
    if len(words) != 3 or words[0] != "\u2014" or words[1] != name:
        raise NotBelieved("signature line")
    if any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise NotBelieved("control character")
    blob = _strict_base64(words[2])
    return Note(text, name, blob[:4], blob[4:])


def _strict_base64(text: str) -> bytes:
    try:
        blob = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NotBelieved("base64") from error
    if len(blob) != 68 or base64.b64encode(blob).decode("ascii") != text:
        raise NotBelieved("base64")
    return blob


def verify_note(note: Note, key: str) -> None:
    """Verify a note by a public key in hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        raise NotBelieved("public key")
    public = bytes.fromhex(key)
    wanted = hashlib.sha256(note.name.encode() + b"\n\x01" + public).digest()[:4]
    if note.key_id != wanted or not signature_holds(public, note.text.encode("utf-8"), note.signature):
        raise NotBelieved("signature")


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def code_of(digest: str) -> str:
    """Give the 30 digits that stand on the signed paper (files.md §2)."""
    salt = b"judge-desk ma 30 so 1"
    key = hashlib.scrypt(bytes.fromhex(digest), salt=salt, n=16384, r=8, p=1, dklen=32, maxmem=64 * MEGABYTE)
    return f"{int.from_bytes(key, 'big') % 10**30:030d}"


def in_fives(code: str) -> str:
    """Write a code as on paper: six groups of five digits."""
    return " ".join(code[at : at + 5] for at in range(0, len(code), 5))


# === 3. Signed JSON: manifests, decisions, figures (files.md §4) ======================================================

KINDS = {
    ".jdpack": "judge-desk goi-bai-thi 1",
    ".jdquyet": "judge-desk quyet-dinh 1",
    ".jdsolieu": "judge-desk so-lieu 1",
    ".jdbang": "judge-desk bang-so-lieu 1",
}
FIELD_WORDS = {
    ".jdpack": "contest definition definition_digest entries key locks log_head previous rehearsal round rulings seats "
    "stated_time version",
    ".jdquyet": "contest decisions key",
    ".jdsolieu": "contest key sheets",
    ".jdbang": "contest key sheets",
    "decision": "about among kind number people reason round stated_time value",
    "sheet": "amends closed_by closed_on criterion kind number reason round rows sha256 source stated_time",
    "entry": "authors code earlier field files kind seats title units withdrawn",
    "seat": "judge name position seat since until",
}
FIELDS = {kind: frozenset(words.split()) for kind, words in FIELD_WORDS.items()}
"""By kind of file, and of object inside: the fields that it has, all of them and no other."""


def canonical(value: Any) -> str:
    """Write JSON in its only form: keys in order, no blanks, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _no_fraction(text: str) -> Any:
    raise NotBelieved(f"number {text[:20]}")


def _no_doubles(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotBelieved("doubled key")
    return found


def strict_json(text: str) -> Any:
    """Read JSON that stands in its only form."""
    try:
        value = json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction, object_pairs_hook=_no_doubles)
        again = canonical(value)
        again.encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotBelieved("JSON") from error
    if again != text:
        raise NotBelieved("JSON is not in its one form")
    return value


def read_signed(data: bytes, ending: str) -> Json:
    """Read and verify a manifest, decisions or figures; gives the object of JSON."""
    note = open_note(data, ending)
    lines = note.text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[1].startswith("Khóa: "):
        raise NotBelieved("not three lines")
    if lines[0] != KINDS[ending]:
        raise NotBelieved(f"kind or format: {lines[0][:40]}")
    key = lines[1][len("Khóa: ") :]
    verify_note(note, key)
    value = strict_json(lines[2])
    if not isinstance(value, dict) or value.get("key") != key:
        raise NotBelieved("key")
    _check_fields(value, FIELDS[ending])
    _check_inside(value, ending)
    return value


def _check_fields(value: Any, fields: frozenset[str], optional: str = "") -> None:
    if not isinstance(value, dict) or set(value) - {optional} != fields:
        raise NotBelieved("fields")


def _check_inside(value: Json, ending: str) -> None:
    """Check what a reader relies on: fields of the inner objects, ascending numbers, the definition's digest."""
    if ending == ".jdpack":
        for each in value["entries"]:
            _check_fields(each, FIELDS["entry"])
        for each in value["seats"]:
            _check_fields(each, FIELDS["seat"])
        if digest_of(value["definition"].encode("utf-8")) != value["definition_digest"]:
            raise NotBelieved("digest of the definition")
        return
    if ending == ".jdbang":
        return
    items = value["decisions" if ending == ".jdquyet" else "sheets"]
    for each in items:
        _check_fields(each, FIELDS["decision" if ending == ".jdquyet" else "sheet"], "votes")
    numbers = [each["number"] for each in items]
    if numbers != sorted(set(numbers)) or any(number < 1 for number in numbers):
        raise NotBelieved("running numbers")


# === 4. Exact numbers and the definition (definition.md) ==============================================================


def read_rules(text: str) -> Json:
    """Read a definition: nested dicts as written; numbers with a point become exact fractions."""
    if tomllib is None:
        raise CannotCheck("python")
    try:
        found: Json = tomllib.loads(text, parse_float=Fraction)
    except ValueError as error:
        raise CannotCheck("definition") from error
    return found


def decimal(text: str) -> Fraction | None:
    """Read a decimal with a comma or a point and at most two digits behind it; None for anything else."""
    found = re.fullmatch(r"([-\u2212]?)([0-9]{1,6})(?:[.,]([0-9]{1,2}))?", text.strip(), re.ASCII)
    if found is None:
        return None
    value = Fraction(f"{found[2]}.{found[3] or '0'}")
    return -value if found[1] else value


def exact(value: Any) -> Fraction:
    """Read a number of a definition: ``8``, ``0.5``, ``"0,5"``, ``"1/3"``."""
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        if re.fullmatch(r"[0-9]{1,9}/[1-9][0-9]{0,8}", value):
            return Fraction(value)
        number = decimal(value)
        if number is not None:
            return number
    raise UnknownRule(f"number {value!r}")


def rounded(value: Fraction, decimals: int, mode: str = "half_up") -> Fraction:
    """Round once to a number of decimals; the modes are those of definition.md."""
    scale = Fraction(10) ** decimals
    whole, rest = divmod(value * scale, 1)
    up = {
        "half_up": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and value > 0),
        "half_even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
        "down": False,
        "up": rest > 0,
    }
    if mode not in up:
        raise UnknownRule(f"rounding {mode}")
    return (whole + (1 if up[mode] else 0)) / scale


def written(value: Fraction, decimals: int, point: str = ".") -> str:
    """Write a value that needs no more than these decimals."""
    whole = value * 10**decimals
    if whole.denominator != 1:
        raise UnknownRule(f"{value} does not fit {decimals} decimals")
    sign, digits = "-" if whole < 0 else "", f"{abs(int(whole)):0{decimals + 1}d}"
    return sign + (f"{digits[:-decimals]}{point}{digits[-decimals:]}" if decimals else digits)


def decimals_needed(step: Fraction) -> int:
    """Give the fewest decimals that write every multiple of a step."""
    for decimals in range(7):
        if (step * 10**decimals).denominator == 1:
            return decimals
    raise UnknownRule(f"step {step}")


def with_rulings(rules: Json, rulings: Iterable[Sequence[str]]) -> Json:
    """Give the definition with decided points set in; only points that it leaves open can be decided."""
    result: Json = json_copy(rules)
    for key, text in rulings:
        place, name = _place_of(result, key)
        if place is not None and place.get(name) == UNDECIDED:
            place[name] = read_rules(f"value = {text}")["value"]
    return result


def json_copy(value: Any) -> Any:
    """Copy nested dicts and lists."""
    if isinstance(value, dict):
        return {key: json_copy(each) for key, each in value.items()}
    return [json_copy(each) for each in value] if isinstance(value, list) else value


def _place_of(rules: Json, key: str) -> tuple[Json | None, str]:
    """Walk a key path: through lists by the ``id`` of their items, or by number from 1.

    An id may hold points itself (``2.1``): the longest id that fits is taken.
    """
    parts = key.split(".")
    place: Any = rules
    while len(parts) > 1:
        if isinstance(place, list):
            place, parts = _item_of(place, parts)
        else:
            place, parts = (place.get(parts[0]) if isinstance(place, dict) else None), parts[1:]
    return (place if isinstance(place, dict) else None), parts[0]


def _item_of(items: list[Any], parts: list[str]) -> tuple[Any, list[str]]:
    for length in range(len(parts) - 1, 0, -1):
        name = ".".join(parts[:length])
        for number, item in enumerate(items, 1):
            own = item.get("id") if isinstance(item, dict) else None
            if name == (own if isinstance(own, str) else str(number)):
                return item, parts[length:]
    return None, parts[-1:]


def rulings_of(decisions: Iterable[Json]) -> list[tuple[str, str]]:
    """Give the decided points of the rules: the last decision on each."""
    found = {each["about"][0]: each["value"] for each in decisions if each["kind"] == "rule_point"}
    return sorted(found.items())


def replaced_digests(decisions: Iterable[Json], digest: str) -> set[str]:
    """Give the digests of older versions of the rules that decisions replaced on the way to this one."""
    found = {digest}
    for step in sorted((e for e in decisions if e["kind"] == "rules"), key=lambda e: -int(e["number"])):
        if step["about"][2] in found:
            found.add(step["about"][1])
    return found - {digest}


def item_with(items: Any, name: str) -> Json | None:
    """Give the item of a list of the definition with an id."""
    return next((each for each in items or [] if each.get("id") == name), None)


def known_keys(table: Json, where: str, keys: str) -> None:
    """Refuse to go on where a table of the rules says something that is not known here."""
    odd = sorted(set(table) - set(keys.split()))
    if odd:
        raise UnknownRule(f"{where}: {', '.join(odd)}")


def one_of(table: Json, key: str, words: str, default: str | None = None) -> str:
    """Read a word out of a closed list; another word is a rule that is not known here."""
    value = table.get(key, default)
    if value not in words.split():
        raise UnknownRule(f"{key} = {value!r}")
    return str(value)


# --- 4.1 the rubric


@dataclass(frozen=True)
class Leaf:
    """A criterion of the rubric; ``worth`` is what one point of it adds to the total (groups: 0)."""

    id: str
    parent: str | None
    kind: str
    minimum: Fraction
    maximum: Fraction
    step: Fraction
    worth: Fraction
    bands: tuple[tuple[Fraction, Fraction], ...]
    pass_mark: Fraction | None
    no_zero: bool
    penalty: Any
    formula: Any
    is_leaf: bool


@dataclass(frozen=True)
class Rubric:
    """A rubric: all criteria in order; ``said`` is everything it says, for comparing versions to the letter."""

    criteria: tuple[Leaf, ...]
    maximum: Fraction
    said: Any

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The criteria that bear values."""
        return [each for each in self.criteria if each.is_leaf]

    @cached_property
    def judged(self) -> list[Leaf]:
        """The leaves that judges mark: the columns of a ballot."""
        return [each for each in self.leaves if each.kind in JUDGED]

    @cached_property
    def under(self) -> dict[str, list[Leaf]]:
        """The leaves of every group; of a leaf, itself."""
        found: dict[str, list[Leaf]] = {each.id: [] for each in self.criteria}
        parents = {each.id: each.parent for each in self.criteria}
        for leaf in self.leaves:
            at: str | None = leaf.id
            while at is not None:
                found[at].append(leaf)
                at = parents[at]
        return found


JUDGED = frozenset({"points", "banded", "coefficient", "bonus"})
CRITERION_DEFAULTS: Json = {
    "kind": "points",
    "minimum": 0,
    "maximum": 0,
    "step": 1,
    "coefficient": 1,
    "weight": 1,
    "bands": [],
    "anchors": [],
    "no_zero": False,
}
CRITERION_NUMBERS = ("minimum", "maximum", "step", "coefficient", "weight", "pass_mark")


def read_rubric(raw: Json) -> Rubric:
    """Read the rubric of a round."""
    known_keys(raw, "rubric", "maximum source sample criteria")
    items = [{**CRITERION_DEFAULTS, **each} for each in raw["criteria"]]
    by_id = {each["id"]: each for each in items}
    groups = {each.get("parent") for each in items}
    criteria = tuple(_criterion(each, by_id, groups) for each in items)
    said = [
        {key: (exact(each[key]) if key in CRITERION_NUMBERS else _said(each[key])) for key in each} for each in items
    ]
    return Rubric(
        criteria, exact(raw["maximum"]), [exact(raw["maximum"]), raw.get("source", ""), raw.get("sample", False), said]
    )


def _said(value: Any) -> Any:
    """Bring numbers inside bands, tables and formulas to one form, so that ``0.5`` and ``"0,5"`` say the same."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, str) and decimal(value) is not None:
        return decimal(value)
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _criterion(raw: Json, by_id: dict[str, Json], groups: set[Any]) -> Leaf:
    known_keys(
        raw,
        f"criterion {raw['id']}",
        "id title parent kind minimum maximum step coefficient weight bands anchors pass_mark no_zero penalty formula",
    )
    kind = one_of(raw, "kind", "points banded coefficient bonus penalty formula organisers")
    worth, above = exact(raw["coefficient"]), raw.get("parent")
    while above is not None:
        worth *= exact(by_id[above]["weight"])
        above = by_id[above].get("parent")
    return Leaf(
        id=raw["id"],
        parent=raw.get("parent"),
        kind=kind,
        minimum=exact(raw["minimum"]),
        maximum=exact(raw["maximum"]),
        step=exact(raw["step"]),
        worth=-worth if kind == "penalty" else worth,
        bands=tuple((exact(band["low"]), exact(band["high"])) for band in raw.get("bands", [])),
        pass_mark=exact(raw["pass_mark"]) if "pass_mark" in raw else None,
        no_zero=bool(raw.get("no_zero", False)),
        penalty=raw.get("penalty"),
        formula=raw.get("formula"),
        is_leaf=raw["id"] not in groups,
    )


# --- 4.2 the rules of a round


@dataclass(frozen=True)
class Round:
    """The rules of one round; ``raw`` as written, ``before`` the id of the round that it takes its entries from."""

    id: str
    raw: Json
    rubric: Rubric
    before: str | None
    method: str
    decimals: int
    rounding: str
    rank_on: str
    least_ballots: int
    trim: int

    @property
    def smaller_is_better(self) -> bool:
        """Whether the best score is the smallest: so with the sum of places."""
        return self.method == "sum_of_places"

    def official(self, value: Fraction) -> Fraction:
        """Round a score: once, as the rules say."""
        return rounded(value, self.decimals, self.rounding)


def read_round(rules: Json, round_id: str, rubric: Rubric | None = None) -> Round:
    """Read the rules of a round; ``rubric`` where it was issued under an older version of the rules."""
    raw, before = _raw_round(rules, round_id)
    known_keys(
        raw,
        f"round {round_id}",
        "id title fields blind panel rubric score disagreement ties cut combination talk_seconds question_seconds "
        "closed_ballots approval",
    )
    known_keys(raw["panel"], "panel", "spread per_entry least_judges by_field quorum joint")
    score = raw["score"]
    known_keys(score, "score", "method decimals rounding rank_on minimum_ballots trim source sample")
    return Round(
        id=round_id,
        raw=raw,
        rubric=rubric or read_rubric(raw["rubric"]),
        before=before,
        method=one_of(score, "method", "mean trimmed_mean median sum_of_places standardised"),
        decimals=int(score["decimals"]),
        rounding=one_of(score, "rounding", "half_up half_even down up"),
        rank_on=one_of(score, "rank_on", "rounded exact"),
        least_ballots=max(int(score["minimum_ballots"]), 1),
        trim=int(score.get("trim", 0)) if score["method"] == "trimmed_mean" else 0,
    )


def _raw_round(rules: Json, round_id: str) -> tuple[Json, str | None]:
    """Give a round as written, and the nearest round above it with the same fields."""
    above: dict[frozenset[str], str] = {}
    for raw in rules.get("rounds", []):
        fields = frozenset(raw.get("fields", []))
        if raw["id"] == round_id:
            return raw, above.get(fields)
        above[fields] = raw["id"]
    raise CannotCheck(f"round {round_id}")


# === 5. Sealed ballots (files.md §3) ==================================================================================

HIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
NAME_FORM = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
DIGEST_FORM = "[0-9a-f]{64}"
NUMBER_FORM = "[1-9][0-9]{0,4}"
LINE_FORM = r"(?!\s)[^\n]{0,199}[^\n\s]"
HEAD_LINES = (
    ("contest", "Cuộc thi", NAME_FORM),
    ("round", "Vòng", NAME_FORM),
    ("definition", "Thể lệ", DIGEST_FORM),
    ("package", "Gói", DIGEST_FORM),
    ("seat", "Ghế", NUMBER_FORM),
    ("name", "Giám khảo", LINE_FORM),
    ("device", "Máy", DIGEST_FORM),
    ("revision", "Lần", NUMBER_FORM),
    ("previous", "Thay phiếu", f"-|{DIGEST_FORM}"),
    ("nonce", "Số ngẫu nhiên", "[0-9a-f]{32}"),
    ("state", "Trạng thái", "đủ|chưa đủ"),
    ("source", "Nguồn", "máy|giấy"),
    ("time", "Ghi lúc", LINE_FORM),
    ("entries", "Số bài", NUMBER_FORM),
)
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""The table of Damm's check digit: a row for the state so far, a column for the next digit."""


def peek_ballot(data: bytes) -> Json:
    """Read and verify the head of a ballot: container, head lines, signature by the key in the head."""
    note = open_note(data, ".jdballot")
    if re.search(f"[{HIDDEN}]", note.text) or unicodedata.normalize("NFC", note.text) != note.text:
        raise NotBelieved("hidden characters")
    lines = note.text.split("\n")
    if lines[0] != "judge-desk phieu-cham 1" or len(lines) < len(HEAD_LINES) + 4:
        raise NotBelieved(f"kind or format: {lines[0][:40]}")
    head: Json = {}
    for at, (key, label, form) in enumerate(HEAD_LINES, 1):
        found = re.fullmatch(f"{label}: ({form})", lines[at])
        if found is None:
            raise NotBelieved(f"head: {label}")
        head[key] = found[1]
    verify_note(note, head["device"])
    for key in ("seat", "revision", "entries"):
        head[key] = int(head[key])
    head["previous"] = "" if head["previous"] == "-" else head["previous"]
    head["below"] = lines[len(HEAD_LINES) + 1 :]
    return head


def read_ballot(data: bytes, rubric: Rubric) -> Json:
    """Read a verified ballot whole; its columns are the rubric's leaves that judges mark."""
    ballot = peek_ballot(data)
    below: list[str] = ballot.pop("below")
    count: int = ballot.pop("entries")
    columns = [_column(leaf) for leaf in rubric.judged]
    head = " ".join(["Mã bài ", *(name.rjust(width) for name, _, _, width in columns), "Nhận xét"])
    if below[0] != head or len(below) < count + 3:
        raise NotBelieved("table: columns of another rubric")
    rows = [_row(line, columns) for line in below[1 : count + 1]]
    order = [(int(row["code"].partition("-")[0]), row["code"]) for row in rows]
    if order != sorted(set(order)):
        raise NotBelieved("table: order of the entries")
    blank = any(not row["recused"] and None in row["marks"] for row in rows)
    if blank != (ballot["state"] == "chưa đủ"):
        raise NotBelieved("state")
    _check_notes(below[count + 1 :], rows, [name for name, _, _, _ in columns])
    digest = digest_of(data)
    names = [name for name, _, _, _ in columns]
    return {**ballot, "digest": digest, "code": code_of(digest), "columns": names, "lines": rows}


Column = tuple[str, Fraction, int, int]


def _column(leaf: Leaf) -> Column:
    """Give name, step, decimals and width of a column."""
    decimals = decimals_needed(leaf.step)
    ends = [written(end, decimals, ",") for end in (leaf.minimum, leaf.maximum)]
    return leaf.id, leaf.step, decimals, max(len(text) for text in [*ends, leaf.id])


def _row(line: str, columns: list[Column]) -> Json:
    form = r"([0-9]{3,5}-[0-9]) {0,2}" + "".join(f" (.{{{width}}})" for _, _, _, width in columns) + " ([ 0-9]{8})"
    found = re.fullmatch(form, line, re.ASCII)
    if found is None or len(line) != 7 + sum(width + 1 for _, _, _, width in columns) + 9:
        raise NotBelieved(f"table: {line[:40]}")
    code, cells, count = found[1], list(found.groups()[1:-1]), found.groups()[-1]
    state = 0
    for digit in code.replace("-", ""):
        state = DAMM[state][int(digit)]
    if state or not re.fullmatch(r" *(0|[1-9][0-9]*)", count):
        raise NotBelieved(f"table: {line[:40]}")
    recused = [cell.strip() == "R" for cell in cells]
    if any(recused) != all(recused) or any(cell != cell.strip().rjust(len(cell)) for cell in cells):
        raise NotBelieved(f"table: {line[:40]}")
    marks = [None if all(recused) else _mark(cells[at].strip(), columns[at]) for at in range(len(cells))]
    return {"code": code, "marks": marks, "recused": all(recused), "remarks": int(count)}


def _mark(cell: str, column: Column) -> Fraction | None:
    """Read one cell; a lone dash is blank, and blank is not zero."""
    if cell == "-":
        return None
    behind = rf",[0-9]{{{column[2]}}}" if column[2] else ""
    if not re.fullmatch(rf"-?(0|[1-9][0-9]*){behind}", cell, re.ASCII):
        raise NotBelieved(f"mark {cell}")
    value = Fraction(cell.replace(",", "."))
    if (value / column[1]).denominator != 1 or (value == 0 and cell.startswith("-")):
        raise NotBelieved(f"mark {cell}")
    return value


def _check_notes(lines: list[str], rows: list[Json], columns: list[str]) -> None:
    """Check remarks and reasons: form, order, and the counts that stand in the table."""
    if not re.fullmatch(r"Ghi chú: (0|[1-9][0-9]*)", lines[0]) or len(lines) != int(lines[0][9:]) + 2 or lines[-1]:
        raise NotBelieved("remarks")
    order, places = {row["code"]: at for at, row in enumerate(rows)}, ["R", "*", *columns]
    seen: list[tuple[int, int]] = []
    counts = dict.fromkeys(order, 0)
    for line in lines[1:-1]:
        code, _, rest = line.partition(" ")
        place, _, text = rest.partition(" ")
        if code not in counts or place not in places or not re.fullmatch(r"(?:[^\\]|\\\\|\\n)+", text):
            raise NotBelieved(f"remark {line[:30]}")
        plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else "\\", text)
        if plain != plain.strip() or len(plain) > 10_000:
            raise NotBelieved(f"remark {line[:30]}")
        seen.append((order[code], places.index(place)))
        counts[code] += place != "R"
    if seen != sorted(set(seen)) or any(counts[row["code"]] != row["remarks"] for row in rows):
        raise NotBelieved("remarks: order or count")


# --- 5.1 closed ballots: what travelled encrypted until the opening (files.md)

CLOSED_FIRST = b"judge-desk phieu-kin "
CLOSED_LINES = (
    ("contest", "Cuộc thi", NAME_FORM),
    ("round", "Vòng", NAME_FORM),
    ("package", "Gói", DIGEST_FORM),
    ("seat", "Ghế", NUMBER_FORM),
    ("name", "Giám khảo", LINE_FORM),
    ("device", "Máy", DIGEST_FORM),
    ("revision", "Lần", NUMBER_FORM),
    ("inside", "Phiếu", DIGEST_FORM),
    ("opening", "Khóa mở", DIGEST_FORM),
)


def read_closed(data: bytes) -> Json:
    """Read and verify the head of a closed ballot: it names the digest of the ballot inside, signed by its own key.

    What is inside is not decrypted: the ballot lies open beside it, and must have this digest.
    """
    note = open_note(data, "closed")
    lines = note.text.split("\n")
    if lines[0] != "judge-desk phieu-kin 1" or len(lines) < len(CLOSED_LINES) + 3:
        raise NotBelieved(f"kind or format: {lines[0][:40]}")
    head: Json = {}
    for at, (key, label, form) in enumerate(CLOSED_LINES, 1):
        found = re.fullmatch(f"{label}: ({form})", lines[at])
        if found is None:
            raise NotBelieved(f"head: {label}")
        head[key] = found[1]
    verify_note(note, head["device"])
    return head


def check_closed(closed: Sequence[Json], ballots: Sequence[Json]) -> list[Json]:
    """Give the closed ballots of which the ballot inside is not there, or is another judge's."""
    plain = {each["digest"]: each for each in ballots}
    keys = ("contest", "round", "package", "name", "device")
    bad = []
    for each in closed:
        ballot = plain.get(each["inside"])
        same = ballot is not None and all(ballot[key] == each[key] for key in keys)
        if (
            ballot is None
            or not same
            or (str(ballot["seat"]), str(ballot["revision"])) != (each["seat"], each["revision"])
        ):
            bad.append(each)
    return bad


# === 6. What was issued: the packages of a round (files.md §4.1) ======================================================


@dataclass(frozen=True)
class Issued:
    """The packages of a round taken together.

    Attributes:
        chain: manifests by version; newest: the last one.
        entries: of the newest, by code; withdrawn: codes that left, in it or by decision.
        holders: by seat, who holds it now (from which version on); seats: every seat that ever had a holder.
        rubrics: the round's rubric under every definition that a package carries, by the definition's digest.
        same_work: (older package, seat) where nothing changed for the seat since.
    """

    chain: list[Json]
    newest: Json
    entries: dict[str, Json]
    withdrawn: set[str]
    holders: dict[int, Json]
    seats: set[int]
    open_seats: set[int]
    rubrics: dict[str, Rubric]
    same_work: set[tuple[str, int]]

    def assigned(self, seat: int) -> set[str]:
        """Codes of the entries that a seat marks, withdrawn ones left out."""
        return {code for code, each in self.entries.items() if seat in each["seats"] and code not in self.withdrawn}


def issued_in(manifests: Iterable[Json], round_: Round, decisions: list[Json]) -> Issued:
    """Put together what was issued in a round."""
    chain = sorted({each["digest"]: each for each in manifests}.values(), key=lambda each: int(each["version"]))
    versions = [each["version"] for each in chain]
    if not chain or len(set(versions)) != len(versions) or {e["round"] for e in chain} != {round_.id}:
        raise CannotCheck(f"packages of {round_.id}: versions {versions}")
    newest = chain[-1]
    rubrics = {newest["definition_digest"]: round_.rubric}
    for each in chain:
        if each["definition_digest"] not in rubrics:
            older = with_rulings(read_rules(each["definition"]), each["rulings"])
            rubrics[each["definition_digest"]] = read_rubric(_raw_round(older, round_.id)[0]["rubric"])
    entries = {each["code"]: each for each in newest["entries"]}
    said = {each["about"][1] for each in decisions if _withdraws(each, round_.id)}
    now = {each["seat"]: each for each in newest["seats"] if each["until"] is None}
    vacant = {seat for seat, each in now.items() if _vacated(seat, each["judge"], decisions)}
    return Issued(
        chain=chain,
        newest=newest,
        entries=entries,
        withdrawn={code for code, each in entries.items() if each["withdrawn"] or code in said},
        holders={seat: each for seat, each in now.items() if seat not in vacant},
        seats={each["seat"] for manifest in chain for each in manifest["seats"]},
        open_seats=set(now),
        rubrics=rubrics,
        same_work=_same_work(chain, rubrics),
    )


def _withdraws(decision: Json, round_id: str) -> bool:
    return decision["kind"] == "withdraw" and decision["round"] == round_id and len(decision["about"]) > 1


def _vacated(seat: int, judge: str, decisions: list[Json]) -> bool:
    """Say whether the last decision on a seat closed it, or gave it to somebody whom no package has seated yet."""
    mine = [each for each in decisions if each["kind"] == "seat" and each["about"][:1] == [str(seat)]]
    last = [each for each in mine if each["number"] == max(e["number"] for e in mine)]
    takers = [each["value"].split(" ", 2) for each in last]
    given = [words[1] for words in takers if words[0] == "given" and len(words) == 3]
    return any(each["value"] == "closed" for each in last) or any(to != judge for to in given)


def _same_work(chain: list[Json], rubrics: dict[str, Rubric]) -> set[tuple[str, int]]:
    """Find the older packages, linked without a gap to the newest, in which a seat's work is the very same."""
    newest, found = chain[-1], set()
    expected = newest["previous"]
    seats = {each["seat"] for manifest in chain for each in manifest["seats"]}
    for manifest in reversed(chain[:-1]):
        if manifest["digest"] != expected:
            break
        expected = manifest["previous"]
        own, now = rubrics[manifest["definition_digest"]], rubrics[newest["definition_digest"]]
        if own.said == now.said:
            found |= {(manifest["digest"], seat) for seat in seats if _work(manifest, seat) == _work(newest, seat)}
    return found


def _work(manifest: Json, seat: int) -> dict[str, Json]:
    return {
        each["code"]: {key: each[key] for key in each if key not in ("withdrawn", "seats")}
        for each in manifest["entries"]
        if seat in each["seats"]
    }


# === 7. Which ballot of each seat counts ==============================================================================
#
# Of one hand (key of the installation, and máy or giấy), a ballot that names the digest of another and bears the next
# number replaces it. What no other replaces is a head. A seat has a counted ballot if exactly one head stands and
# nothing is wrong with it, or if a decision chose one among exactly the ballots that are there.


@dataclass
class SeatView:
    """What came out for a seat: the ballot that counts, the decision that chose it, what is open, paper compared."""

    seat: int
    counted: Json | None = None
    decision: int | None = None
    open: list[str] = field(default_factory=list)
    tied: bool = False
    others: int = 0


def hand_of(ballot: Json) -> tuple[str, str]:
    """Give the hand that wrote a ballot."""
    return ballot["device"], ballot["source"]


def heads_of(ballots: list[Json]) -> list[Json]:
    """Give the ballots of a seat that no later revision of the same hand replaces."""
    by_digest = {each["digest"]: each for each in ballots}
    replaced = set()
    for later in ballots:
        earlier = by_digest.get(later["previous"])
        if earlier is not None and hand_of(later) == hand_of(earlier) and later["revision"] == earlier["revision"] + 1:
            replaced.add(earlier["digest"])
    return [each for each in ballots if each["digest"] not in replaced]


def faults_of(ballot: Json, issued: Issued, clashing: set[str]) -> list[tuple[str, bool]]:
    """Name what is wrong with a ballot; with each, whether no decision can make it count."""
    found: list[tuple[str, bool]] = []
    seat = ballot["seat"]
    if seat not in issued.seats:
        found.append(("unknown_seat", True))
    if ballot["code"] in clashing:
        found.append(("clash", False))
    found += _faults_of_rules(ballot, issued)
    found += _faults_of_package(ballot, issued)
    codes = [line["code"] for line in ballot["lines"]]
    if len(set(codes)) != len(codes):
        found.append(("unknown_entry", True))
    elif not set(codes) <= set(issued.entries):
        found.append(("unknown_entry", False))
    if seat in issued.seats and (seat not in issued.holders or _from_before(ballot, issued)):
        found.append(("seat_closed", False))
    done = {line["code"] for line in ballot["lines"] if line["recused"] or None not in line["marks"]}
    missing = issued.assigned(seat) - done if seat in issued.seats else set()
    if missing or (ballot["state"] == "chưa đủ" and set(codes) <= done):
        found.append(("partial", False))
    return found


def _faults_of_rules(ballot: Json, issued: Issued) -> list[tuple[str, bool]]:
    now = issued.rubrics[issued.newest["definition_digest"]]
    own = issued.rubrics.get(ballot["definition"])
    if ballot["columns"] != [leaf.id for leaf in now.judged]:
        return [("other_definition", True)]
    found: list[tuple[str, bool]] = []
    if own is None or own.said != now.said:
        found.append(("other_definition", own is None or _scales(own) != _scales(now)))
    for line in ballot["lines"]:
        for at, leaf in enumerate(now.judged):
            mark = line["marks"][at]
            if mark is not None and not on_scale(leaf, mark):
                return [*found, ("out_of_scale", True)]
    return found


def on_scale(leaf: Leaf, mark: Fraction) -> bool:
    """Say whether a mark is one that the criterion allows: on a step, in range, inside a band."""
    inside = leaf.minimum <= mark <= leaf.maximum and (mark / leaf.step).denominator == 1
    return inside and (not leaf.bands or any(low <= mark <= high for low, high in leaf.bands))


def _scales(rubric: Rubric) -> list[Any]:
    """Give what a mark of every column may be and is worth; wording left out."""
    return [(e.id, e.kind, e.minimum, e.maximum, e.step, e.worth, e.bands) for e in rubric.judged]


def _from_before(ballot: Json, issued: Issued) -> bool:
    """Say whether a ballot comes from somebody who held the seat before its present holder."""
    version = next((each["version"] for each in issued.chain if each["digest"] == ballot["package"]), None)
    holder = issued.holders.get(ballot["seat"])
    return holder is not None and version is not None and version < holder["since"]


def _faults_of_package(ballot: Json, issued: Issued) -> list[tuple[str, bool]]:
    if ballot["package"] not in {each["digest"] for each in issued.chain}:
        return [("other_package", False)]
    fine = ballot["package"] == issued.newest["digest"] or (ballot["package"], ballot["seat"]) in issued.same_work
    return [] if fine or _from_before(ballot, issued) else [("older_package", False)]


def view_seats(issued: Issued, ballots: Iterable[Json], decisions: list[Json]) -> list[SeatView]:
    """Work out every seat of a round from its ballots in any order, and the decisions of round and contest."""
    newest = issued.newest
    known = {e["digest"]: e for e in ballots if (e["contest"], e["round"]) == (newest["contest"], newest["round"])}
    ours = [known[digest] for digest in sorted(known)]
    codes = [each["code"] for each in ours]
    clashing = {code for code in codes if codes.count(code) > 1}
    seats = sorted(issued.seats | {each["seat"] for each in ours})
    return [_view_seat(s, [e for e in ours if e["seat"] == s], issued, decisions, clashing) for s in seats]


def _view_seat(seat: int, ballots: list[Json], issued: Issued, decisions: list[Json], clashing: set[str]) -> SeatView:
    faults = {each["digest"]: faults_of(each, issued, clashing) for each in ballots}
    heads = heads_of(ballots)
    view = _without_decision(seat, heads, faults, issued)
    word, doubled = last_word(decisions, ("ballot", "seat"), str(seat))
    if doubled:
        view.open.append("two_decisions")
    elif word is not None and not word["value"].startswith("given "):
        view = _with_decision(view, word, ballots, heads, faults)
    view.others = len(ballots) - (view.counted is not None)
    if view.counted is not None:
        view.open += _open_marks(view.counted, issued, decisions)
    _compare_paper(view, ballots, decisions)
    return view


def last_word(decisions: Iterable[Json], kinds: Sequence[str], subject: str) -> tuple[Json | None, bool]:
    """Give the decision with the highest number on a subject; True where two share that number."""
    mine = [each for each in decisions if each["kind"] in kinds and each["about"][:1] == [subject]]
    top = max((each["number"] for each in mine), default=0)
    last = {canonical(each): each for each in mine if each["number"] == top}
    return (None, True) if len(last) > 1 else (next(iter(last.values()), None), False)


def _without_decision(
    seat: int, heads: list[Json], faults: dict[str, list[tuple[str, bool]]], issued: Issued
) -> SeatView:
    view = SeatView(seat, open=[name for head in heads for name, _ in faults[head["digest"]]])
    standing = [head for head in heads if "seat_closed" not in dict(faults[head["digest"]])]
    if len(standing) > 1:
        hands = {hand_of(each) for each in standing}
        view.open.append("two_devices" if len(hands) > 1 else "fork")
    elif len(standing) == 1:
        if not faults[standing[0]["digest"]]:
            view.counted = standing[0]
    elif seat in issued.holders and issued.assigned(seat):
        view.open.append("missing")
    return view


def _with_decision(
    view: SeatView, word: Json, ballots: list[Json], heads: list[Json], faults: dict[str, list[tuple[str, bool]]]
) -> SeatView:
    """Let a decision settle a seat, if it chose among exactly the ballots that are there (the heads, or all)."""
    among = set(word["among"])
    if among not in ({each["digest"] for each in heads}, {each["digest"] for each in ballots}):
        natural = view.counted["digest"] if view.counted is not None else "none"
        if natural != word["value"] and not (word["kind"] == "seat" and not heads):
            view.open.append("decision_lapsed")
        return view
    if word["kind"] == "seat" or word["value"] == "none":
        return SeatView(view.seat, decision=word["number"])
    chosen = next((each for each in ballots if each["digest"] == word["value"]), None)
    if chosen is None or chosen["digest"] not in among or any(final for _, final in faults[chosen["digest"]]):
        view.open.append("decision_unusable")
        return view
    return SeatView(view.seat, chosen, word["number"])


def _open_marks(counted: Json, issued: Issued, decisions: list[Json]) -> list[str]:
    """Ask about marks on pairs that were not to be marked, unless a decision leaves them out."""
    assigned = issued.assigned(counted["seat"])
    odd = [
        line
        for line in counted["lines"]
        if any(mark is not None for mark in line["marks"])
        and line["code"] in issued.entries
        and line["code"] not in issued.withdrawn | assigned
    ]
    word, _ = last_word(decisions, ("refused_marks",), counted["digest"])
    return ["recused_marked"] if odd and (word is None or word["value"] != "ignored") else []


def _compare_paper(view: SeatView, ballots: list[Json], decisions: list[Json]) -> None:
    """Compare the digits that were read off signed sheets with the codes of the ballots."""
    for ballot in ballots:
        word, doubled = last_word(decisions, ("paper",), ballot["digest"])
        counts = view.counted is not None and ballot["digest"] == view.counted["digest"]
        if doubled:
            view.open.append("two_decisions")
        elif word is not None and counts:
            view.tied = word["value"] == ballot["code"]
            view.open += [] if view.tied else ["wrong_paper"]


# === 8. What the organisers brought (files.md §4.4) ===================================================================


def brought_points(round_: Round, sheets: Iterable[Json]) -> tuple[dict[str, dict[str, Fraction]], list[str]]:
    """Turn the sheets in force into points by entry and criterion; and say what could not be turned."""
    latest = {e["criterion"]: e for e in sorted(sheets, key=lambda e: int(e["number"])) if e["round"] == round_.id}
    leaves = {leaf.id: leaf for leaf in round_.rubric.leaves if leaf.kind not in JUDGED}
    points: dict[str, dict[str, Fraction]] = {}
    asked: list[str] = []
    for name, sheet in latest.items():
        leaf = leaves.get(name)
        if leaf is None or leaf.kind != sheet["kind"]:
            continue
        figures = {code: decimal(value) for code, value in sheet["rows"]}
        known = {code: value for code, value in figures.items() if value is not None}
        if len(known) != len(figures):
            raise NotBelieved(f"figure of {name}")
        for code in sorted(known):
            value = _points_of(leaf, known[code], known)
            if value is None:
                asked.append("no_points")
            else:
                points.setdefault(code, {})[name] = value
    return points, asked


def _points_of(leaf: Leaf, value: Fraction, sheet: Mapping[str, Fraction]) -> Fraction | None:
    if leaf.formula is not None:
        return by_formula(leaf.formula, value, list(sheet.values()))
    if leaf.penalty is not None:
        return off_for(leaf.penalty, int(value))
    return value


def off_for(penalty: Json, seconds: int) -> Fraction:
    """Give the points off for running over: by whole minutes, or by the last row that was reached."""
    known_keys(penalty, "penalty", "rows per_minute")
    if seconds <= 0:
        return ZERO
    if "per_minute" in penalty:
        return exact(penalty["per_minute"]) * (seconds // 60)
    reached = [
        exact(row["points"])
        for row in penalty.get("rows", [])
        if seconds > row["over"] or (row.get("included", False) and seconds == row["over"])
    ]
    return reached[-1] if reached else ZERO


def by_formula(formula: Json, value: Fraction, figures: list[Fraction]) -> Fraction | None:
    """Turn a figure into points; None where it has nothing to be compared with, or is below 0."""
    known_keys(formula, "formula", "name points measure decimals target")
    name = one_of(formula, "name", "share_of_best rate_against_target linear as_given")
    most, best, least = exact(formula["points"]), max(figures), min(figures)
    target = exact(formula["target"]) if "target" in formula else ZERO
    impossible = {
        "share_of_best": best <= 0,
        "rate_against_target": target <= 0,
        "linear": best == least,
        "as_given": value > most,
    }
    if value < 0 or impossible[name]:
        return None
    if name == "share_of_best":
        points = most * value / best
    elif name == "rate_against_target":
        points = most * min(Fraction(1), value / target)
    elif name == "linear":
        points = most * (value - least) / (best - least)
    else:
        points = value
    return rounded(points, int(formula["decimals"])) if "decimals" in formula else points


# === 9. From ballots to the score of each entry (definition.md, "rounds.score", "rounds.disagreement") ================
#
# A judge's total is the sum of mark × coefficient × weights of the groups above. A recused or absent judge is never a
# zero. Disagreement is measured on the totals as given. What the organisers bring is then added to every total, the
# method makes one value of them, and that is rounded once.


@dataclass
class Score:
    """One entry on its way to a score; ``totals`` by seat as the judges gave them, ``left_out`` by seat and why."""

    code: str
    totals: dict[int, Fraction]
    marks: dict[int, dict[str, Fraction]]
    recused: list[int]
    extra: Fraction = ZERO
    extras: dict[str, Fraction] = field(default_factory=dict)
    tier: int | None = None
    left_out: dict[int, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    exact: Fraction | None = None
    official: Fraction | None = None
    decision: int | None = None

    @property
    def valid(self) -> dict[int, Fraction]:
        """Totals with the organisers' part, outliers left out."""
        return {s: t + self.extra for s, t in self.totals.items() if self.left_out.get(s) != "outlier"}

    @property
    def used(self) -> dict[int, Fraction]:
        """Totals with the organisers' part, of the ballots that make the score."""
        return {s: t + self.extra for s, t in self.totals.items() if s not in self.left_out}


def average(values: Iterable[Fraction]) -> Fraction:
    """Give the arithmetic mean."""
    items = list(values)
    return sum(items, ZERO) / len(items)


def middle(values: Iterable[Fraction]) -> Fraction:
    """Give the median."""
    items = sorted(values)
    return average(items[(len(items) - 1) // 2 : len(items) // 2 + 1])


def collect_scores(
    round_: Round, issued: Issued, seats: list[SeatView], points: dict[str, dict[str, Fraction]]
) -> list[Score]:
    """Bring together the counted lines of every entry, and what the organisers brought for it."""
    judged = round_.rubric.judged
    lines = {view.seat: _lines_of(view) for view in seats}
    scores = []
    for code in sorted(set(issued.entries) - issued.withdrawn):
        score = Score(code, {}, {}, [])
        for view in seats:
            line = lines[view.seat].get(code) if view.seat in issued.entries[code]["seats"] else None
            if line is not None and line["recused"]:
                score.recused.append(view.seat)
            elif line is not None and None not in line["marks"]:
                score.marks[view.seat] = {leaf.id: line["marks"][at] for at, leaf in enumerate(judged)}
                score.totals[view.seat] = sum((leaf.worth * score.marks[view.seat][leaf.id] for leaf in judged), ZERO)
        _add_extras(score, round_, points.get(code, {}))
        scores.append(score)
    return scores


def _lines_of(view: SeatView) -> dict[str, Json]:
    return {line["code"]: line for line in view.counted["lines"]} if view.counted is not None else {}


def _add_extras(score: Score, round_: Round, values: dict[str, Fraction]) -> None:
    """Add the criteria that no judge marks; one without a value is a question, never a zero."""
    for leaf in round_.rubric.leaves:
        if leaf.kind in JUDGED:
            continue
        if leaf.id not in values:
            score.open.append("figure_missing")
            continue
        value = score.extras[leaf.id] = values[leaf.id]
        most = _highest(leaf)
        if value < 0 or (most is not None and value > most):
            score.open.append("figure_off_scale")
        score.extra += leaf.worth * value


def _highest(leaf: Leaf) -> Fraction | None:
    if leaf.kind == "penalty":
        return None
    return exact(leaf.formula["points"]) if leaf.formula is not None else leaf.maximum


def apply_disagreement(score: Score, round_: Round) -> None:
    """Find the tier of disagreement; leave out what a tier drops, once; ask what it leaves to people."""
    rule = round_.raw["disagreement"]
    if rule in ("none", UNDECIDED) or not score.totals:
        return
    known_keys(rule, "disagreement", "measure tiers source sample")
    tiers = rule["tiers"]
    first = average(score.totals.values())
    away = {seat: abs(total - first) for seat, total in score.totals.items()}
    spread = max(score.totals.values()) - min(score.totals.values())
    measured = spread if one_of(rule, "measure", "range distance") == "range" else max(away.values())
    score.tier = _tier_of(tiers, measured)
    if score.tier is None:
        return
    known_keys(tiers[score.tier], "tier", "bound included action")
    actions = f"mean chair_after_dialogue third_marking drop_outliers joint_vote {UNDECIDED}"
    action = one_of(tiers[score.tier], "action", actions)
    if action == "drop_outliers":
        score.left_out = {seat: "outlier" for seat in away if _tier_of(tiers, away[seat]) == score.tier}
        if len(score.left_out) in (0, len(score.totals)):
            score.open.append("drop_outliers")
    elif action != "mean":
        score.open.append(action)


def _tier_of(tiers: list[Json], value: Fraction) -> int | None:
    found = None
    for at, tier in enumerate(tiers):
        bound = exact(tier["bound"])
        if value > bound or (tier["included"] and value == bound):
            found = at
    return found


def trim_ends(score: Score, trim: int) -> None:
    """Leave out the ``trim`` smallest and largest totals; nobody if nobody would remain."""
    order = sorted((total, seat) for seat, total in score.valid.items())
    if trim and len(order) > 2 * trim:
        score.left_out.update({seat: "trimmed" for _, seat in order[:trim] + order[-trim:]})


def score_entries(scores: list[Score], round_: Round, decisions: list[Json]) -> None:
    """Give every entry its score, or the questions that stand before it."""
    for score in scores:
        apply_disagreement(score, round_)
        trim_ends(score, round_.trim)
    panels = {frozenset(score.valid) for score in scores if score.valid}
    moved = _moved(scores, round_.method)
    for score in scores:
        count = len(score.valid)
        if count < round_.least_ballots:
            score.open.append("too_few")
        elif count <= 2 * round_.trim:
            score.open.append("too_few_to_trim")
        if round_.method == "sum_of_places" and len(panels) > 1:
            score.open.append("places_uneven")
        if not score.open:
            values = [moved[seat][score.code] for seat in score.used]
            score.exact = _one_value(round_.method, values)
            score.official = round_.official(score.exact)
        else:
            _take_decided_score(score, round_, decisions)


def _one_value(method: str, values: list[Fraction]) -> Fraction:
    if method == "sum_of_places":
        return sum(values, ZERO)
    return middle(values) if method == "median" else average(values)


def _moved(scores: list[Score], method: str) -> dict[int, dict[str, Fraction]]:
    """Give, by seat and entry, what the method adds up: totals, places, or standardised totals."""
    totals: dict[int, dict[str, Fraction]] = {}
    for score in scores:
        for seat, value in score.valid.items():
            totals.setdefault(seat, {})[score.code] = value
    if method == "sum_of_places":
        return {seat: _places(given) for seat, given in totals.items()}
    return _standardised(totals) if method == "standardised" else totals


def _places(given: dict[str, Fraction]) -> dict[str, Fraction]:
    """Turn one judge's totals into places: 1 for the largest; equals share the mean of the places they fill."""
    larger, places = 0, {}
    counts: dict[Fraction, int] = {}
    for value in given.values():
        counts[value] = counts.get(value, 0) + 1
    for value in sorted(counts, reverse=True):
        places[value] = Fraction(2 * larger + counts[value] + 1, 2)
        larger += counts[value]
    return {code: places[value] for code, value in given.items()}


def _standardised(totals: dict[int, dict[str, Fraction]]) -> dict[int, dict[str, Fraction]]:
    """Bring every judge to a common scale: M + S·(t − m)/s, roots to 40 decimals, values to 9, half to even."""
    means = {seat: average(given.values()) for seat, given in totals.items()}
    widths = {
        seat: _root(average((value - means[seat]) ** 2 for value in given.values())) for seat, given in totals.items()
    }
    if not means:
        return {}
    all_mean, all_width = average(means.values()), average(widths.values())
    result: dict[int, dict[str, Fraction]] = {}
    for seat, given in totals.items():
        factor = all_width / widths[seat] if widths[seat] else ZERO
        result[seat] = {
            code: rounded(all_mean + factor * (value - means[seat]), 9, "half_even") for code, value in given.items()
        }
    return result


def _root(value: Fraction) -> Fraction:
    """Give the square root, cut off behind 40 decimals."""
    scale = 10**40
    return Fraction(isqrt(value.numerator * scale * scale // value.denominator), scale)


def _take_decided_score(score: Score, round_: Round, decisions: list[Json]) -> None:
    """Let a decision on the mark answer the questions of an entry, if it lies on the scale of official marks."""
    decision = last_about(decisions, "score", [score.code])
    value = decimal(decision["value"]) if decision is not None else None
    if decision is None or value is None or value < 0 or rounded(value, round_.decimals) != value:
        return
    if round_.smaller_is_better or value <= _largest_score(round_.rubric):
        score.exact = score.official = value
        score.decision = decision["number"]
        score.open = []


def _largest_score(rubric: Rubric) -> Fraction:
    full = sum((leaf.worth * (_highest(leaf) or ZERO) for leaf in rubric.leaves), ZERO)
    return max(full, rubric.maximum)


def last_about(decisions: Iterable[Json], kind: str, about: list[str]) -> Json | None:
    """Give the decision of a kind with the highest number on exactly this subject."""
    mine = [each for each in decisions if each["kind"] == kind and list(each["about"]) == about]
    return max(mine, key=lambda each: int(each["number"]), default=None)


def still_holds(decision: Json, counted: list[Json]) -> bool:
    """Say whether a decision rests on the ballots that count now.

    One that names ballots holds if all of them still count, and if it names every counted ballot that marks one of its
    entries (every counted ballot, where it is about the cut, a prize or a special prize).
    """
    among, digests = set(decision["among"]), {each["digest"] for each in counted}
    if not among:
        return True
    if decision["kind"] in ("score", "tie"):
        about = set(decision["about"])
        digests_touched = {
            ballot["digest"]
            for ballot in counted
            if any(line["code"] in about and not line["recused"] for line in ballot["lines"])
        }
    else:
        digests_touched = digests
    return among <= digests and digests_touched <= among


# --- 9.1 figures of a criterion: for gates and tie-breaks


def criterion_means(score: Score, rubric: Rubric) -> dict[str, Fraction]:
    """Give the mean of every criterion over the ballots used; of a group, the weighted sum of its leaves."""
    used = [score.marks[seat] for seat in score.used]
    means: dict[str, Fraction] = dict(score.extras)
    for leaf in rubric.judged:
        if used:
            means[leaf.id] = average(marks[leaf.id] for marks in used)
    for group in rubric.criteria:
        inside = rubric.under[group.id]
        if not group.is_leaf and all(leaf.id in means for leaf in inside):
            means[group.id] = sum((leaf.worth * means[leaf.id] for leaf in inside), ZERO)
    return means


def zero_leaves(score: Score, rubric: Rubric) -> set[str]:
    """Give the leaves where a ballot that is no outlier, or the organisers, gave 0; nothing taken off is no zero."""
    found = {leaf.id for leaf in rubric.leaves if leaf.kind != "penalty" and score.extras.get(leaf.id) == 0}
    return found | {name for seat in score.valid for name, mark in score.marks[seat].items() if mark == 0}


def fails_gate(score: Score, rubric: Rubric) -> bool:
    """Say whether an entry misses a pass mark, or has a zero where none is allowed."""
    means, zeros = criterion_means(score, rubric), zero_leaves(score, rubric)
    for each in rubric.criteria:
        if each.id not in means:
            continue
        if each.pass_mark is not None and means[each.id] < each.pass_mark:
            return True
        if each.no_zero and any(leaf.id in zeros for leaf in rubric.under[each.id]):
            return True
    return False


# === 10. Several rounds in one score, places, ties ====================================================================


@dataclass
class Stand:
    """What an entry is placed by, its place, and the tie-breaks that it went through."""

    code: str
    value: Fraction
    official: Fraction
    place: int = 0
    shared: bool = False
    trace: list[Json] = field(default_factory=list)


def combine_rounds(
    scores: list[Score], round_: Round, earlier: dict[str, dict[str, Fraction]]
) -> tuple[dict[str, tuple[Fraction, Fraction]] | None, list[str]]:
    """Add up official scores of rounds by weight; None where only this round counts or the rules leave it open."""
    rule = round_.raw.get("combination", {round_.id: 1})
    if rule == UNDECIDED:
        return None, ["combination_undecided"] if round_.before is not None else []
    weights = {name: exact(weight) for name, weight in rule.items()}
    if weights == {round_.id: Fraction(1)}:
        return None, []
    found: dict[str, tuple[Fraction, Fraction]] = {}
    asked: list[str] = []
    for score in scores:
        parts = {name: earlier.get(name, {}).get(score.code) for name in weights}
        parts[round_.id] = score.official if round_.id in weights else None
        asked += ["combination_missing" for name in weights if name != round_.id and parts[name] is None]
        known = {name: value for name, value in parts.items() if value is not None}
        if set(weights) <= set(known):
            value = sum((weights[name] * known[name] for name in weights), ZERO)
            found[score.code] = (value, round_.official(value))
    return found, asked


def place_entries(stands: list[Stand], round_: Round, figures: TieFigures, decisions: list[Json]) -> list[Stand]:
    """Give places 1, 2, 2, 4; equal values are parted by the rules' tie-breaks, then by decisions on exactly them."""
    levels: dict[Fraction, list[Stand]] = {}
    for stand in sorted(stands, key=lambda each: each.code):
        levels.setdefault(stand.value, []).append(stand)
    order: list[Stand] = []
    steps = round_.raw["ties"]
    for value in sorted(levels, reverse=not round_.smaller_is_better):
        for group in part_ties(levels[value], [] if steps == UNDECIDED else steps, figures, decisions):
            place = len(order) + 1
            for stand in group:
                stand.place, stand.shared = place, len(group) > 1
            order += group
    return order


TieFigures = Callable[[str, str], "dict[str, Fraction] | None"]


def part_ties(group: list[Stand], steps: list[Json], figures: TieFigures, decisions: list[Json]) -> list[list[Stand]]:
    """Part equals step by step; where a figure is missing, or people decide, only a decision parts them."""
    if len(group) == 1:
        return [group]
    step = steps[0] if steps else None
    if step is not None:
        known_keys(step, "ties", "kind ref")
        one_of(step, "kind", "criterion earlier_round median vote office")
    values = figures(step["kind"], step.get("ref", "")) if step is not None else None
    if step is None or values is None or any(each.code not in values for each in group):
        return _part_by_decision(group, step, decisions)
    levels: dict[Fraction, list[Stand]] = {}
    for each in group:
        levels.setdefault(values[each.code], []).append(each)
    for each in group:
        each.trace.append(_trace(step, len(levels) > 1, None))
    parts: list[list[Stand]] = []
    for value in sorted(levels, reverse=True):
        parts += part_ties(levels[value], steps[1:], figures, decisions)
    return parts


def _trace(step: Json | None, parted: bool, decision: int | None) -> Json:
    kind, ref = (step["kind"], step.get("ref", "")) if step is not None else ("", "")
    return {"step": kind, "ref": ref, "parted": parted, "decision": decision}


def _part_by_decision(group: list[Stand], step: Json | None, decisions: list[Json]) -> list[list[Stand]]:
    codes = [each.code for each in group]
    decision = last_about(decisions, "tie", codes)
    order = decision["value"].split() if decision is not None else []
    if decision is None or sorted(order) != codes:
        return [group]
    for each in group:
        each.trace.append(_trace(step, True, decision["number"]))
    return [[each for each in group if each.code == code] for code in order]


# === 11. Who goes on ==================================================================================================


def groups_of(stands: list[Stand]) -> list[list[Stand]]:
    """Bring together those who share a place, in order of places."""
    places: dict[int, list[Stand]] = {}
    for each in stands:
        places.setdefault(each.place, []).append(each)
    return [places[place] for place in sorted(places)]


def reaches(stand: Stand, bound: Fraction, round_: Round) -> bool:
    """Say whether an official score meets a bound; the bound itself meets it."""
    return stand.official <= bound if round_.smaller_is_better else stand.official >= bound


def cut_list(order: list[Stand], failed: set[str], round_: Round, decisions: list[Json]) -> tuple[Json | None, bool]:
    """Give the shortlist as in the result file, None where the round has no cut; and whether something is open."""
    if "cut" not in round_.raw:
        return None, False
    placed = [each for each in order if each.code not in failed]
    found, asked = _cut_by_rule(placed, round_)
    decision = last_about(decisions, "cut", [round_.id])
    if decision is not None and found["pending"]:
        chosen = decision["value"].split()
        sure = set(found["inside"])
        if len(set(chosen)) == len(chosen) and sure <= set(chosen) <= sure | set(found["pending"]):
            found["inside"] = [each.code for each in placed if each.code in chosen]
            found["pending"], found["decision"], asked = [], decision["number"], False
    return found, asked


def _cut_by_rule(placed: list[Stand], round_: Round) -> tuple[Json, bool]:
    rule = round_.raw["cut"]
    result: Json = {"inside": [], "pending": [], "if_all_tied_in": [], "if_none_in": [], "decision": None}
    kind = UNDECIDED if rule == UNDECIDED else one_of(rule, "kind", "top threshold top_and_threshold manual")
    if kind in (UNDECIDED, "manual"):
        return {**result, "pending": [each.code for each in placed]}, True
    known_keys(rule, "cut", "kind count threshold tie")
    able = placed
    if kind != "top":
        able = [each for each in placed if reaches(each, exact(rule["threshold"]), round_)]
    room = len(able) if kind == "threshold" else int(rule["count"])
    inside: list[str] = []
    for group in groups_of(able):
        codes = [each.code for each in group]
        if len(inside) >= room:
            break
        if len(inside) + len(codes) <= room:
            inside += codes
            continue
        tie = one_of(rule, "tie", "ask all_in all_out", "ask")
        if tie == "ask":
            both = [*inside, *codes]
            return {**result, "inside": inside, "pending": codes, "if_all_tied_in": both, "if_none_in": inside}, True
        inside += codes if tie == "all_in" else []
        break
    return {**result, "inside": inside}, False


# === 12. Prizes =======================================================================================================


@dataclass
class Table:
    """A prize table while it is being filled: rows as in the result file, winners so far, what is open."""

    raw: Json
    entries: dict[str, Json]
    rows: list[Json] = field(default_factory=list)
    winners: list[Stand] = field(default_factory=list)
    able: list[Stand] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def row(self, prize: Json, state: str, stand: Stand | None = None, decision: int | None = None) -> None:
        """Add a row; who gets a prize is among the winners."""
        code = stand.code if stand is not None else None
        self.winners += [stand] if stand is not None else []
        money = str(prize.get("money", 0))
        self.rows.append(
            {
                "table": self.raw["id"],
                "prize": prize["id"],
                "state": state,
                "code": code,
                "money": money,
                "decision": decision,
                "_place": stand.place if stand is not None else 0,
            }
        )

    def over_cap(self, more: list[Stand]) -> bool:
        """Say whether a unit or author of these would then have more prizes than the rules allow."""
        for cap, people in (("per_unit", "units"), ("per_author", "authors")):
            most = self.limit(cap)
            if most is None:
                continue
            counts = [name for each in [*self.winners, *more] for name in set(self.entries[each.code][people])]
            own = {name for each in more for name in self.entries[each.code][people]}
            if any(counts.count(name) > most for name in own):
                return True
        return False

    def rank(self, row: Json) -> int:
        """Give the position of a row's prize in the table, 0 for the highest."""
        return [prize["id"] for prize in self.raw["prizes"]].index(row["prize"])

    def limit(self, cap: str) -> int | None:
        """Give a cap; None where there is none, or where the rules leave it open."""
        value = self.raw.get(cap, "unlimited")
        return None if value in ("unlimited", UNDECIDED) else int(value)


def fill_tables(
    rules: Json, round_: Round, order: list[Stand], scores: list[Score], entries: dict[str, Json], context: PrizeContext
) -> tuple[list[Json], list[str]]:
    """Fill the prize tables of a round in the definition's order; gives rows and what is open."""
    rows: list[Json] = []
    asked: list[str] = []
    considered: dict[str, set[str]] = {}
    for raw in rules.get("prize_tables", []):
        if raw.get("round") != round_.id:
            continue
        known_keys(
            raw,
            f"prize table {raw['id']}",
            "id title round review entrants minimum per_unit per_author vacancy sharing special money_source filters "
            "prizes",
        )
        table = Table(raw, entries)
        _choose_able(table, round_, order, scores, context, considered)
        _fill(table, context.decisions)
        _ask_open_points(table)
        considered[raw["id"]] = {each.code for each in table.able}
        _ask_order(table)
        table.rows.sort(key=table.rank)
        rows += [{key: row[key] for key in row if key != "_place"} for row in table.rows]
        asked += table.open
    return rows, asked


@dataclass(frozen=True)
class PrizeContext:
    """What prizes look at besides places: who fails a gate, scores of the round before, decisions in force."""

    failed: set[str]
    earlier: dict[str, dict[str, Fraction]]
    decisions: list[Json]


def _choose_able(
    table: Table,
    round_: Round,
    order: list[Stand],
    scores: list[Score],
    context: PrizeContext,
    considered: dict[str, set[str]],
) -> None:
    raw = table.raw
    met = [meets_filter(text, round_, scores, context, considered) for text in raw.get("filters", [])]
    table.open += ["filter_unknown" for each in met if each is None]
    minimum = raw.get("minimum", "none")
    for stand in order:
        fits = not raw.get("entrants") or table.entries[stand.code]["kind"] in raw["entrants"]
        passes = stand.code not in context.failed and all(each is None or stand.code in each for each in met)
        enough = minimum in ("none", UNDECIDED) or reaches(stand, exact(minimum), round_)
        if fits and passes and enough:
            table.able.append(stand)


def meets_filter(
    text: str, round_: Round, scores: list[Score], context: PrizeContext, considered: dict[str, set[str]]
) -> set[str] | None:
    """Give the entries that meet a condition of a table; None where nothing here can tell, so that it stays open."""
    kind, _, rest = text.partition(":")
    part, _, figure = rest.partition(":")
    official = {**context.earlier, round_.id: {e.code: e.official for e in scores if e.official is not None}}
    everyone = {each.code for each in scores}
    if kind not in ("no_zero", "took_part", "at_least", "not_in", "top"):
        raise UnknownRule(f"filter {text}")
    if kind == "no_zero" and rest in ("", round_.id):
        return {each.code for each in scores if not zero_leaves(each, round_.rubric)}
    if kind == "took_part" and rest in official:
        return everyone & set(official[rest])
    if kind == "at_least" and part in official and figure:
        return {code for code, value in official[part].items() if value >= exact(figure)} & everyone
    if kind == "not_in" and rest in considered:
        return everyone - considered[rest]
    return None


def _fill(table: Table, decisions: list[Json]) -> None:
    """Enter the prizes that people decided within the rules, then give the others to the places in order."""
    decided: set[str] = set()
    for prize in table.raw["prizes"]:
        decision = last_about(decisions, "prize", [table.raw["id"], prize["id"]])
        chosen = _decided_winners(table, prize, decision) if decision is not None else None
        if chosen is None or decision is None:
            continue
        decided.add(prize["id"])
        for stand in chosen:
            table.row(prize, "given", stand, decision["number"])
        for _ in range(int(prize["count"]) - len(chosen)):
            table.row(prize, "vacant", None, decision["number"])
    free = [p for p in table.raw["prizes"] if p["id"] not in decided for _ in range(int(p["count"]))]
    taken = {each.code for each in table.winners}
    for group in groups_of([each for each in table.able if each.code not in taken]):
        if not free:
            return
        free = _give(table, [each for each in group if not table.over_cap([each])], free)
    for prize in free:
        may = table.raw.get("vacancy", True)
        table.open += [] if may else ["prize_nobody_left"]
        table.row(prize, "vacant" if may else "open")


def _decided_winners(table: Table, prize: Json, decision: Json) -> list[Stand] | None:
    """Give whom a decision names for a prize; None where the rules do not allow it."""
    codes = [] if decision["value"] == "vacant" else decision["value"].split()
    able = {each.code: each for each in table.able}
    taken = {each.code for each in table.winners}
    if (not codes and decision["value"] != "vacant") or any(code not in able for code in codes):
        return None
    if len(set(codes)) != len(codes) or taken & set(codes):
        return None
    if len(codes) > int(prize["count"]) and not table.raw.get("sharing", False):
        return None
    if not codes and not table.raw.get("vacancy", True):
        return None
    chosen = [able[code] for code in codes]
    return None if table.over_cap(chosen) else chosen


def _give(table: Table, group: list[Stand], free: list[Json]) -> list[Json]:
    """Give those who share a place their prizes; gives what is left. A tie across two prizes is a question."""
    if len(group) > 1 and table.over_cap(group):
        table.open.append("prize_cap_tie")
        for prize in free:
            table.row(prize, "open")
        table.winners += group
        return []
    reached, left = free[: len(group)], free[len(group) :]
    if len(group) > 1 and (len(reached) < len(group) or len({prize["id"] for prize in reached}) > 1):
        table.open.append("prize_tie")
        for prize in reached:
            table.row(prize, "open")
        table.winners += group
    else:
        for at, stand in enumerate(group):
            table.row(reached[at], "given", stand)
    return left


def _ask_open_points(table: Table) -> None:
    """Ask about caps and a minimum that the rules leave open, where they would change who wins."""
    for cap, people in (("per_unit", "units"), ("per_author", "authors")):
        names = [name for each in table.winners for name in set(table.entries[each.code][people])]
        if table.raw.get(cap) == UNDECIDED and len(set(names)) != len(names):
            table.open.append(f"{cap}_undecided")
    if table.raw.get("minimum") == UNDECIDED and table.winners:
        table.open.append("minimum_undecided")


def _ask_order(table: Table) -> None:
    """Ask where the rules would put an entry above one that people gave a lower prize despite a better place."""
    given = [row for row in table.rows if row["state"] == "given"]
    for low in given:
        for high in given:
            above = table.rank(high) < table.rank(low) and low["_place"] < high["_place"]
            if low["decision"] is not None and high["decision"] is None and above:
                table.open.append("prize_out_of_order")


# === 13. The code of the data (files.md §7.2) =========================================================================


def data_code(
    rules_digest: str, packages: list[str], ballots: list[str], decisions: list[Json], sheets: Sequence[Json | str]
) -> str:
    """Give the 16 digits in the foot of every paper, from all that a result stands on."""
    lines = {f"package {each}" for each in packages} | {f"ballot {each}" for each in ballots}
    lines |= {f"decision {digest_of(canonical(each).encode('utf-8'))}" for each in decisions}
    texts = [each if isinstance(each, str) else canonical(each) for each in sheets]
    lines |= {f"figure {digest_of(text.encode('utf-8'))}" for text in texts}
    kinds = ("package", "ballot", "decision", "figure")
    ordered = sorted(lines, key=lambda line: (kinds.index(line.split(" ")[0]), line))
    text = "\n".join(["judge-desk data 1", f"definition {rules_digest}", *ordered]) + "\n"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def bears_on(decision: Json, rules: Json, rounds: Sequence[str]) -> bool:
    """Say whether a decision belongs to the data of these rounds (files.md §7.2)."""
    if decision["kind"] in ("approve", "final", "announce") or decision["round"] not in ("", *rounds):
        return False
    if decision["kind"] == "rules":
        return any(_change_bears(key, rules, name) for key in decision["value"].split() for name in rounds)
    return decision["kind"] != "rule_point" or _point_bears(decision["about"][0], rules, rounds)


def _change_bears(key: str, rules: Json, round_id: str) -> bool:
    """Say whether a changed key of the rules touches a round."""
    words = [*key.split("."), ""]
    if words[0] == "rounds":
        return words[1] in ("", round_id)
    if words[0] == "prize_tables":
        table = item_with(rules.get("prize_tables"), words[1])
        return table is None or ("review" not in table and table.get("round", round_id) == round_id)
    if words[0] == "measured":
        return not only_for_reviews(rules, words[1], round_id)
    return words[0] in ("by_products", "entrants", "fields", "parts")


def _point_bears(key: str, rules: Json, rounds: Sequence[str]) -> bool:
    """Say whether a decided point of the rules bears on one of these rounds."""
    words = [*key.split("."), ""]
    if words[0] == "rounds":
        return words[1] in rounds
    if words[0] == "prize_tables":
        table = item_with(rules.get("prize_tables"), words[1])
        return table is None or ("review" not in table and table.get("round", rounds[0]) in rounds)
    if words[0] == "measured":
        return not all(only_for_reviews(rules, words[1], each) for each in rounds)
    if words[0] == "by_products":
        bonus = rules.get("by_products", {}).get("index_bonus_round")
        return bonus is None or bonus in rounds
    return words[0] != "reviews"


def only_for_reviews(rules: Json, part_id: str, round_id: str) -> bool:
    """Say whether a measured part serves reviews alone and no rubric, no weight and no prize table of the round."""
    part = item_with(rules.get("measured"), part_id)
    if part is None or "weight" in part or "formula" in part:
        return False
    raw, _ = _raw_round(rules, round_id)
    named = {c["formula"]["measure"] for c in raw["rubric"]["criteria"] if "formula" in c}
    for table in rules.get("prize_tables", []):
        if table.get("round") == round_id:
            named |= {word for text in table.get("filters", []) for word in text.split(":")}
    return part_id not in named and any(_reads_part(rules, review, part_id) for review in rules.get("reviews", []))


def _reads_part(rules: Json, review: Json, part_id: str) -> bool:
    return part_id in {part for part, _ in slots_read(rules, review)}


# === 14. One round ====================================================================================================


def recount_round(
    rules: Json,
    round_id: str,
    rules_digest: str,
    manifests: Iterable[Json],
    ballots: Iterable[Json],
    decisions: Iterable[Json] = (),
    brought: Iterable[Json] = (),
    earlier: Json | None = None,
) -> Json:
    """Recount a round from plain data; see the head of this file.

    Args:
        rules: from :func:`read_rules` and :func:`with_rulings`.
        round_id: which round.
        rules_digest: SHA-256 of the definition's file.
        manifests: packages of the round.
        ballots: of the round, replaced ones too.
        decisions: all of the contest.
        brought: every sheet of the organisers.
        earlier: what this gave for the round before, None for a first one.

    Returns:
        ``result`` as in the result file, ``open`` questions, and what later rounds and the report need.

    Raises:
        UnknownRule: a rule is not known here; CannotCheck: packages are missing.
    """
    said, sheets, packages = list(decisions), list(brought), list(manifests)
    round_ = as_issued(rules, round_id, rules_digest, packages, said)
    mine = [each for each in said if each["round"] in ("", round_id)]
    issued = issued_in(packages, round_, mine)
    seats = view_seats(issued, ballots, mine)
    counted = [view.counted for view in seats if view.counted is not None]
    holding = [each for each in mine if each["round"] == round_id and still_holds(each, counted)]
    context = PrizeContext(set(), _earlier_scores(issued, earlier), holding)
    outcome = _worked_out(rules, round_, issued, seats, sheets, context)
    outcome |= _chained(round_id, issued, counted, earlier)
    outcome["result"] = {**result_of(outcome, rules, rules_digest, said, sheets), **outcome["result"]}
    return outcome


def _chained(round_id: str, issued: Issued, counted: list[Json], earlier: Json | None) -> Json:
    """Give all that the result stands on: rounds, packages, counted ballots; those of earlier rounds come last."""
    own = {"rounds": [round_id], "packages": [each["digest"] for each in issued.chain]}
    own["ballots"] = [each["digest"] for each in counted]
    return {key: own[key] + (earlier[key] if earlier is not None else []) for key in own}


def _worked_out(
    rules: Json, round_: Round, issued: Issued, seats: list[SeatView], sheets: list[Json], context: PrizeContext
) -> Json:
    """Go from counted ballots to prizes; ``context`` has the scores of the round before and the decisions in force."""
    points, asked = brought_points(round_, sheets)
    scores = collect_scores(round_, issued, seats, points)
    score_entries(scores, round_, context.decisions)
    asked += [name for view in seats for name in view.open] + [name for score in scores for name in score.open]
    asked += _panel_questions(round_, issued, seats) + _rule_questions(round_, scores)
    combined, more = combine_rounds(scores, round_, context.earlier)
    figures = _figures(scores, round_, context.earlier)
    stands = place_entries(_stands(scores, combined, round_), round_, figures, context.decisions)
    context.failed.update(score.code for score in scores if fails_gate(score, round_.rubric))
    shortlist, cut_open = cut_list(stands, context.failed, round_, context.decisions)
    awards: list[Json] = []
    if not round_.raw["blind"]:
        awards, prizes_open = fill_tables(rules, round_, stands, scores, issued.entries, context)
        asked += prizes_open
    return {
        "round": round_,
        "issued": issued,
        "seats": seats,
        "scores": scores,
        "stands": stands,
        "open": [*asked, *more, *(["cut"] if cut_open else [])],
        "codes": {stand.code: stand.official for stand in stands},
        "result": {
            "entries": _entry_rows(scores, stands, combined, round_),
            "shortlist": shortlist,
            "awards": awards,
        },
    }


def as_issued(rules: Json, round_id: str, rules_digest: str, manifests: list[Json], decisions: list[Json]) -> Round:
    """Read the rules of a round; its rubric is that of its newest package, where a later version replaced the rules."""
    mine = [each for each in manifests if each["round"] == round_id]
    newest = max(mine, key=lambda each: int(each["version"]), default=None)
    if newest is None:
        raise CannotCheck(f"package of {round_id}")
    if newest["definition_digest"] not in replaced_digests(decisions, rules_digest):
        return read_round(rules, round_id)
    older = with_rulings(read_rules(newest["definition"]), newest["rulings"])
    return read_round(rules, round_id, read_rubric(_raw_round(older, round_id)[0]["rubric"]))


def _earlier_scores(issued: Issued, earlier: Json | None) -> dict[str, dict[str, Fraction]]:
    """Give the official scores of the round before under the codes of this one."""
    if earlier is None:
        return {}
    before: dict[str, Fraction] = earlier["codes"]
    codes = {code: each["earlier"] for code, each in issued.entries.items() if each["earlier"] in before}
    return {earlier["rounds"][0]: {code: before[old] for code, old in codes.items()}}


def _panel_questions(round_: Round, issued: Issued, seats: list[SeatView]) -> list[str]:
    """Ask where fewer seats take part than the quorum."""
    present = [view for view in seats if view.counted is not None and view.seat in issued.open_seats]
    needed = ceil(len(issued.open_seats) * exact(round_.raw["panel"].get("quorum", "2/3")))
    return ["quorum"] if len(present) < needed else []


def _rule_questions(round_: Round, scores: list[Score]) -> list[str]:
    apart = any(len(set(score.totals.values())) > 1 for score in scores)
    return ["disagreement_undecided"] if apart and round_.raw["disagreement"] == UNDECIDED else []


def _stands(scores: list[Score], combined: dict[str, tuple[Fraction, Fraction]] | None, round_: Round) -> list[Stand]:
    """Give what every entry with a score is placed by."""
    pairs = {e.code: (e.exact, e.official) for e in scores if e.exact is not None and e.official is not None}
    if combined is not None:
        pairs = dict(combined)
    at = 1 if round_.rank_on == "rounded" else 0
    return [Stand(code, pair[at], pair[1]) for code, pair in pairs.items()]


def _figures(scores: list[Score], round_: Round, earlier: dict[str, dict[str, Fraction]]) -> TieFigures:
    """Give the reader of the figures that a tie-break compares; None for a step that people take."""
    means = {score.code: criterion_means(score, round_.rubric) for score in scores}
    medians = {score.code: middle(score.used.values()) for score in scores if score.used}
    criteria = {
        each.id: {code: values[each.id] for code, values in means.items() if each.id in values}
        for each in round_.rubric.criteria
    }

    def _figures_of(kind: str, ref: str) -> dict[str, Fraction] | None:
        if kind == "criterion":
            return criteria.get(ref, {})
        if kind == "earlier_round":
            return earlier.get(ref, {})
        return medians if kind == "median" else None

    return _figures_of


def result_of(outcome: Json, rules: Json, rules_digest: str, decisions: list[Json], sheets: list[Json]) -> Json:
    """Give the head of the result as the result file has it: what it stands on and whether it is official."""
    issued: Issued = outcome["issued"]
    own = issued.newest["definition_digest"]
    stands_on = own if own in replaced_digests(decisions, rules_digest) else rules_digest
    latest = {(e["round"], e["criterion"]): e for e in sorted(sheets, key=lambda e: int(e["number"]))}
    code = data_code(
        stands_on,
        outcome["packages"],
        outcome["ballots"],
        [each for each in decisions if bears_on(each, rules, outcome["rounds"])],
        [each for each in latest.values() if each["round"] in outcome["rounds"]],
    )
    counted = [view.counted for view in outcome["seats"] if view.counted is not None]
    keys = ("seat", "name", "revision", "digest", "code")
    return {
        "kind": "judge-desk ket-qua 1",
        "contest": rules["id"],
        "round": outcome["rounds"][0],
        "definition": stands_on,
        "data_code": code,
        "official": not outcome["open"],
        "ballots": [{key: ballot[key] for key in keys} for ballot in counted],
    }


def _entry_rows(
    scores: list[Score],
    stands: list[Stand],
    combined: dict[str, tuple[Fraction, Fraction]] | None,
    round_: Round,
) -> list[Json]:
    decimals = max((decimals_needed(abs(leaf.worth * leaf.step)) for leaf in round_.rubric.judged), default=0)
    placed = {each.code: each for each in stands}
    rows = []
    for score in scores:
        stand, totals = placed.get(score.code), score.totals
        pair = (score.exact, score.official) if combined is None else combined.get(score.code, (None, None))
        marks = [
            {"seat": seat, "total": written(totals[seat], decimals), "left_out": score.left_out.get(seat, "")}
            for seat in sorted(totals)
        ]
        rows.append(
            {
                "code": score.code,
                "ballots": len(score.used),
                "marks": marks,
                "recused": sorted(score.recused),
                "spread": str(max(totals.values()) - min(totals.values())) if totals else None,
                "exact": str(pair[0]) if pair[0] is not None else None,
                "official": written(pair[1], round_.decimals) if pair[1] is not None else None,
                "round_official": written(score.official, round_.decimals) if score.official is not None else None,
                "decision": score.decision,
                "place": stand.place if stand is not None else None,
                "shared": stand.shared if stand is not None else False,
                "tie_breaks": stand.trace if stand is not None else [],
            }
        )
    return rows


# === 15. Reviews ======================================================================================================
#
# A review goes over subjects (units of the roster, or the people of a sheet). For each it works out named measures,
# asks named gates, puts who meets all of them in order, and fills prize tables. Whatever the rules leave to people is
# read from recorded decisions; what nobody decided is a question, and a result with a question is not official.

OPEN_POINTS = ("column", "over", "weights", "formula")
"""What a measure cannot be begun without; other open points are asked about only where a figure turns on them."""

KNOWN_KEYS = {
    "measured": "id title per roster columns periods closed_by source sample formula weight",
    "columns": "id title kind least most required",
    "reviews": "id title subjects part periods council measures gates order dossier approval source sample",
    "measures": "id title take part column periods round of table over attempts attempt_by missing weights formula to"
    " most bound levels when decimals unit",
    "formula": "name points target decimals",
    "levels": "number title bound included",
    "gates": "id title reason test measure bound tie used when source",
    "order": "policy by weights",
    "prize_tables": "id title round review entrants minimum per_unit per_author vacancy sharing special money_source"
    " filters prizes",
    "prizes": "id title count money gift certificate signer",
}
"""Every key of the rules that this program can read; another one is named, for it might change the result."""


class Cell(NamedTuple):
    """One measure of one subject.

    ``value`` is exact, after the one rounding of the measure; None where there is none, and ``lack`` says why:
    ``branch`` not of the subject's branch, ``missing`` no figure, ``no_whole`` nothing to divide by, ``undecided`` the
    rules or people did not say, ``no_reference`` nothing to compare with. ``open`` while a question stands about it.
    ``how`` is the sum as an auditor would write it.
    """

    value: Fraction | None
    lack: str = ""
    open: bool = False
    how: str = ""


class Verdict(NamedTuple):
    """What a gate says of a subject: ``met``, ``failed``, ``open``, ``waiting`` (for people), and by which figures."""

    state: str
    value: Fraction | None = None
    needed: Fraction | None = None


class Place(NamedTuple):
    """A place in the order: the number, whether it is shared, the first measure, and the decision that made it."""

    code: str
    number: int
    shared: bool
    score: Fraction
    decision: int | None


class Sheet(NamedTuple):
    """One sheet as a measure reads it: its rows by subject, and of whom nobody knows which row counts."""

    sheet: Json
    rows: Mapping[Any, Sequence[Sequence[str]]]
    unsure: frozenset[Any]
    key: Callable[[Json], Any]

    def of(self, subject: Json) -> Sequence[Sequence[str]]:
        """Give the rows of a subject."""
        return self.rows.get(self.key(subject), ())


class Read(NamedTuple):
    """What a measure reads: part, id and full mark of the column, the sheets, and whether all is there and said."""

    part: Json
    column: str
    most: Fraction | None
    tables: Sequence[Sheet]
    complete: bool
    settled: bool


# --- numbers, names, cells --------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Give a name as it is compared: composed letters, lower case, no punctuation, single blanks; accents stay."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join("".join(" " if unicodedata.category(each)[0] in "PSZC" else each for each in lower).split())


def number_in(text: str) -> Fraction:
    """Read a cell of figures: an optional minus, digits, at most one point."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise NotBelieved(f"a cell of figures holds no number: {text[:40]!r}")
    return Fraction(text)


def number_if(text: str) -> Fraction | None:
    """Read a cell that may hold words; None for those."""
    return Fraction(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else None


def moment(text: str) -> tuple[int, ...] | None:
    """Read a day, an hour or both; the first number of the answer says in which of four forms it was written."""
    day, year, hour = (
        r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{1,2}):(\d\d)(?::(\d\d))?",
    )
    forms = (rf"{day}(?:[ ,T]+{hour})?", rf"{year}(?:[ ,T]+{hour})?", hour, rf"{hour}[ ,]+{day}")
    turns = ((2, 1, 0, 3, 4, 5), (0, 1, 2, 3, 4, 5), (0, 1, 2), (5, 4, 3, 0, 1, 2))
    for number, form in enumerate(forms):
        found = re.fullmatch(form, text, re.ASCII)
        if found:
            return (number, *(int(found.groups()[at] or 0) for at in turns[number]))
    return None


def places_by(values: Mapping[str, Fraction], smaller_first: bool = False) -> dict[str, int]:
    """Give places 1, 2, 2, 4: how many stand before each, and one."""
    every = Counter(values.values())
    before: dict[Fraction, int] = {}
    count = 0
    for value in sorted(every, reverse=not smaller_first):
        before[value] = count + 1
        count += every[value]
    return {code: before[value] for code, value in values.items()}


def in_a_row(values: Iterable[Fraction], between: str = "; ") -> str:
    """Write numbers for the working."""
    return between.join(map(str, values))


# --- rules ------------------------------------------------------------------------------------------------------------


def rules_read(raw: Any) -> Any:
    """Give the rules with every text in one form: composed letters, no blanks at its ends."""
    if isinstance(raw, dict):
        return {key: rules_read(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [rules_read(each) for each in raw]
    return unicodedata.normalize("NFC", raw).strip() if isinstance(raw, str) else raw


def check_review(rules: Json, review: Json) -> None:
    """Stop at anything in the rules of a review that is not known here."""
    where = f"reviews.{review['id']}"
    pairs: list[tuple[str, Any]] = [("reviews", [review]), ("order", [review["order"]])]
    pairs += [("measures", review.get("measures", [])), ("gates", review.get("gates", []))]
    for measure in review.get("measures", []):
        pairs += [("formula", [measure.get("formula")]), ("levels", measure.get("levels", []))]
    pairs.append(("measured", rules.get("measured", [])))
    pairs += [("columns", part["columns"]) for part in rules.get("measured", [])]
    tables = tables_of(rules, review)
    pairs += [("prize_tables", tables), *(("prizes", table["prizes"]) for table in tables)]
    for kind, items in pairs:
        for each in items:
            if isinstance(each, dict):
                known_keys(each, f"{where} {kind}", KNOWN_KEYS[kind])


def tables_of(rules: Json, review: Json) -> list[Json]:
    """Give the prize tables of a review, in the order of the rules."""
    return [each for each in rules.get("prize_tables", []) if each.get("review") == review["id"]]


def columns_of(part: Json) -> list[Json]:
    """Give the columns of a part; a column written as a title alone holds words."""
    return [each if isinstance(each, dict) else {"id": each, "title": each} for each in part["columns"]]


def column_of_kind(part: Json, kind: str) -> str:
    """Give the id of the first column of a kind; empty where there is none."""
    return next((each["id"] for each in columns_of(part) if each.get("kind", "text") == kind), "")


def roster_part(rules: Json) -> Json | None:
    """Give the part that lists the units."""
    return next((each for each in rules.get("measured", []) if each.get("roster")), None)


def slots_read(rules: Json, review: Json) -> set[tuple[str, str]]:
    """Give part and period of every sheet that a review reads itself, the roster among them."""
    roster = roster_part(rules)
    wanted = [(review.get("part", ""), review.get("periods", ()))]
    wanted += [(each.get("part", ""), each.get("periods", ())) for each in review.get("measures", [])]
    wanted += [(roster["id"], ())] if roster else []
    found = set()
    for part in rules.get("measured", []):
        every = [each["id"] for each in part.get("periods", [])] or [""]
        for name, periods in wanted:
            found |= {(name, period) for period in every if name == part["id"] and (not periods or period in periods)}
    return found


def rounds_of(review: Json) -> set[str]:
    """Give the judged rounds that the measures of a review read."""
    return {each["round"] for each in review.get("measures", []) if each.get("round")}


def behind_of(rules: Json, review: Json) -> list[Json]:
    """Give every review whose prizes this one looks at, directly or through another, in the order of the rules."""
    texts = [text for table in tables_of(rules, review) for text in table.get("filters", [])]
    tables = {text.partition(":")[2] for text in texts if text.startswith(("not_in:", "no_prize_in:"))}
    tables |= {each.get("table") for each in review.get("measures", []) if each["take"] == "prize"}
    names = {each.get("review") for each in rules.get("prize_tables", []) if each["id"] in tables}
    found: list[Json] = []
    for earlier in rules["reviews"]:
        if earlier["id"] == review["id"]:
            break
        if earlier["id"] in names:
            found += [each for each in (*behind_of(rules, earlier), earlier) if each not in found]
    return found


# --- sheets -----------------------------------------------------------------------------------------------------------

SHEET_FIELDS = (
    *("number", "part", "period", "columns", "rows", "source", "sha256", "titles"),
    *("closed_by", "closed_on", "reason", "stated_time"),
)
SHEET_KIND = "judge-desk figures 1"


def sheet_of(text: str) -> Json:
    """Read a sheet of figures from its one text; its digest is the SHA-256 of that text."""
    fields = json.loads(text)
    if not isinstance(fields, list) or len(fields) != 1 + len(SHEET_FIELDS) or fields[0] != SHEET_KIND:
        raise NotBelieved("sheet of figures")
    if json.dumps(fields, ensure_ascii=False, separators=(",", ":")) != text:
        raise NotBelieved("sheet of figures")
    sheet = {name: fields[at] for at, name in enumerate(SHEET_FIELDS, 1)}
    return {**sheet, "digest": digest_of(text.encode())}


def sheet_text(sheet: Json) -> str:
    """Write a sheet as its one text."""
    fields = [SHEET_KIND, *(sheet[name] for name in SHEET_FIELDS)]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def in_force(sheets: Iterable[Json], locked_with: Iterable[str] = ()) -> list[Json]:
    """Give the latest sheet of each part and period; one without columns takes those before it away.

    A locked review keeps the sheets that its lock names.
    """
    latest: dict[tuple[str, str], Json] = {}
    ordered = sorted(sheets, key=lambda each: each["number"])
    for sheet in ordered:
        latest[sheet["part"], sheet["period"]] = sheet
    kept = {slot: sheet for slot, sheet in latest.items() if sheet["columns"]}
    kept.update({(sheet["part"], sheet["period"]): sheet for sheet in ordered if sheet["digest"] in set(locked_with)})
    return sorted(kept.values(), key=lambda each: each["number"])


def cell_in(sheet: Json, row: Sequence[str], column: str) -> str:
    """Give a cell; blank where the sheet has no such column."""
    return row[sheet["columns"].index(column)] if column in sheet["columns"] else ""


def people_in(part: Json, sheet: Json, rows: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
    """Say whom rows are about: code of the unit, name as compared, and what tells namesakes apart."""
    wanted = [column_of_kind(part, kind) for kind in ("unit", "person", "key")]
    at = [sheet["columns"].index(each) if each in sheet["columns"] else -1 for each in wanted]
    unit, name, key = at
    return [
        (row[unit] if unit >= 0 else "", folded(row[name]) if name >= 0 else "", row[key] if key >= 0 else "")
        for row in rows
    ]


def read_roster(part: Json, sheet: Json) -> list[Json]:
    """Read the units; one without a code gets ``DV-01`` and so on, by its place among the rows."""
    code_column = column_of_kind(part, "key") or "#"
    units = []
    for number, row in enumerate(sheet["rows"], 1):
        name = cell_in(sheet, row, column_of_kind(part, "unit"))
        code = cell_in(sheet, row, code_column) or f"DV-{number:02d}"
        others = [each.strip() for each in cell_in(sheet, row, column_of_kind(part, "aliases")).split(";")]
        facts = facts_in(part, sheet, row)
        names = [name, *(each for each in others if each)]
        units.append({"code": code, "name": name, "unit": name, "unit_code": code, "names": names, "facts": facts})
    return units


def facts_in(part: Json, sheet: Json, row: Sequence[str]) -> dict[str, str]:
    """Give the words, flags and codes of a row, by column: what branches and tables look at."""
    kinds = ("text", "flag", "key")
    columns = [each["id"] for each in columns_of(part) if each.get("kind", "text") in kinds]
    return {each: cell_in(sheet, row, each) for each in columns if each in sheet["columns"]}


# --- what a review stands on ------------------------------------------------------------------------------------------


class ReviewCount:
    """One review worked out.

    ``rounds`` holds for each judged round that is read ``{"scores": {code: exact}, "names": {code: [names of units]},
    "authors": {code: [names]}, "final": locked or not, "named": whether its codes are open, "digests": [of its counted
    ballots], "smaller": smaller is better}``; which unit a name means, the roster says.
    ``barred`` are pairs of name and unit as compared; ``behind`` the counts of the reviews whose prizes it looks at.
    ``questions`` gathers what stops the result from being official, each as a short text.
    """

    def __init__(
        self,
        rules: Json,
        review: Json,
        sheets: Sequence[Json],
        rounds: Mapping[str, Json],
        decisions: Sequence[Json],
        barred: Iterable[Sequence[str]] = (),
        behind: Sequence[ReviewCount] = (),
    ) -> None:
        """Take everything and work it out."""
        check_review(rules, review)
        self.rules, self.review, self.behind = rules, review, behind
        self.barred = [(each[0], each[1]) for each in barred]
        self.persons = one_of(review, "subjects", "unit person") == "person"
        self.measures: list[Json] = review.get("measures", [])
        self.sheets = {(each["part"], each["period"]): each for each in sheets}
        self.tables: list[Json] = tables_of(rules, review)
        self.questions: list[str] = []
        self.silent = False
        self.sheet_missing = False
        self.rests_on = self._rests_on(sheets, rounds)
        mine = [each for each in decisions if each["round"] == review["id"]]
        self.decisions = [each for each in mine if self._holds(each)]
        self.units = self._units()
        self.by_code = {str(each["code"]): each for each in self.units}
        self.rounds = {name: self._with_units(each) for name, each in rounds.items()}
        self.people: dict[str, tuple[str, str, str]] = {}
        self.subjects = sorted(self._people() if self.persons else self.units, key=lambda each: str(each["code"]))
        self._ask_blank_facts()
        self.cells: dict[str, dict[str, Cell]] = {}
        self._work_out()

    def _work_out(self) -> None:
        """Take the measures, ask the gates, order, and fill the tables."""
        self._measure_all()
        self.verdicts = self._judge()
        self.failed, self.waiting, self.open_gates = self._gathered()
        self._ask_people()
        self.places = self._order()
        self.placed = {place.code for place in self.places}
        self.awards: list[Awards] = []
        for table in self.tables:
            self.awards.append(fill_table(self, table))
        self.questions += [each for awards in self.awards for each in awards.questions]

    def ask(self, question: str) -> None:
        """Note what stops the result; the same once."""
        if not self.silent and question not in self.questions:
            self.questions.append(question)

    def _rests_on(self, sheets: Sequence[Json], rounds: Mapping[str, Json]) -> set[str]:
        chain = [*behind_of(self.rules, self.review), self.review]
        slots = {slot for each in chain for slot in slots_read(self.rules, each)}
        names = {name for each in chain for name in rounds_of(each)}
        ballots = {digest for name in names & set(rounds) for digest in rounds[name]["digests"]}
        return ballots | {each["digest"] for each in sheets if (each["part"], each["period"]) in slots}

    def _holds(self, decision: Json) -> bool:
        """Say whether a decision acts on the review and still rests on what is there.

        The word on a gate that people judge holds while all that it names is there; another decision must name
        exactly what the result rests on. One that names nothing always holds.
        """
        if decision["kind"] not in ("tie", "prize", "special", "met"):
            return False
        among = set(decision["among"])
        gate = item_with(self.review.get("gates", []), decision["about"][0]) or {}
        if decision["kind"] == "met" and gate.get("test") in ("council", "not_barred"):
            return among <= self.rests_on
        return not among or among == self.rests_on

    def decided(self, kind: str, *about: str) -> Json | None:
        """Give the decision in force on something: the one with the highest number."""
        found = [each for each in self.decisions if each["kind"] == kind and list(each["about"]) == list(about)]
        return max(found, key=lambda each: int(each["number"]), default=None)

    def _need_sheet(self, part: str, period: str) -> Json | None:
        sheet = self.sheets.get((part, period))
        if sheet is None:
            self.sheet_missing |= not self.silent
            self.ask(f"sheet missing: {part} {period}")
        return sheet

    def _units(self) -> list[Json]:
        part = roster_part(self.rules)
        sheet = self._need_sheet(part["id"], "") if part else None
        return read_roster(part, sheet) if part and sheet else []

    def _with_units(self, scores: Json) -> Json:
        """Find the units that a round's entries name, by any of their names; a name that two units bear tells none."""
        bearers: dict[str, set[str]] = {}
        for unit in self.units:
            for name in unit["names"]:
                bearers.setdefault(folded(name), set()).add(unit["code"])
        known = {name: min(codes) for name, codes in bearers.items() if name and len(codes) == 1}
        names: Mapping[str, Sequence[str]] = scores["names"]
        units = {code: [known[folded(n)] for n in said if folded(n) in known] for code, said in names.items()}
        authors = {code: [folded(each) for each in said] for code, said in scores["authors"].items()}
        unknown = any(folded(each) not in known for said in names.values() for each in said)
        return {**scores, "units": units, "authors": authors, "unknown": unknown}

    def unit(self, code: str) -> Json | None:
        """Give a unit of the roster by its code."""
        return self.by_code.get(code)

    def _people(self) -> list[Json]:
        """Give the people of the review's part, numbered inside their unit in the order of names and keys."""
        part = item_with(self.rules["measured"], self.review["part"]) or {}
        rows: dict[tuple[str, str, str], list[tuple[Json, Sequence[str]]]] = {}
        for period in self._periods(part, self.review.get("periods", ())):
            sheet = self._need_sheet(part["id"], period)
            people = people_in(part, sheet, sheet["rows"]) if sheet else []
            for at, person in enumerate(people):
                rows.setdefault(person, []).append((sheet or {}, sheet["rows"][at] if sheet else []))
        numbers: Counter[str] = Counter()
        found = []
        for person in sorted(rows):
            numbers[person[0]] += 1
            code = f"{person[0] or '0'}.{numbers[person[0]]}"
            self.people[code] = person
            found.append(self._person(code, part, person[0], rows[person]))
        return found

    def _person(self, code: str, part: Json, unit_code: str, rows: Sequence[tuple[Json, Sequence[str]]]) -> Json:
        unit = self.unit(unit_code)
        facts = dict(unit["facts"]) if unit else {}
        own = [facts_in(part, sheet, row) for sheet, row in rows]
        for column in {name for each in own for name in each}:
            cells = {each.get(column, "") for each in own} - {""}
            if len(cells) == 1:
                facts[column] = cells.pop()
        name_column = column_of_kind(part, "person")
        name = min(cell_in(sheet, row, name_column) for sheet, row in rows) if name_column else code
        unit_name = unit["name"] if unit else unit_code
        return {"code": code, "name": name, "unit": unit_name, "unit_code": unit_code, "facts": facts}

    @staticmethod
    def _periods(part: Json, named: Iterable[str]) -> list[str]:
        every, wanted = [each["id"] for each in part.get("periods", [])], set(named)
        return [each for each in every if not wanted or each in wanted] or [""]

    def concerns(self, when: str, subject: Json) -> bool:
        """Say whether a subject belongs to a branch, ``column:value``; everybody to the empty one."""
        column, _, value = when.partition(":")
        return not when or folded(subject["facts"].get(column, "")) == folded(value)

    def _ask_blank_facts(self) -> None:
        """Ask for the words and flags that branches and tables look at, where they are blank."""
        texts = [each.get("when", "") for each in (*self.measures, *self.review.get("gates", []))]
        texts += [text[3:] for table in self.tables for text in table.get("filters", []) if text.startswith("is:")]
        names = {text.partition(":")[0] for text in texts if text}
        for part in self.rules.get("measured", []):
            if part.get("roster") or part["id"] == self.review.get("part"):
                for column in columns_of(part):
                    blank = column["id"] in names and column.get("kind", "text") in ("text", "flag")
                    if blank and any(not each["facts"].get(column["id"]) for each in self.subjects):
                        self.ask(f"blank: {part['id']} {column['id']}")

    # --- measures -----------------------------------------------------------------------------------------------------

    def _needed(self) -> set[str]:
        """Give the measures on which a gate or the order turns; only about these questions are asked."""
        if self.review["order"] == UNDECIDED:
            return {each["id"] for each in self.measures}
        needed = {name.lstrip("-") for name in self.review["order"].get("by", [])}
        needed |= {each.get("measure") for each in self.review.get("gates", []) if each.get("used", True) is not False}
        for measure in reversed(self.measures):
            needed |= set(measure.get("of", [])) if measure["id"] in needed else set()
        return needed

    def _measure_all(self) -> None:
        needed = self._needed()
        for measure in self.measures:
            self.silent = measure["id"] not in needed
            mine = [each for each in self.subjects if self.concerns(measure.get("when", ""), each)]
            found = self._taken(measure, mine)
            outside = Cell(None, "branch")
            self.cells[measure["id"]] = {each["code"]: found.get(each["code"], outside) for each in self.subjects}
        self.silent = False

    def _taken(self, measure: Json, mine: Sequence[Json]) -> dict[str, Cell]:
        points = [name for name in OPEN_POINTS if measure.get(name) == UNDECIDED]
        if measure.get("over") == "share_from" and measure.get("bound") == UNDECIDED:
            points.append("bound")
        if points:
            self.ask(f"point: {measure['id']} {' '.join(points)}")
            return {each["code"]: Cell(None, "undecided", True) for each in mine}
        take = one_of(measure, "take", " ".join(TAKES))
        return TAKES[take](self, measure, mine)

    # --- gates --------------------------------------------------------------------------------------------------------

    def _judge(self) -> dict[str, dict[str, Verdict]]:
        """Ask every gate that is used of every subject of its branch."""
        found: dict[str, dict[str, Verdict]] = {}
        for gate in self.review.get("gates", []):
            used = gate.get("used", True)
            if used is False:
                continue
            mine = [each for each in self.subjects if self.concerns(gate.get("when", ""), each)]
            self.silent = used == UNDECIDED
            verdicts = judged(self, gate, mine)
            self.silent = False
            if used == UNDECIDED:  # it keeps nobody out while nobody said that it holds
                verdicts = {code: each if each.state == "met" else Verdict("open") for code, each in verdicts.items()}
            found[gate["id"]] = verdicts
        return found

    def _gathered(self) -> tuple[dict[str, list[tuple[str, Verdict]]], dict[str, list[str]], set[str]]:
        """Give by subject the gates that it fails, and those that wait for people; and of whom figures are open.

        People are asked only about who meets everything that can be worked out.
        """
        failed: dict[str, list[tuple[str, Verdict]]] = {each["code"]: [] for each in self.subjects}
        waiting: dict[str, list[str]] = {each["code"]: [] for each in self.subjects}
        open_: set[str] = set()
        for gate, verdicts in self.verdicts.items():
            for code, each in verdicts.items():
                if each.state == "failed":
                    failed[code].append((gate, each))
                elif each.state == "waiting":
                    waiting[code].append(gate)
                elif each.state == "open":
                    open_.add(code)
        open_ -= {code for code, gates in failed.items() if gates}
        asked = {code: [] if failed[code] or code in open_ else gates for code, gates in waiting.items()}
        return failed, asked, open_

    def _ask_people(self) -> None:
        for gate in self.review.get("gates", []):
            verdicts = self.verdicts.get(gate["id"], {})
            keeps_out = any(each.state != "met" and not self.failed[code] for code, each in verdicts.items())
            if gate.get("used") == UNDECIDED and keeps_out:
                self.ask(f"point: {gate['id']} used")
            if any(gate["id"] in gates for gates in self.waiting.values()):
                self.ask(f"word wanted: {gate['id']}")

    def meets(self, code: str) -> bool:
        """Say whether a subject surely meets every gate."""
        return not self.failed[code] and not self.waiting[code] and code not in self.open_gates

    # --- order --------------------------------------------------------------------------------------------------------

    def _order(self) -> list[Place]:
        """Put those who meet every gate in order; who lacks a figure that the order needs stays without a place."""
        order = self.review["order"]
        codes = [each["code"] for each in self.subjects if self.meets(each["code"])]
        if order == UNDECIDED:
            self.ask("point: order")
            return []
        policy = one_of(order, "policy", "in_turn weighted rank_sum product council")
        keys = [self._key(name, codes) for name in order.get("by", [])]
        if policy == "council":
            given = dict.fromkeys(codes, ZERO)
            keys = [given]
        elif policy == "in_turn":
            given = keys[0]
        else:
            given = combined(order, policy, keys, [code for code in codes if all(code in key for key in keys)])
        downward = policy != "rank_sum" and not (policy == "in_turn" and order["by"][0].startswith("-"))
        turns = [name.startswith("-") for name in order.get("by", [])[1:]] if policy == "in_turn" else []
        groups: list[tuple[list[str], int | None]] = []
        for value in sorted(set(given.values()), reverse=downward):
            equal = sorted(code for code in given if given[code] == value)
            groups += self._parted(equal, keys[1:] if turns else [], turns)
        places: list[Place] = []
        for group, decision in groups:
            number = len(places) + 1
            places += [Place(code, number, len(group) > 1, keys[0][code], decision) for code in group]
        return places

    def _key(self, name: str, codes: Sequence[str]) -> dict[str, Fraction]:
        cells = self.cells[name.lstrip("-")]
        return {code: value for code in codes if (value := cells[code].value) is not None and not cells[code].open}

    def _parted(
        self, equal: list[str], keys: Sequence[dict[str, Fraction]], smaller: Sequence[bool]
    ) -> list[tuple[list[str], int | None]]:
        """Part equals by the next measure; where one of them lacks it, or none is left, only people part them."""
        if len(equal) == 1:
            return [(equal, None)]
        if not keys or any(code not in keys[0] for code in equal):
            decision = self.decided("tie", *equal)
            named = decision["value"].split() if decision else []
            if sorted(named) != equal or decision is None:
                return [(equal, None)]
            return [([code], int(decision["number"])) for code in named]
        found: list[tuple[list[str], int | None]] = []
        for value in sorted({keys[0][code] for code in equal}, reverse=not smaller[0]):
            found += self._parted([code for code in equal if keys[0][code] == value], keys[1:], smaller[1:])
        return found

    def key_open(self, code: str) -> bool:
        """Say whether a question stands about a measure of the order."""
        order = self.review["order"]
        return any(self.cells[name.lstrip("-")][code].open for name in order.get("by", []))

    def cell(self, measure: Json, subject: Json, at: int = 0) -> Cell:
        """Give the value of a measure that another is made of."""
        return self.cells[measure["of"][at]][subject["code"]]


def worked(measure: Json, value: Fraction, how: str, open_: bool = False) -> Cell:
    """Round once, as the measure says, and keep the sum."""
    decimals = measure.get("decimals")
    final = value if decimals is None else rounded(value, int(decimals))
    return Cell(final, "", open_, f"{how} = {value}" + (f" ≈ {final}" if final != value else ""))


def absent(count: ReviewCount, measure: Json) -> Cell | None:
    """Give what a blank or absent figure makes of a measure; None where it is left out or counts as 0."""
    if measure.get("missing") == UNDECIDED:
        count.ask(f"point: {measure['id']} missing")
        return Cell(None, "undecided", True)
    missing = one_of(measure, "missing", "ask lacks leave_out zero", "ask")
    if missing == "ask":
        count.ask(f"figure missing: {measure['id']}")
    return Cell(None, "missing", missing == "ask") if missing in ("ask", "lacks") else None


# --- rows of sheets ---------------------------------------------------------------------------------------------------


def read_rows(count: ReviewCount, measure: Json) -> Read:
    """Find the rows that a measure reads, in every period, by subject."""
    review = count.review
    part = item_with(count.rules["measured"], measure.get("part") or review.get("part", "")) or {}
    periods = count._periods(part, measure.get("periods", ()) if measure.get("part") else review.get("periods", ()))
    sheets = [sheet for period in periods if (sheet := count._need_sheet(part["id"], period)) is not None]
    attempts = measure.get("attempts", "each")
    settled = True
    if attempts == UNDECIDED:
        settled = not any(max(people_of(part, each).values(), default=0) > 1 for each in sheets)
        attempts = "each"
        if not settled:
            count.ask(f"point: {measure['id']} attempts")
    one_of({"attempts": attempts}, "attempts", "each best first last")
    tables = [read_table(count, measure, part, attempts, sheet) for sheet in sheets]
    column = str(measure.get("column", ""))
    most = (item_with(columns_of(part), column) or {}).get("most")
    full = exact(most) if most is not None else None
    return Read(part, column, full, tables, len(sheets) == len(periods), settled)


def people_of(part: Json, sheet: Json) -> Counter[tuple[str, str, str]]:
    """Count the rows of every person; of a sheet by units, nothing."""
    return Counter(people_in(part, sheet, sheet["rows"]) if part["per"] == "person" else [])


def read_table(count: ReviewCount, measure: Json, part: Json, attempts: str, sheet: Json) -> Sheet:
    """Put the rows of a sheet beside the subjects that they are of, with only the attempts that count."""
    ask_strangers(count, part, sheet)
    found: dict[Any, list[Sequence[str]]] = {}
    if part["per"] != "person" or (attempts == "each" and not count.persons):
        codes = [each["code"] for each in count.units] if part.get("roster") else []
        for at, row in enumerate(sheet["rows"]):
            if codes:
                found[codes[at]] = [row]
            else:
                found.setdefault(cell_in(sheet, row, column_of_kind(part, "unit")), []).append(row)
        return Sheet(sheet, found, frozenset(), lambda subject: subject["unit_code"])
    own = item_with(count.rules["measured"], count.review.get("part", "")) or {"columns": []}
    has_key = column_of_kind(part, "key") in sheet["columns"]
    whole = has_key == bool(column_of_kind(own, "key"))

    def _key(person: tuple[str, str, str]) -> Any:
        if not count.persons:
            return person[0]
        return person if whole else person[:2]

    people: dict[tuple[str, str, str], list[Sequence[str]]] = {}
    for at, person in enumerate(people_in(part, sheet, sheet["rows"])):
        people.setdefault(person, []).append(sheet["rows"][at])
    unsure = set()
    for person, rows in people.items():
        kept, sure = attempts_that_count(measure, attempts, sheet, rows)
        found.setdefault(_key(person), []).extend(kept)
        unsure |= set() if sure else {_key(person)}
    if unsure:
        count.ask(f"attempts unclear: {measure['id']} {sheet['part']} {sheet['period']}")

    def _key_of(subject: Json) -> Any:
        return _key(count.people[subject["code"]]) if count.persons else subject["unit_code"]

    return Sheet(sheet, found, frozenset(unsure), _key_of)


def ask_strangers(count: ReviewCount, part: Json, sheet: Json) -> None:
    """Ask about people of units that the roster does not have; a unit's own row is only left alone."""
    if not count.units or part.get("roster") or part["per"] == "unit":
        return
    known = {each["code"] for each in count.units} | {""}
    if any(cell_in(sheet, row, column_of_kind(part, "unit")) not in known for row in sheet["rows"]):
        count.ask(f"units of rows unknown: {part['id']}")


def attempts_that_count(
    measure: Json, attempts: str, sheet: Json, rows: list[Sequence[str]]
) -> tuple[list[Sequence[str]], bool]:
    """Choose among several rows of one person in one period, and say whether that is clear.

    ``first`` and ``last`` by the column ``attempt_by``, ``best`` by the largest there, or in the column itself. Where
    that column is blank or is neither number nor moment in a row, or two rows stand first, all of those stay; unless
    they say the same figure, nobody knows which counts.
    """
    if len(rows) == 1 or attempts == "each":
        return rows, True
    column = str(measure.get("column", ""))
    by = measure.get("attempt_by") or (column if attempts == "best" else "")
    cells = [cell_in(sheet, row, by) for row in rows]
    keys: list[Any] = [number_if(each) for each in cells]
    if None in keys:
        keys = [moment(each) for each in cells]
    if None not in keys and (isinstance(keys[0], Fraction) or len({each[0] for each in keys}) == 1):
        wanted = min(keys) if attempts == "first" else max(keys)
        rows = [row for at, row in enumerate(rows) if keys[at] == wanted]
    return [min(rows, key=list)], len({cell_in(sheet, row, column) for row in rows}) == 1


def stopped(read: Read, subject: Json) -> Cell | None:
    """Give what stands for a value while sheets are not there, or nobody knows which rows count."""
    if not read.complete:
        return Cell(None, "missing", True)
    if not read.settled or any(table.key(subject) in table.unsure for table in read.tables):
        return Cell(None, "undecided", True)
    return None


def take_column(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the cells of a subject's row, and make one of several periods by ``over``."""
    read = read_rows(count, measure)
    return {each["code"]: stopped(read, each) or column_cell(count, measure, read, each) for each in who}


def column_cell(count: ReviewCount, measure: Json, read: Read, subject: Json) -> Cell:
    """Work out one subject's figure."""
    texts: list[str] = []
    for table in read.tables:
        texts += [cell_in(table.sheet, row, read.column) for row in table.of(subject)] or [""]
    missing, over = measure.get("missing", "ask"), measure.get("over", "only")
    filled = [number_in(each) for each in texts if each]
    if over == "only" and missing != "leave_out" and len(read.tables) == 1 and len(texts) > 1 and filled:
        return several(count, measure)
    lacking = absent(count, measure) if len(filled) < len(texts) else None
    if lacking is not None:
        return lacking
    values = [number_in(each) if each else ZERO for each in texts if each or missing == "zero"]
    if not values:
        return Cell(None, "missing")
    if over == "only":
        return worked(measure, values[0], str(values[0])) if len(values) == 1 else several(count, measure)
    if over in STEPS:
        pairs = [(values[at], values[at + 1]) for at in range(len(values) - 1)]
        if not pairs:
            return Cell(None, "missing")
        return worked(measure, STEPS[over](pairs, read.most), f"{over}({in_a_row(values)})")
    word = one_of(measure, "over", " ".join(PERIODS))
    return worked(measure, PERIODS[word](values), f"{over}({in_a_row(values)})")


def several(count: ReviewCount, measure: Json) -> Cell:
    """Ask which of several figures is meant where the rules speak of one."""
    count.ask(f"several figures: {measure['id']}")
    return Cell(None, "undecided", True)


Pairs = Sequence[tuple[Fraction, Fraction]]
PERIODS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": average,
    "sum": lambda values: sum(values, ZERO),
    "least": min,
    "most": max,
    "latest": lambda values: values[-1],
}
"""How figures of several periods become one."""
STEPS: dict[str, Callable[[Pairs, Fraction | None], Fraction]] = {
    "rise": lambda pairs, full: min(after - before for before, after in pairs),
    "last_rise": lambda pairs, full: pairs[-1][1] - pairs[-1][0],
    "not_rising": lambda pairs, full: Fraction(sum(after <= before for before, after in pairs)),
    "not_rising_below_full": lambda pairs, full: Fraction(
        sum(after <= before and not before == after == full for before, after in pairs)
    ),
}
"""What neighbouring periods say; those that are left out are stepped over."""


def take_rows(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the rows of a unit's people (of a person: its own), and make one figure of them by ``over``."""
    read = read_rows(count, measure)
    over = one_of(measure, "over", " ".join(ROWS))
    if over in ("mean_share", "share_full") and not read.most:
        count.ask(f"no full mark: {measure['id']}")
        return {each["code"]: Cell(None, "no_reference", True) for each in who}
    return {each["code"]: stopped(read, each) or rows_cell(count, measure, read, each) for each in who}


def rows_cell(count: ReviewCount, measure: Json, read: Read, subject: Json) -> Cell:
    """Work out one subject's figure from its rows; a row with a blank cell is left out, or counts as 0."""
    zero, column, over = measure.get("missing") == "zero", read.column, measure["over"]
    periods = [[(table.sheet, row) for row in table.of(subject)] for table in read.tables]
    if column:
        if any(not cell_in(sheet, row, column) for rows in periods for sheet, row in rows):
            lacking = absent(count, measure)
            if lacking is not None:
                return lacking
        periods = [[each for each in rows if zero or cell_in(*each, column)] for rows in periods]
    rows = [each for one in periods for each in one]
    if not rows and over in ("mean", "mean_share", "share_full", "share_from"):
        return Cell(None, "no_whole")
    if not rows and over == "sum" and not zero:
        return Cell(None, "missing")
    values = [number_in(cell_in(*each, column) or "0") for each in rows] if column else []
    people: list[set[tuple[str, str, str]]] = [set() for _ in periods]
    if over in ("persons", "persons_mean"):
        pairs = list(zip(read.tables, periods, strict=True))
        people = [set(people_in(read.part, table.sheet, [row for _, row in one])) for table, one in pairs]
    bound = read.most if over in ("mean_share", "share_full") else None
    if over == "share_from":
        bound = exact(measure["bound"])
    heap = Heap(len(rows), [len(each) for each in people], len(set().union(*people)), values, bound)
    told = f"{over}: {heap.rows} × [{in_a_row(sorted(values)[:40])}{'…' if len(values) > 40 else ''}]"
    return worked(measure, ROWS[over](heap), told)


class Heap(NamedTuple):
    """The rows of one subject: how many, people of each period and over all, the cells, and what they compare with."""

    rows: int
    people: Sequence[int]
    everybody: int
    values: Sequence[Fraction]
    bound: Fraction | None

    def share(self) -> Fraction:
        """Give the share of rows that reach the bound."""
        return Fraction(sum(each >= (self.bound or ZERO) for each in self.values), self.rows)


ROWS: dict[str, Callable[[Heap], Fraction]] = {
    "papers": lambda heap: Fraction(heap.rows),
    "papers_mean": lambda heap: Fraction(heap.rows, len(heap.people)),
    "persons": lambda heap: Fraction(heap.everybody),
    "persons_mean": lambda heap: Fraction(sum(heap.people), len(heap.people)),
    "sum": lambda heap: sum(heap.values, ZERO),
    "mean": lambda heap: average(heap.values),
    "mean_share": lambda heap: average(heap.values) / (heap.bound or 1),
    "zeros": lambda heap: Fraction(sum(each == 0 for each in heap.values)),
    "share_full": Heap.share,
    "share_from": Heap.share,
}
"""How the rows of people become one figure."""


def take_rows_at_most(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Count the rows at full mark in the whole sheet, of whatever unit; the same for every subject."""
    read = read_rows(count, measure)
    if read.most is None:
        count.ask(f"no full mark: {measure['id']}")
        return {each["code"]: Cell(None, "no_reference", True) for each in who}
    unsure = not read.settled or any(table.unsure for table in read.tables)
    if not read.complete or unsure:
        return {each["code"]: Cell(None, "undecided" if read.complete else "missing", True) for each in who}
    rows = [(table.sheet, row) for table in read.tables for own in table.rows.values() for row in own]
    cells = [cell_in(sheet, row, read.column) for sheet, row in rows]
    full = sum(bool(each) and number_in(each) == read.most for each in cells)
    found = worked(measure, Fraction(full), f"{read.most} in {len(cells)}")
    return {each["code"]: found for each in who}


# --- official scores of judged rounds ---------------------------------------------------------------------------------


def take_round(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the official scores of the entries of a unit, or of those that name a person as an author."""
    scores = count.rounds.get(measure["round"])
    if scores is None or not scores["named"] or not scores["final"]:
        count.ask(f"round open: {measure['round']}")
    if scores is None or not scores["named"]:
        return {each["code"]: Cell(None, "missing", True) for each in who}
    if scores["unknown"]:
        count.ask(f"units of entries unknown: {measure['round']}")
    entries, unsure = entries_of_people(count, scores) if count.persons else (entries_of_units(scores), set())
    return {
        each["code"]: Cell(None, "undecided", True)
        if each["code"] in unsure
        else score_cell(count, measure, scores, entries.get(each["code"] if count.persons else each["unit_code"], []))
        for each in who
    }


def entries_of_units(scores: Json) -> dict[str, list[Fraction]]:
    """Give the scores of every unit's entries; an entry that names a unit twice counts once."""
    found: dict[str, list[Fraction]] = {}
    for code, score in sorted(scores["scores"].items()):
        for unit in dict.fromkeys(scores["units"].get(code, ())):
            found.setdefault(unit, []).append(score)
    return found


def entries_of_people(count: ReviewCount, scores: Json) -> tuple[dict[str, list[Fraction]], set[str]]:
    """Give the scores of the entries of every person, and the people of whom it is not clear.

    A person has the entries of the own unit (without a unit: those without one) that name it as an author. Where more
    people fit a name than the entry has authors of it, all of them are unclear.
    """
    found: dict[str, list[Fraction]] = {}
    unsure: set[str] = set()
    for code, score in sorted(scores["scores"].items()):
        units = set(scores["units"].get(code, ())) or {""}
        for name, times in Counter(scores["authors"].get(code, ())).items():
            fitting = [each for each, who in count.people.items() if who[0] in units and who[1] == name]
            for each in fitting:
                found.setdefault(each, []).append(score)
            if len(fitting) > times:
                count.ask(f"author unclear: {code}")
                unsure |= set(fitting)
    return found, unsure


def score_cell(count: ReviewCount, measure: Json, scores: Json, values: Sequence[Fraction]) -> Cell:
    """Make one figure of the scores of a subject's entries."""
    over = one_of(measure, "over", "only best mean sum papers", "only")
    open_ = not scores["final"] or bool(scores["unknown"])
    if over == "papers":
        return worked(measure, Fraction(len(values)), "papers", open_)
    if not values and open_:
        return Cell(None, "missing", True)
    if not values:
        lacking = absent(count, measure)
        if lacking is None and measure.get("missing") == "zero":
            return worked(measure, ZERO, "0")
        return lacking or Cell(None, "missing")
    if over == "only" and len(values) > 1:
        return several(count, measure)
    best = min(values) if scores["smaller"] else max(values)
    value = {"mean": average(values), "sum": sum(values, ZERO)}.get(over, best)
    return worked(measure, value, f"{over}({in_a_row(values)})", open_)


# --- measures made of measures ----------------------------------------------------------------------------------------


def from_two(
    combine: Callable[[Fraction, Fraction], Fraction | None], sign: str
) -> Callable[[ReviewCount, Json, Sequence[Json]], dict[str, Cell]]:
    """Make a measure of two; where one has no value, the lack is handed on, of the first before the second."""

    def _take(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
        return {each["code"]: _of(count, measure, each) for each in who}

    def _of(count: ReviewCount, measure: Json, subject: Json) -> Cell:
        one, other = count.cell(measure, subject), count.cell(measure, subject, 1)
        for each in (one, other):
            if each.value is None:
                return Cell(None, each.lack, each.open)
        open_, first, second = one.open or other.open, one.value or ZERO, other.value or ZERO
        value = combine(first, second)
        how = f"{first} {sign} {second}"
        return Cell(None, "no_whole", open_, how) if value is None else worked(measure, value, how, open_)

    return _take


def take_scaled(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Bring a measure to another maximum."""
    to, most = exact(measure["to"]), exact(measure["most"])
    found = {}
    for each in who:
        cell = count.cell(measure, each)
        found[each["code"]] = (
            Cell(None, cell.lack, cell.open)
            if cell.value is None
            else worked(measure, cell.value * to / most, f"{cell.value} × {to} / {most}", cell.open)
        )
    return found


def take_added(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Add measures, each times its share; a sum leaves out those that are not of the subject's branch."""
    return {each["code"]: added_cell(count, measure, each) for each in who}


def added_cell(count: ReviewCount, measure: Json, subject: Json) -> Cell:
    """Add one subject's parts.

    A part without a value: an open one leaves the whole open; else ``missing`` says. Left out of a weighted sum, its
    share goes to the others in their proportion.
    """
    weighted = measure["take"] == "weighted"
    shares = [exact(each) for each in measure["weights"]] if weighted else [Fraction(1)] * len(measure["of"])
    parts = [(count.cell(measure, subject, at), share) for at, share in enumerate(shares)]
    parts = [each for each in parts if weighted or each[0].lack != "branch"]
    empty = [cell for cell, _ in parts if cell.value is None]
    missing = measure.get("missing", "ask")
    for cell in empty:
        if cell.open:
            return Cell(None, cell.lack, True)
    if empty and missing == UNDECIDED:
        count.ask(f"point: {measure['id']} missing")
        return Cell(None, "undecided", True)
    if empty and missing not in ("leave_out", "zero"):
        return Cell(None, empty[0].lack)
    held = [(cell.value, share) for cell, share in parts if cell.value is not None]
    if not held and missing != "zero":
        return Cell(None, "missing" if parts else "branch")
    kept = sum((share for _, share in held), ZERO)
    grown = 1 / kept if weighted and missing == "leave_out" and kept else Fraction(1)
    total = sum((value * share * grown for value, share in held), ZERO)
    how = " + ".join(f"{value} × {share * grown}" if weighted else str(value) for value, share in held)
    return worked(measure, total, how, any(cell.open for cell, _ in parts))


def take_points(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Turn figures into points by a named formula, compared with all subjects that have one."""
    formula = measure["formula"]
    name = one_of(formula, "name", "share_of_best rate_against_target linear as_given")
    found = {each["code"]: count.cell(measure, each) for each in who}
    values = [each.value for each in found.values() if each.value is not None]
    relative = name in ("share_of_best", "linear") and any(each.open for each in found.values())
    made = {}
    for code, cell in found.items():
        if cell.value is None:
            made[code] = Cell(None, cell.lack, cell.open)
            continue
        points = points_of(formula, name, cell.value, max(values), min(values))
        if points is None:
            count.ask(f"no reference: {measure['id']}")
            made[code] = Cell(None, "no_reference", True)
            continue
        decimals = measure.get("decimals", formula.get("decimals"))
        made[code] = worked({"decimals": decimals}, points, f"{name}({cell.value})", relative or cell.open)
    return made


def points_of(formula: Json, name: str, value: Fraction, best: Fraction, least: Fraction) -> Fraction | None:
    """Give the points of a figure; None where there is nothing to compare it with, or it lies below nought."""
    points, target = exact(formula["points"]), formula.get("target")
    if value < 0:
        return None
    if name == "share_of_best":
        return points * value / best if best > 0 else None
    if name == "linear":
        return points * (value - least) / (best - least) if best != least else None
    if name == "as_given":
        return value if value <= points else None
    wanted = exact(target) if target is not None else ZERO
    return points * min(Fraction(1), value / wanted) if wanted > 0 else None


def take_place(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give the place by a measure, 1 for the largest."""
    found = {each["code"]: count.cell(measure, each) for each in who}
    places = places_by({code: each.value for code, each in found.items() if each.value is not None})
    open_ = any(each.open for each in found.values())
    return {
        code: worked(measure, Fraction(places[code]), f"{cell.value}: {places[code]}/{len(places)}", open_)
        if code in places
        else Cell(None, cell.lack, cell.open)
        for code, cell in found.items()
    }


def take_group(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give the number of the level that a measure lies in."""
    return {each["code"]: group_cell(count, measure, count.cell(measure, each)) for each in who}


def group_cell(count: ReviewCount, measure: Json, cell: Cell) -> Cell:
    """Find the first level, from above, that a figure reaches."""
    if cell.value is None:
        return Cell(None, cell.lack, cell.open)
    for level in measure["levels"]:
        bound, included = exact(level["bound"]), level.get("included", True)
        if cell.value == bound and included == UNDECIDED:
            count.ask(f"point: {measure['id']} level {level['number']}")
            return Cell(None, "undecided", True)
        if cell.value > bound or (cell.value == bound and included):
            return worked(measure, Fraction(level["number"]), f"{cell.value} ≥ {bound}: {level['title']}", cell.open)
    count.ask(f"no level: {measure['id']}")
    return Cell(None, "no_reference", True)


def take_prize(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give 1 to whoever has a prize in a table of an earlier review, 0 to the rest."""
    earlier = table_behind(count, measure["table"])
    if earlier is None:
        count.ask(f"prizes open: {measure['table']}")
        return {each["code"]: Cell(None, "undecided", True) for each in who}
    waiting = prizes_open(earlier[1]) or undone(earlier[0])
    if waiting:
        count.ask(f"prizes open: {measure['table']}")
    sure, unsure = found_here(count, earlier[0], {row.code for row in earlier[1].rows} - {None})
    found = {}
    for each in who:
        code = each["code"]
        if code in sure:
            found[code] = worked(measure, Fraction(1), "prize", waiting)
        elif code in unsure or waiting:
            found[code] = Cell(None, "undecided", True)
        else:
            found[code] = worked(measure, ZERO, "no prize")
    return found


TAKES: dict[str, Callable[[ReviewCount, Json, Sequence[Json]], dict[str, Cell]]] = {
    "column": take_column,
    "rows": take_rows,
    "round": take_round,
    "ratio": from_two(lambda part, whole: part / whole if whole > 0 else None, "/"),
    "points": take_points,
    "scaled": take_scaled,
    "sum": take_added,
    "weighted": take_added,
    "place": take_place,
    "group": take_group,
    "distance": from_two(lambda one, other: abs(one - other), "-"),
    "rows_at_most": take_rows_at_most,
    "prize": take_prize,
}
"""Every kind of measure."""


def combined(order: Json, policy: str, keys: Sequence[Json], codes: Sequence[str]) -> dict[str, Fraction]:
    """Make the measures of an order one number: a weighted sum, a product, or the sum of the places by each.

    Of a measure with a minus the smaller is better: it counts against a weighted sum, and its places begin below.
    """
    smaller = [name.startswith("-") for name in order["by"]]
    if policy == "rank_sum":
        own = [places_by({code: key[code] for code in codes}, smaller[at]) for at, key in enumerate(keys)]
        return {code: Fraction(sum(places[code] for places in own)) for code in codes}
    found = {}
    for code in codes:
        values = [-key[code] if smaller[at] else key[code] for at, key in enumerate(keys)]
        value = ZERO if policy == "weighted" else Fraction(1)
        for at, each in enumerate(values):
            value = value + each * exact(order["weights"][at]) if policy == "weighted" else value * each
        found[code] = value
    return found


# --- one gate ---------------------------------------------------------------------------------------------------------

COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, bound: value >= bound,
    "above": lambda value, bound: value > bound,
    "at_most": lambda value, bound: value <= bound,
    "below": lambda value, bound: value < bound,
    "equals": lambda value, bound: value == bound,
}


def judged(count: ReviewCount, gate: Json, mine: Sequence[Json]) -> dict[str, Verdict]:
    """Ask one gate of the subjects of its branch."""
    test = one_of(gate, "test", " ".join([*COMPARE, "present", "top", "council", "not_barred"]))
    if test == "council":
        return {each["code"]: said(count, gate, each["code"]) for each in mine}
    if test == "not_barred":
        return {each["code"]: barred_or_not(count, gate, each) for each in mine}
    cells = {each["code"]: count.cells[gate["measure"]][each["code"]] for each in mine}
    if test == "top":
        return judged_top(count, gate, cells)
    return {code: compared(count, gate, test, cell) for code, cell in cells.items()}


def said(count: ReviewCount, gate: Json, code: str) -> Verdict:
    """Give the word of the council; without one the subject waits."""
    decision = count.decided("met", gate["id"], code)
    if decision is None:
        return Verdict("waiting")
    return Verdict("met" if decision["value"] == "met" else "failed")


def without_value(cell: Cell) -> Verdict:
    """Judge a subject that has no value: open, not of the measure's branch and so not concerned, or failed."""
    if cell.open:
        return Verdict("open")
    return Verdict("met" if cell.lack == "branch" else "failed")


def compared(count: ReviewCount, gate: Json, test: str, cell: Cell) -> Verdict:
    """Compare a value with the bound; the value itself is exact."""
    if cell.value is None:
        return without_value(cell)
    if cell.open:
        return Verdict("open")
    if test == "present":
        return Verdict("met", cell.value)
    if gate["bound"] == UNDECIDED:
        count.ask(f"point: {gate['id']} bound")
        return Verdict("open")
    bound = exact(gate["bound"])
    return Verdict("met" if COMPARE[test](cell.value, bound) else "failed", cell.value, bound)


def judged_top(count: ReviewCount, gate: Json, cells: Mapping[str, Cell]) -> dict[str, Verdict]:
    """Ask who stands within the first places; of a place that begins within and ends beyond them ``tie`` says."""
    values = {code: cell.value for code, cell in cells.items() if cell.value is not None}
    if gate["bound"] == UNDECIDED:
        if values:
            count.ask(f"point: {gate['id']} bound")
        return {code: Verdict("open") if code in values else without_value(cell) for code, cell in cells.items()}
    places, bound = places_by(values), exact(gate["bound"])
    sharing = Counter(places.values())
    open_ = any(cell.open for cell in cells.values())
    found: dict[str, Verdict] = {}
    for code, cell in cells.items():
        if code not in places:
            found[code] = without_value(cell)
        elif open_:
            found[code] = Verdict("open")
        elif places[code] <= bound < places[code] + sharing[places[code]] - 1:
            found[code] = Verdict(across_line(count, gate, code).state, Fraction(places[code]), bound)
        else:
            found[code] = Verdict("met" if places[code] <= bound else "failed", Fraction(places[code]), bound)
    return found


def across_line(count: ReviewCount, gate: Json, code: str) -> Verdict:
    """Judge a tie across the line of the first places."""
    if gate.get("tie") == UNDECIDED:
        count.ask(f"point: {gate['id']} tie")
        return Verdict("open")
    tie = one_of(gate, "tie", "ask all_in all_out", "ask")
    return said(count, gate, code) if tie == "ask" else Verdict("met" if tie == "all_in" else "failed")


def barred_or_not(count: ReviewCount, gate: Json, subject: Json) -> Verdict:
    """Keep out whom the rules bar, by name and any name of the unit; of a namesake elsewhere people must speak."""
    units = {unit for name, unit in count.barred if name == folded(subject["name"])}
    if not count.persons or not units:
        return Verdict("met")
    unit = count.unit(subject["unit_code"])
    own = {folded(each) for each in (unit["names"] if unit else [subject["unit"]]) if each}
    return Verdict("failed") if units & own else said(count, gate, subject["code"])


# --- prizes -----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One prize: ``given``, ``vacant`` or ``open``; to whom, at which place, by which decision (None: by the rules)."""

    prize: str
    state: str
    code: str | None = None
    place: int | None = None
    decision: int | None = None


class Awards:
    """One prize table while it is filled, and afterwards."""

    def __init__(self, table: Json, able: list[Place], passed: dict[str, str], facts: Mapping[str, Json]) -> None:
        """Begin with everybody who may have a prize of the table, and why others may not."""
        self.table, self.able, self.passed, self.facts = table, able, passed, facts
        self.rows: list[Row] = []
        self.winners: list[str] = []
        self.decided: set[str] = set()
        self.tied: set[str] = set()
        self.questions: list[str] = []
        self.by_code = {place.code: place for place in able}
        self.ahead = {place.number: len(able) - 1 - at for at, place in enumerate(reversed(able))}

    def ask(self, question: str) -> None:
        """Note what stops the table."""
        self.questions.append(f"{question}: {self.table['id']}")

    def take_decided(self, count: ReviewCount) -> None:
        """Enter what people decided, where the rules allow it."""
        for prize in self.table["prizes"]:
            decision = count.decided("prize", self.table["id"], prize["id"])
            if decision is None:
                continue
            codes = [] if decision["value"] == "vacant" else decision["value"].split()
            if not self._allowed(prize, codes, decision["value"]):
                continue
            number = int(decision["number"])
            self.decided.add(prize["id"])
            self.enter(prize["id"], codes, number)
            self.rows += [Row(prize["id"], "vacant", decision=number)] * (int(prize["count"]) - len(codes))

    def _allowed(self, prize: Json, codes: list[str], value: str) -> bool:
        if (not codes and value != "vacant") or any(code not in self.by_code for code in codes):
            return False
        if len(set(codes)) < len(codes) or set(codes) & set(self.winners):
            return False
        if len(codes) > int(prize["count"]) and not self.table.get("sharing", False):
            return False
        return bool(codes or self.table.get("vacancy", True)) and not self.over_cap(codes)

    def enter(self, prize: str, codes: Iterable[str], decision: int | None) -> None:
        """Give a prize."""
        for code in codes:
            self.winners.append(code)
            self.rows.append(Row(prize, "given", code, self.by_code[code].number, decision))

    def over_cap(self, codes: Iterable[str]) -> str:
        """Name the cap that would be passed if these won as well."""
        mine = list(codes)
        for cap, of in (("per_unit", self._unit), ("per_author", self._person)):
            most = self.table.get(cap)
            if isinstance(most, int):
                counts = Counter(of(code) for code in (*self.winners, *mine))
                if any(of(code) and counts[of(code)] > most for code in mine):
                    return cap
        return ""

    def _unit(self, code: str) -> str:
        return str(self.facts[code]["unit"])

    def _person(self, code: str) -> str:
        """Give whom the cap on authors counts: a person, told apart from namesakes; in a review of units nobody."""
        return f"{code}" if self.facts[code]["person"] else ""

    def fill(self) -> None:
        """Give the rest to the places in order; a tie across two prizes or the last one opens all that it reaches."""
        free = [each for each in self.table["prizes"] if each["id"] not in self.decided]
        slots = [each["id"] for each in free for _ in range(int(each["count"]))]
        taken = set(self.winners)
        rest = [place for place in self.able if place.code not in taken]
        for number in dict.fromkeys(place.number for place in rest):
            if not slots:
                return
            group = []
            for place in rest:
                cap = self.over_cap([place.code]) if place.number == number else "another place"
                if cap in ("per_unit", "per_author"):
                    self.passed[place.code] = cap
                elif not cap:
                    group.append(place.code)
            if len(group) > 1 and self.over_cap(group):
                self._tie(group, slots)
                return
            reached, slots = slots[: len(group)], slots[len(group) :]
            if len(group) > 1 and (len(reached) < len(group) or len(set(reached)) > 1):
                self._tie(group, reached)
                continue
            for code, prize in [(group[at], reached[at]) for at in range(len(group))]:
                self.enter(prize, [code], None)
        self._leave(slots)

    def _tie(self, group: list[str], slots: list[str]) -> None:
        self.ask("prize_tie")
        self.tied |= set(group)
        self.winners += group
        self.rows += [Row(prize, "open") for prize in slots]

    def _leave(self, slots: list[str]) -> None:
        """Leave the prizes that nobody is left for vacant, where the rules allow that."""
        if slots and not self.table.get("vacancy", True):
            self.ask("prize_nobody_left")
        state = "vacant" if self.table.get("vacancy", True) else "open"
        self.rows += [Row(prize, state) for prize in slots]

    def ask_rest(self) -> None:
        """Ask about open points that would change who wins, and about a decision that turned the order round."""
        for cap, of in (("per_unit", self._unit), ("per_author", self._person)):
            most = max(Counter(of(code) for code in self.winners if of(code)).values(), default=0)
            if self.table.get(cap) == UNDECIDED and most > 1:
                self.ask(f"{cap}_undecided")
        if self.table.get("minimum") == UNDECIDED and self.winners:
            self.ask("minimum_undecided")
        rank = {each["id"]: at for at, each in enumerate(self.table["prizes"])}
        given = [row for row in self.rows if row.code is not None]
        for low in given:
            for high in given:
                turned = rank[high.prize] < rank[low.prize] and (low.place or 0) < (high.place or 0)
                if low.decision is not None and high.decision is None and turned:
                    self.ask("prize_out_of_order")

    def sort(self) -> None:
        """Put the rows in the order of the prizes."""
        rank = {each["id"]: at for at, each in enumerate(self.table["prizes"])}
        self.rows.sort(key=lambda row: rank[row.prize])


def fill_table(count: ReviewCount, table: Json) -> Awards:
    """Fill one prize table of a review."""
    filters: list[str] = table.get("filters", [])
    meeting = {text: filter_met(count, text) for text in filters}
    able, passed = [], {}
    minimum = table.get("minimum", "none")
    for place in count.places:
        if any(codes is not None and place.code not in codes for codes in meeting.values()):
            passed[place.code] = "filter"
        elif minimum not in ("none", UNDECIDED) and place.score < exact(minimum):
            passed[place.code] = "minimum"
        else:
            able.append(place)
    facts = {each["code"]: {"unit": each["unit"], "person": count.persons} for each in count.subjects}
    awards = Awards(table, able, passed, facts)
    awards.take_decided(count)
    awards.fill()
    awards.ask_rest()
    awards.sort()
    unknown = [f"filter_unknown: {table['id']} {text}" for text, codes in meeting.items() if codes is None]
    if unsettled(count, filters, meeting):
        hold_back(awards)
    else:
        leave_to_council(count, awards)
    awards.questions += unknown
    return awards


def filter_met(count: ReviewCount, text: str) -> set[str] | None:
    """Give who meets a condition of a table; None where nobody can tell."""
    kind, _, rest = text.partition(":")
    everybody = {each["code"] for each in count.subjects}
    if kind == "is":
        return {each["code"] for each in count.subjects if count.concerns(rest, each)}
    if kind == "meets" and item_with(count.review.get("gates", []), rest):
        failing = {code for code, gates in count.failed.items() if any(gate == rest for gate, _ in gates)}
        return everybody - failing - {code for code, gates in count.waiting.items() if rest in gates}
    if kind not in ("not_in", "no_prize_in"):
        raise UnknownRule(f"filter {text}")
    for awards in count.awards:
        if awards.table["id"] == rest:
            return everybody - ({place.code for place in awards.able} if kind == "not_in" else winners(awards))
    earlier = table_behind(count, rest)
    if earlier is None:
        return None
    review, awards = earlier
    if undone(review) or (kind == "no_prize_in" and prizes_open(awards)):
        count.ask(f"open before: {rest}")
    there = {place.code for place in awards.able} if kind == "not_in" else winners(awards)
    sure, unsure = found_here(count, review, there)
    return everybody - sure - unsure


def winners(awards: Awards) -> set[str]:
    """Give who has a prize of a table."""
    return {row.code for row in awards.rows if row.code is not None}


def unsettled(count: ReviewCount, filters: Sequence[str], meeting: Mapping[str, set[str] | None]) -> bool:
    """Say whether more than a tie is open about who may have a prize of a table: then it gives none yet."""
    if count.review["order"] == UNDECIDED or (count.sheet_missing and not count.subjects):
        return True
    for text in filters:
        kind, _, rest = text.partition(":")
        own = [each for each in count.awards if each.table["id"] == rest]
        earlier = table_behind(count, rest) if kind in ("not_in", "no_prize_in") else None
        if kind == "no_prize_in" and any(map(prizes_open, own)):
            return True
        if earlier and (undone(earlier[0]) or (kind == "no_prize_in" and prizes_open(earlier[1]))):
            return True
    branches = [codes for text, codes in meeting.items() if text.startswith("is:") and codes is not None]
    for each in count.subjects:
        code = each["code"]
        able = all(code in codes for codes in branches) and not count.failed[code]
        if able and (not count.meets(code) or count.key_open(code)):
            return True
    return False


def hold_back(awards: Awards) -> None:
    """Give no prize but what people decided."""
    rows = []
    for prize in awards.table["prizes"]:
        decided = [row for row in awards.rows if row.prize == prize["id"] and row.decision is not None]
        rows += decided or [Row(prize["id"], "open")] * int(prize["count"])
    awards.rows, awards.questions, awards.tied = rows, [], set()


def leave_to_council(count: ReviewCount, awards: Awards) -> None:
    """Where the council chooses, a place gives no prize by itself: only what it decided, or the order that it gave."""
    if count.review["order"] == UNDECIDED or count.review["order"]["policy"] != "council":
        return
    ordered = {place.code for place in count.places if place.decision is not None}
    free = [row.state != "vacant" and row.decision is None and row.code not in ordered for row in awards.rows]
    if any(free):
        awards.rows = [Row(row.prize, "open") if free[at] else row for at, row in enumerate(awards.rows)]
        awards.questions = [each for each in awards.questions if not each.startswith("prize_tie:")]
        awards.tied = set()
        awards.ask("the council chooses")


# --- other reviews ----------------------------------------------------------------------------------------------------


def table_behind(count: ReviewCount, table: str) -> tuple[ReviewCount, Awards] | None:
    """Find a prize table of an earlier review."""
    found = [(each, awards) for each in count.behind for awards in each.awards if awards.table["id"] == table]
    return found[0] if found else None


def prizes_open(awards: Awards) -> bool:
    """Say whether a prize of a table may still go to somebody."""
    return bool(awards.questions) or any(row.state == "open" for row in awards.rows)


def undone(count: ReviewCount) -> bool:
    """Say whether it is still open of anybody whether the gates of another review are met."""
    codes = [each["code"] for each in count.subjects if each["code"] not in count.placed]
    return any(not count.failed[code] and reason_of(count, code) != "UNRANKED" for code in codes)


def found_here(count: ReviewCount, earlier: ReviewCount, there: Iterable[str | None]) -> tuple[set[str], set[str]]:
    """Find subjects of an earlier review among those of this one: surely, and those of whom only the name says so.

    Units by their code; people by unit, name and what tells namesakes apart, as far as both sheets have that.
    """
    if count.persons != earlier.persons:
        return set(), set()
    if not count.persons:
        return {code for code in there if code}, set()
    parts = [item_with(each.rules["measured"], each.review["part"]) or {"columns": []} for each in (count, earlier)]
    told = 3 if all(column_of_kind(each, "key") for each in parts) else 2
    bearers = Counter(person[:told] for person in earlier.people.values())
    sure: set[str] = set()
    unsure: set[str] = set()
    bearers_here: dict[tuple[str, ...], set[str]] = {}
    for each, person in count.people.items():
        bearers_here.setdefault(person[:told], set()).add(each)
    for code in there:
        who = earlier.people[code or ""][:told]
        mine = bearers_here.get(who, set())
        if len(mine) == 1 and bearers[who] == 1:
            sure |= mine
        else:
            unsure |= mine
    if unsure:
        count.ask(f"namesakes: {earlier.review['id']}")
    return sure - unsure, unsure


# --- what became of everybody -----------------------------------------------------------------------------------------


def reason_of(count: ReviewCount, code: str) -> str:
    """Say what became of a subject that fails no gate (definition.md, the codes of reasons)."""
    if not count.meets(code):
        return "WAITING"
    if any(code in winners(each) for each in count.awards):
        return "AWARDED"
    if any(code in each.tied for each in count.awards):
        return "TIE_PENDING"
    mine = [each for each in count.awards if code in each.by_code]
    if any(prize_may_come(each, code) for each in mine):
        return "WAITING"
    if mine:
        capped = any(each.passed.get(code) in ("per_unit", "per_author") for each in mine)
        return "CAPPED" if capped else "BELOW_QUOTA"
    if code not in count.placed:
        known = count.review["order"] != UNDECIDED and not count.key_open(code)
        return "UNRANKED" if known else "WAITING"
    if not count.awards:
        return "MEETS"
    return "BELOW_MINIMUM" if any(each.passed.get(code) == "minimum" for each in count.awards) else "OUT_OF_TABLES"


def prize_may_come(awards: Awards, code: str) -> bool:
    """Say whether an open prize of a table could still reach a place.

    While only ties are open, and no cap and no decision moves the prizes, a place behind as many others as there are
    prizes is out of reach.
    """
    if not any(row.state == "open" for row in awards.rows):
        return False
    moved = any(awards.table.get(cap, "unlimited") != "unlimited" for cap in ("per_unit", "per_author"))
    moved = moved or any(row.decision is not None for row in awards.rows)
    if not awards.tied or moved:
        return True
    ahead = awards.ahead[awards.by_code[code].number]
    return ahead < sum(int(each["count"]) for each in awards.table["prizes"])


# --- the result as it stands in ket-qua-<review>.json -----------------------------------------------------------------


def subjects_data(count: ReviewCount) -> list[Json]:
    """Give every subject as the result file has it: those with a place first, in their order, then by code."""
    places = {place.code: place for place in count.places}
    at = {place.code: turn for turn, place in enumerate(count.places)}
    ordered = sorted(count.subjects, key=lambda each: (at.get(each["code"], len(at)), str(each["code"])))
    return [subject_data(count, each, places.get(each["code"])) for each in ordered]


def subject_data(count: ReviewCount, subject: Json, place: Place | None) -> Json:
    """Give one subject."""
    code = subject["code"]
    cells = {name: found[code] for name, found in count.cells.items()}
    reasons = {gate["id"]: gate["reason"] for gate in count.review.get("gates", [])}
    failed = [
        {"gate": gate, "reason": reasons[gate], "value": text_of(each.value), "needed": text_of(each.needed)}
        for gate, each in count.failed[code]
    ]
    return {
        "code": code,
        "name": subject["name"],
        "unit": subject["unit"],
        "values": {name: text_of(cell.value) for name, cell in cells.items()},
        "lacks": {name: cell.lack for name, cell in cells.items() if cell.lack},
        "failed": failed,
        "waiting": count.waiting[code],
        "place": place.number if place else None,
        "shared": place.shared if place else False,
        "decision": place.decision if place else None,
        "reasons": list(dict.fromkeys(each["reason"] for each in failed)) or [reason_of(count, code)],
    }


def text_of(value: Fraction | None) -> str | None:
    """Write an exact value, ``7/2`` or ``7``."""
    return None if value is None else str(value)


def awards_data(count: ReviewCount) -> list[Json]:
    """Give every prize as the result file has it."""
    return [
        {
            "table": awards.table["id"],
            "prize": row.prize,
            "state": row.state,
            "code": row.code,
            "money": str((item_with(awards.table["prizes"], row.prize) or {}).get("money", 0)),
            "decision": row.decision,
        }
        for awards in count.awards
        for row in awards.rows
    ]


def count_reviews(
    rules: Json,
    sheets: Sequence[Json],
    rounds: Mapping[str, Json],
    decisions: Sequence[Json],
    barred: Iterable[Sequence[str]] = (),
    only: str = "",
) -> dict[str, ReviewCount]:
    """Work out every review, or one with those that it looks at, each on the counts of those before it.

    ``sheets`` as :func:`sheet_of` gives them, superseded ones too; ``rounds`` and ``barred`` as :class:`ReviewCount`
    wants them; ``rules`` with the decided points set in.
    """
    rules = rules_read(rules)
    people = [(each[0], each[1]) for each in barred]
    found: dict[str, ReviewCount] = {}
    last = next((each for each in rules["reviews"] if each["id"] == only), None)
    for review in [*behind_of(rules, last), last] if last else rules["reviews"]:
        behind = [found[each["id"]] for each in behind_of(rules, review)]
        held = in_force(sheets, locked_with(decisions, review["id"]))
        found[review["id"]] = ReviewCount(rules, review, held, rounds, decisions, people, behind)
    return found


def locked_with(decisions: Iterable[Json], review: str) -> list[str]:
    """Give the digests that the lock of a review names; nothing while it is not locked."""
    finals = [each for each in decisions if each["kind"] == "final" and list(each["about"]) == [review]]
    last = max(finals, key=lambda each: int(each["number"]), default=None)
    return list(last["among"]) if last and last["value"] != "opened" else []


# --- a review from sealed files ---------------------------------------------------------------------------------------


def figure_sheets(file: Json | None) -> list[Json]:
    """Read the sheets of a file of figures (files.md §4.5)."""
    try:
        sheets = [sheet_of(text) for text in (file["sheets"] if file is not None else [])]
        numbers = [int(each["number"]) for each in sheets]
        sound = all(_sound(each) for each in sheets)
    except (ValueError, TypeError, RecursionError) as error:
        raise NotBelieved("sheet of figures") from error
    if not sound or numbers != sorted(set(numbers)) or any(each < 1 for each in numbers):
        raise NotBelieved("sheet of figures")
    return sheets


def _sound(sheet: Json) -> bool:
    """Say whether the rows fit the columns, stand sorted, and hold texts."""
    rows, width = sheet["rows"], len(sheet["columns"])
    return rows == sorted(rows) and all(
        len(row) == width and all(isinstance(cell, str) for cell in row) for row in [*rows, sheet["columns"]]
    )


@dataclass(frozen=True)
class Believed:
    """What stands in no sealed file, so that it is taken from the published result, and said to be.

    Units and authors of the entries of blind rounds by round and code; names and units of people whom the rules bar,
    as they are compared.
    """

    names: dict[str, dict[str, list[str]]]
    authors: dict[str, dict[str, list[str]]]
    barred: list[tuple[str, str]]


def believed_of(published: Json, worked: Mapping[str, Json]) -> Believed:
    """Read it out of a result file; of a round that is not blind the packages tell, and nothing is believed."""
    blind = {name for name, outcome in worked.items() if outcome["round"].raw["blind"]}
    told: list[dict[str, dict[str, list[str]]]] = [{}, {}]
    try:
        for each in published.get("rounds", []):
            for at, key in enumerate(("names", "authors")):
                if each["round"] in blind and each.get(key):
                    told[at][each["round"]] = {code: [str(n) for n in said] for code, said in each[key].items()}
        barred = sorted({(str(name), str(unit)) for name, unit in published.get("barred", [])})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotBelieved("result") from error
    return Believed(told[0], told[1], barred)


def is_locked(decisions: Sequence[Json], station: str) -> bool:
    """Say whether the result of a round or review is locked."""
    last = last_about(decisions, "final", [station])
    return last is not None and last["value"] != "opened"


def scores_of_round(name: str, outcome: Json, believed: Believed, by_author: bool, decisions: Sequence[Json]) -> Json:
    """Give what reviews take from a judged round: official scores, and whose entries they are."""
    round_: Round = outcome["round"]
    entries = {code: each for code, each in outcome["issued"].entries.items() if not each["withdrawn"]}
    names = believed.names.get(name) or {code: each["units"] for code, each in entries.items() if each["units"]}
    authors = believed.authors.get(name) or {code: each["authors"] for code, each in entries.items() if each["authors"]}
    counted = [view.counted["digest"] for view in outcome["seats"] if view.counted is not None]
    return {
        "scores": outcome["codes"],
        "names": names,
        "authors": authors if by_author else {},
        "final": is_locked(decisions, name),
        "named": not round_.raw["blind"] or (bool(names) and (bool(authors) or not by_author)),
        "digests": sorted(counted),
        "smaller": round_.smaller_is_better,
    }


@dataclass(frozen=True)
class Ground:
    """What a review is counted from: rules with decided points, their digest, rounds, sheets, decisions, brought."""

    rules: Json
    rules_digest: str
    worked: Mapping[str, Json]
    sheets: list[Json]
    decisions: list[Json]
    brought: list[Json]


def recount_review(ground: Ground, review_id: str, believed: Believed) -> tuple[Json, ReviewCount]:
    """Recount a review; gives it as in the result file (files.md §7.1), and the count with every working."""
    rules, decisions = rules_read(ground.rules), ground.decisions
    review = item_with(rules.get("reviews"), review_id)
    if review is None:
        raise CannotCheck(f"review {review_id}")
    chain = [*behind_of(rules, review), review]
    wanted = set().union(*(rounds_of(each) for each in chain))
    if wanted - set(ground.worked):
        raise CannotCheck(f"packages of {', '.join(sorted(wanted - set(ground.worked)))}")
    by_author = {each["round"] for one in chain if one["subjects"] == "person" for each in _of_rounds(one)}
    rounds = {
        name: scores_of_round(name, outcome, believed, name in by_author, decisions)
        for name, outcome in ground.worked.items()
        if name in wanted
    }
    barred = believed.barred if any(map(bars_people, chain)) else []
    count = count_reviews(ground.rules, ground.sheets, rounds, decisions, barred, review_id)[review_id]
    sheets = sheets_behind(ground, rules, chain)
    digest = rules_stood_on(ground, review_id)
    result = {
        "kind": "judge-desk ket-qua-xet 1",
        "contest": rules["id"],
        "review": review_id,
        "definition": digest,
        "data_code": review_code(ground, rules, chain, digest, (sheets, count)),
        "official": not count.questions,
        "sheets": [_sheet_data(each) for each in sheets],
        "rounds": [_round_data(name, count.rounds[name], believed) for name in rounds],
        "barred": [list(each) for each in barred],
        "subjects": subjects_data(count),
        "awards": awards_data(count),
    }
    return result, count


def _of_rounds(review: Json) -> list[Json]:
    return [each for each in review.get("measures", []) if each["take"] == "round"]


def bars_people(review: Json) -> bool:
    """Say whether a review keeps out people whom the rules bar."""
    return any(gate["test"] == "not_barred" for gate in review.get("gates", []))


def sheets_behind(ground: Ground, rules: Json, chain: Sequence[Json]) -> list[Json]:
    """Give every sheet that a review and those behind it stand on, by number; a locked one keeps its own."""
    found: dict[int, Json] = {}
    for each in chain:
        slots = set().union(*(slots_read(rules, one) for one in [*behind_of(rules, each), each]))
        for sheet in in_force(ground.sheets, locked_with(ground.decisions, each["id"])):
            if (sheet["part"], sheet["period"]) in slots:
                found[int(sheet["number"])] = sheet
    return [found[number] for number in sorted(found)]


def rules_stood_on(ground: Ground, review_id: str) -> str:
    """Give the digest of the rules of a review: of a locked one, those that were in force when it was locked."""
    final = last_about(ground.decisions, "final", [review_id])
    if final is not None and final["value"] != "opened":
        later = [e for e in ground.decisions if e["kind"] == "rules" and e["number"] > final["number"]]
        if later:
            return str(min(later, key=lambda each: int(each["number"]))["about"][1])
    return ground.rules_digest


def _sheet_data(sheet: Json) -> Json:
    keys = ("number", "part", "period", "digest", "source", "sha256", "closed_by", "closed_on")
    return {**{key: sheet[key] for key in keys}, "rows": len(sheet["rows"])}


def _round_data(name: str, scores: Json, believed: Believed) -> Json:
    authors = believed.authors.get(name, {}) if scores["authors"] else {}
    return {
        "round": name,
        "final": scores["final"],
        "ballots": scores["digests"],
        "scores": {code: str(value) for code, value in scores["scores"].items()},
        "units": {code: list(units) for code, units in scores["units"].items()},
        "names": believed.names.get(name, {}),
        **({"authors": authors} if authors else {}),
    }


def review_code(
    ground: Ground, rules: Json, chain: Sequence[Json], digest: str, stands_on: tuple[list[Json], ReviewCount]
) -> str:
    """Give the code of the data of a review (files.md §7.2)."""
    sheets, count = stands_on
    outcomes = [ground.worked[name] for name in count.rounds]
    rounds = sorted({name for outcome in outcomes for name in outcome["rounds"]})
    latest = {
        (each["round"], each["criterion"]): each for each in sorted(ground.brought, key=lambda e: int(e["number"]))
    }
    texts: list[Json | str] = [sheet_text({**each, "number": 0, "stated_time": ""}) for each in sheets]
    texts += [each for each in latest.values() if each["round"] in rounds]
    for name, each in count.rounds.items():
        texts += [f"unit {name} {code} {' '.join(units)}" for code, units in each["units"].items()]
        texts += [f"author {name} {code} {'|'.join(people)}" for code, people in each["authors"].items()]
    texts += [f"barred {name}|{unit}" for name, unit in count.barred]
    bearing = [
        each
        for each in ground.decisions
        if (rounds and bears_on(each, ground.rules, rounds)) or bears_on_reviews(each, rules, chain)
    ]
    packages = [each for outcome in outcomes for each in outcome["packages"]]
    return data_code(digest, packages, [each for one in outcomes for each in one["ballots"]], bearing, texts)


def bears_on_reviews(decision: Json, rules: Json, chain: Sequence[Json]) -> bool:
    """Say whether a decision belongs to the data of reviews: one of theirs, or on a point of the rules they read."""
    if decision["kind"] in ("approve", "final", "announce"):
        return False
    if decision["kind"] == "rules":
        return any(_point_concerns(key, rules, each) for key in decision["value"].split() for each in chain)
    if decision["kind"] == "rule_point":
        return any(_point_concerns(decision["about"][0], rules, each) for each in chain)
    return decision["round"] in {each["id"] for each in chain}


def _point_concerns(key: str, rules: Json, review: Json) -> bool:
    """Say whether a point of the rules is one of a review: its own, of its prizes, of the figures that it reads."""
    station, name = [*key.split("."), ""][:2]
    if station == "reviews":
        return name in ("", review["id"])
    if station == "prize_tables":
        table = item_with(rules.get("prize_tables"), name)
        return table.get("review") == review["id"] if table is not None else not name
    if station == "measured":
        return name in ("", *(part for part, _ in slots_read(rules, review)))
    return station == "barred" and bars_people(review)


# === 16. The files of a folder ========================================================================================

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("KIỂM TRA LẠI KẾT QUẢ TỪ CÁC TỆP ĐÃ NIÊM PHONG", "RECOUNT FROM THE SEALED FILES"),
    "python": (
        "Cần Python 3.11 trở lên để đọc thể lệ. Chưa kiểm tra gì.",
        "Python 3.11 or newer is needed to read the rules. Nothing was checked.",
    ),
    "cannot": ("Không kiểm tra được: {what}.", "Could not be checked: {what}."),
    "form": (
        "Một tệp có nội dung không theo dạng đã mô tả, việc kiểm tra dừng ở đó: {what}.",
        "A file holds something that is not of the described form, and the check stopped there: {what}.",
    ),
    "unknown": (
        "Thể lệ có quy định mà chương trình này không biết: {what}. Không kết luận gì về kết quả.",
        "The rules say something that this program does not know: {what}. Nothing is said about the result.",
    ),
    "refused": ("Không tin được tệp {name}: {why}.", "File not to be believed: {name}: {why}."),
    "sums_good": ("Các tệp trong SHA256SUMS.txt: {count} tệp, đều đúng.", "SHA256SUMS.txt: {count} files, all right."),
    "sums_bad": ("Tệp không đúng như trong SHA256SUMS.txt: {name}.", "File is not as SHA256SUMS.txt says: {name}."),
    "signatures": (
        "Chữ ký và dạng của tệp: đúng cả {count} tệp niêm phong ({packages} gói, {ballots} phiếu).",
        "Signatures and form: right for all {count} sealed files ({packages} packages, {ballots} ballots).",
    ),
    "sums_extra": (
        "Tệp không có tên trong SHA256SUMS.txt: {name}.",
        "File is not named in SHA256SUMS.txt: {name}.",
    ),
    "two_keys": (
        "Các tệp của cuộc thi do {count} khóa khác nhau ký.",
        "The contest's files bear {count} different keys.",
    ),
    "other_rules": (
        "Gói {digest} theo một thể lệ khác, không có quyết định nào thay bằng thể lệ này.",
        "Package {digest} answers to other rules, which no decision replaced by these.",
    ),
    "closed_other": (
        "Phiếu kín của ghế {seat}, lần {revision}: không có phiếu mở nào đúng với mã ghi trên phiếu kín.",
        "Closed ballot of seat {seat}, revision {revision}: no open ballot has the digest that it names.",
    ),
    "gap": ("Thiếu gói đứng trước gói {digest}.", "The package before {digest} is missing."),
    "round": ("VÒNG: {title}", "ROUND: {title}"),
    "package": ("Gói bài thi, bản {version}: {code}", "Package, version {version}: {code}"),
    "seat": (
        "Ghế {seat}, {name}, lần {revision}: {code}{tied}",
        "Seat {seat}, {name}, revision {revision}: {code}{tied}",
    ),
    "tied": (" (đã đối chiếu giấy theo quyết định)", " (a decision says that paper was compared)"),
    "seat_none": ("Ghế {seat}: không có phiếu được tính.", "Seat {seat}: no ballot counts."),
    "typed_same": (
        "Ghế {seat}: mã trên giấy trùng với phiếu.",
        "Seat {seat}: the digits on paper are those of the ballot.",
    ),
    "typed_other": (
        "Ghế {seat}: mã trên giấy ({typed}) KHÔNG phải là mã của phiếu được tính.",
        "Seat {seat}: the digits on paper ({typed}) are NOT those of the counted ballot.",
    ),
    "entry": ("{place}  {code}  {exact} = {official}{rest}", "{place}  {code}  {exact} = {official}{rest}"),
    "no_score": ("  –  {code}  chưa có điểm chính thức", "  –  {code}  no official score"),
    "shared": (", cùng hạng", ", shared"),
    "decided": (", theo quyết định số {number}", ", by decision no. {number}"),
    "by_tie": (", phân định bằng điểm: {steps}", ", tie parted by: {steps}"),
    "prize": ("{title}: {who}{by}", "{title}: {who}{by}"),
    "vacant": ("để trống", "vacant"),
    "waits": ("chờ quyết định", "waits for a decision"),
    "shortlist": ("Vào vòng sau: {codes}", "Going on: {codes}"),
    "pending": ("Chờ quyết định ở vạch: {codes}", "Across the line, to be decided: {codes}"),
    "open": ("Còn để ngỏ: {names}", "Still open: {names}"),
    "code": ("Mã dữ liệu: {code}", "Code of the data: {code}"),
    "differs": (
        "KHÁC: {where}, mục {field}: công bố {published}, tính lại {recounted}",
        "DIFFERS: {where}, {field}: published {published}, recounted {recounted}",
    ),
    "same": ("Kết quả công bố trùng với kết quả tính lại.", "The published result is the same as the recount."),
    "not_same": (
        "Kết quả công bố KHÁC kết quả tính lại ở {count} chỗ.",
        "The published result DIFFERS in {count} places.",
    ),
    "review": ("ĐỢT XÉT: {title} ({council})", "REVIEW: {title} ({council})"),
    "sheet": (
        "Bảng số liệu {part} {period}: bản số {number}, {rows} dòng, {closed_by} chốt ngày {closed_on}, tệp {source}, "
        "SHA-256 {sha256}",
        "Sheet {part} {period}: no. {number}, {rows} rows, closed by {closed_by} on {closed_on}, file {source}, "
        "SHA-256 {sha256}",
    ),
    "sheets_true": (
        "Số liệu trong các bảng trên có đúng thực tế không thì chương trình không biết: hãy so với bản giấy đã ký.",
        "Whether the figures in these sheets are true this program cannot know: compare them with the signed paper.",
    ),
    "subject": (
        "{place}  {code}  {name}: {values} – {reasons}{rest}",
        "{place}  {code}  {name}: {values} – {reasons}{rest}",
    ),
    "subjects": ("Đã xét {count}: {reasons}", "Reviewed {count}: {reasons}"),
    "working": ("    Cách tính của {code}:", "    Working of {code}:"),
    "met": ("đạt", "met"),
    "failed": ("không đạt", "not met"),
    "waiting": ("chờ kết luận của hội đồng", "waits for the council's word"),
    "believed_units": (
        "TIN theo tệp kết quả, không tệp niêm phong nào ghi: đơn vị của {count} bài ở vòng chấm kín.",
        "BELIEVED as the result file says, no sealed file holds it: units of {count} entries of blind rounds.",
    ),
    "believed_authors": (
        "TIN theo tệp kết quả, không tệp niêm phong nào ghi: tác giả của {count} bài ở vòng chấm kín.",
        "BELIEVED as the result file says, no sealed file holds it: authors of {count} entries of blind rounds.",
    ),
    "believed_barred": (
        "TIN theo tệp kết quả, không tệp niêm phong nào ghi: {count} người không được dự thi.",
        "BELIEVED as the result file says, no sealed file holds it: {count} people whom the rules bar.",
    ),
    "other_lock": (
        "Quyết định số {number} khóa kết quả có mã dữ liệu {locked}; tính lại ra mã {counted}.",
        "Decision no. {number} locked the result with the data code {locked}; the recount comes to {counted}.",
    ),
    "other_contest": ("Tệp cạnh {name} là của một cuộc thi khác.", "Files beside {name} are of another contest."),
    "no_result": ("Không có tệp ket-qua-*.json để so sánh.", "There is no ket-qua-*.json to compare with."),
    "left_over": ("Kết quả {name} chưa được so sánh với gì.", "Result {name} was compared with nothing."),
    "limits": ("CHƯƠNG TRÌNH NÀY KHÔNG THỂ BIẾT:", "WHAT THIS PROGRAM CANNOT KNOW:"),
    "limit_paper": (
        "- phiếu giấy có chữ ký có mang đúng các mã trên không: hãy so từng mã với giấy;",
        "- whether the signed sheets bear the digits above: compare each of them with paper;",
    ),
    "limit_people": (
        "- ai đã ngồi chấm, và quyết định được ghi có đúng là của những người ấy không;",
        "- who sat and marked, and whether the recorded decisions are those of the people named;",
    ),
    "limit_missing": (
        "- còn tệp nào không được đưa vào thư mục này không: mã dữ liệu phải trùng với chân trang biên bản.",
        "- whether files were kept out of this folder: the data code must be that in the foot of the minutes.",
    ),
    "all_good": ("KẾT LUẬN: mọi điều kiểm tra được đều trùng khớp.", "VERDICT: everything that was checked agrees."),
    "some_bad": ("KẾT LUẬN: có {count} chỗ KHÔNG khớp.", "VERDICT: {count} things do NOT agree."),
    "some_unknown": ("KẾT LUẬN: CHƯA kiểm tra được hết.", "VERDICT: NOT everything could be checked."),
}


OPEN_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("chưa có phiếu của một ghế", "the ballot of a seat is missing"),
    "partial": ("phiếu còn ô trống", "a ballot has blanks"),
    "two_devices": ("một ghế có phiếu từ hai máy", "a seat has ballots of two devices"),
    "fork": ("hai phiếu của một máy cùng nối một phiếu trước", "two ballots of one device"),
    "unknown_seat": ("phiếu của ghế không có trong gói", "a ballot of an unknown seat"),
    "clash": ("hai phiếu cùng một mã", "two ballots with one code"),
    "other_definition": ("phiếu theo thể lệ khác", "a ballot under other rules"),
    "out_of_scale": ("có điểm ngoài thang", "a mark is off its scale"),
    "other_package": ("phiếu theo gói không được phát ở đây", "a ballot of a foreign package"),
    "older_package": ("phiếu theo gói cũ", "a ballot of an older package"),
    "unknown_entry": ("phiếu có bài lạ", "a ballot with an unknown entry"),
    "seat_closed": ("phiếu của ghế đã đóng", "a ballot of a closed seat"),
    "recused_marked": ("có điểm ở bài không được chấm", "marks on an entry that was not to be marked"),
    "wrong_paper": ("mã trên giấy khác mã của phiếu", "paper bears other digits than the ballot"),
    "two_decisions": ("hai quyết định cùng số", "two decisions under one number"),
    "decision_lapsed": ("một quyết định không còn hiệu lực vì có phiếu mới", "a later ballot overtook a decision"),
    "decision_unusable": ("một quyết định không dùng được", "a decision cannot be used"),
    "figure_missing": ("thiếu số liệu của Ban Tổ chức", "a figure of the organisers is missing"),
    "figure_off_scale": ("số liệu của Ban Tổ chức ngoài thang", "a figure of the organisers is off its scale"),
    "no_points": ("số liệu không đổi thành điểm được", "a figure gives no points"),
    "too_few": ("ít phiếu hơn quy định", "fewer ballots than the rules ask"),
    "too_few_to_trim": ("quá ít phiếu để bỏ hai đầu", "too few ballots to trim"),
    "places_uneven": ("không phải cùng những giám khảo chấm mọi bài", "not the same judges marked every entry"),
    "drop_outliers": ("bỏ phiếu lệch thì không còn phiếu, hoặc không phiếu nào lệch", "dropping outliers leaves none"),
    "chair_after_dialogue": ("chênh lệch chờ Trưởng ban quyết định", "a disagreement waits for the chair"),
    "third_marking": ("chênh lệch chờ chấm lần ba", "a disagreement waits for a third marking"),
    "joint_vote": ("chênh lệch chờ chấm chung", "a disagreement waits for joint marking"),
    "undecided": ("một mức chênh lệch chưa được quyết định", "a tier of disagreement is undecided"),
    "disagreement_undecided": ("cách xử lý chênh lệch chưa được quyết định", "the rule of disagreement is undecided"),
    "quorum": ("chưa đủ số giám khảo tham gia", "the quorum is not met"),
    "combination_undecided": ("cách tính các vòng chưa được quyết định", "the combination of rounds is undecided"),
    "combination_missing": ("thiếu điểm vòng trước", "a score of an earlier round is missing"),
    "cut": ("danh sách vào vòng sau chưa dứt điểm", "the shortlist is open"),
    "filter_unknown": ("một điều kiện của bảng giải chưa có số liệu", "a condition of a prize table has no data"),
    "prize_tie": ("bằng nhau ở vạch của giải", "a tie across a prize"),
    "prize_cap_tie": ("bằng nhau ở mức giải nhiều nhất của một đơn vị, tác giả", "a tie across a cap"),
    "prize_nobody_left": ("giải không được để trống mà không còn ai", "nobody is left for a prize"),
    "prize_out_of_order": ("giải không theo thứ tự hạng", "a prize out of the order of places"),
    "per_unit_undecided": ("số giải của một đơn vị chưa được quyết định", "the cap of a unit is undecided"),
    "per_author_undecided": ("số giải của một tác giả chưa được quyết định", "the cap of an author is undecided"),
    "minimum_undecided": ("mức điểm của giải chưa được quyết định", "the minimum of a table is undecided"),
    "sheet missing": ("chưa có bảng số liệu", "a sheet of figures is missing"),
    "blank": ("danh sách để trống ô dùng để chia nhánh, chia bảng", "a cell that divides branches or tables is blank"),
    "point": ("điểm của thể lệ chưa được quyết định", "a point of the rules is undecided"),
    "word wanted": ("hội đồng chưa kết luận", "the council has not spoken"),
    "figure missing": ("thiếu số liệu", "a figure is missing"),
    "attempts unclear": ("không rõ lần làm nào được tính", "it is not clear which attempt counts"),
    "units of rows unknown": ("có dòng của đơn vị không có trong danh sách", "rows of units that are not listed"),
    "several figures": ("nhiều số liệu ở chỗ chỉ được có một", "several figures where there is one"),
    "no full mark": ("cột không có mức tối đa", "the column has no full mark"),
    "round open": ("kết quả vòng thi chưa khóa, hoặc mã bài chưa mở", "a round is not locked, or its codes are closed"),
    "units of entries unknown": ("bài của đơn vị không có trong danh sách", "entries of units that are not listed"),
    "author unclear": ("không rõ ai là tác giả", "it is not clear who the author is"),
    "no reference": ("số liệu không có gì để so", "a figure has nothing to be compared with"),
    "no level": ("số liệu không thuộc nhóm nào", "a figure lies in no level"),
    "prizes open": ("giải của đợt trước chưa dứt điểm", "prizes of an earlier review are open"),
    "open before": ("đợt trước chưa dứt điểm", "an earlier review is open"),
    "namesakes": ("có người trùng tên ở đợt trước", "namesakes in an earlier review"),
    "the council chooses": ("hội đồng chưa chọn", "the council has not chosen"),
    "lack branch": ("không thuộc nhánh này", "not of this branch"),
    "lack missing": ("không có số liệu", "no figure"),
    "lack no_whole": ("không có số chia", "nothing to divide by"),
    "lack undecided": ("chưa được quyết định", "not decided"),
    "lack no_reference": ("không có gì để so", "nothing to compare with"),
    "AWARDED": ("đạt giải", "awarded"),
    "TIE_PENDING": ("chờ phân định", "waits in a tie"),
    "WAITING": ("chờ kết luận", "waits"),
    "BELOW_QUOTA": ("ngoài số giải", "beyond the prizes"),
    "CAPPED": ("đã đủ số giải", "at its cap"),
    "BELOW_MINIMUM": ("dưới mức của bảng", "below the minimum"),
    "OUT_OF_TABLES": ("không thuộc bảng giải nào", "in no prize table"),
    "UNRANKED": ("không có số đo để xếp", "nothing to be ordered by"),
    "MEETS": ("đạt", "meets every condition"),
    "criterion": ("tiêu chí", "criterion"),
    "earlier_round": ("điểm vòng", "score of round"),
    "median": ("trung vị", "median"),
    "vote": ("biểu quyết", "vote"),
    "office": ("quyết định của", "decision of"),
    "signature": ("chữ ký không đúng", "the signature is wrong"),
    "not a signed note": ("không phải tệp đã ký", "not a signed file"),
    "too long": ("tệp quá dài", "too long"),
    "not UTF-8": ("không phải văn bản UTF-8", "not UTF-8"),
    "signature line": ("dòng chữ ký sai", "the signature line is wrong"),
    "control character": ("có ký tự điều khiển", "a control character"),
    "base64": ("chữ ký viết sai", "the signature is written wrongly"),
    "hidden characters": ("có ký tự ẩn", "hidden characters"),
    "JSON": ("nội dung không đọc được", "not to be read"),
    "JSON is not in its one form": ("nội dung không ở dạng duy nhất", "not in its only form"),
    "fields": ("mục thừa hoặc thiếu", "fields too many or missing"),
    "key": ("khóa khác khóa đã ký", "another key than the one that signed"),
    "running numbers": ("số thứ tự sai", "running numbers are wrong"),
    "state": ("trạng thái đủ, chưa đủ ghi sai", "complete or not is stated wrongly"),
    "remarks": ("phần nhận xét sai", "the remarks are wrong"),
    "result": ("không phải tệp kết quả", "not a result"),
    "sheet of figures": ("bảng số liệu không ở dạng duy nhất", "a sheet of figures is not in its only form"),
    "digest of the definition": ("mã thể lệ trong gói sai", "the digest of the rules is wrong"),
    "definition": ("tệp thể lệ (.toml) của cuộc thi", "the contest's rules (.toml)"),
}
"""Short names of open points, tie-breaks and refusals, as people read them."""


@dataclass
class Report:
    """What is printed, and the counts that make the answer of the program."""

    out: TextIO
    language: str
    bad: int = 0
    unknown: int = 0

    def say(self, key: str, **facts: object) -> None:
        """Print a sentence."""
        self.out.write(self.words(key, **facts) + "\n")

    def words(self, key: str, **facts: object) -> str:
        """Give a sentence in the language of the report."""
        return SENTENCES[key][0 if self.language == "vi" else 1].format(**facts)

    def named(self, name: object) -> str:
        """Give a short name in words, where there are some."""
        return OPEN_WORDS.get(str(name), (str(name), str(name)))[0 if self.language == "vi" else 1]

    def number(self, text: str) -> str:
        """Write a decimal as the language does."""
        return text.replace(".", ",") if self.language == "vi" else text

    def fault(self, key: str, **facts: object) -> None:
        """Print something that does not agree, or is not to be believed."""
        self.bad += 1
        self.out.write("✗ " + self.words(key, **facts) + "\n")

    def stop(self, key: str, **facts: object) -> None:
        """Print something that could not be checked."""
        self.unknown += 1
        self.out.write("? " + self.words(key, **facts) + "\n")


@dataclass
class Evidence:
    """What the files of a folder hold; ``files`` are (path, bytes) by ending, ``signed`` the verified JSON by path."""

    files: dict[str, list[tuple[Path, bytes]]] = field(default_factory=dict)
    signed: dict[Path, Json] = field(default_factory=dict)
    ballots: list[tuple[Path, bytes, Json]] = field(default_factory=list)
    closed: list[Json] = field(default_factory=list)
    results: list[tuple[Path, Json]] = field(default_factory=list)

    def all_of(self, ending: str) -> list[Json]:
        """Give every verified JSON of a kind of file."""
        return [self.signed[path] for path, _ in self.files.get(ending, []) if path in self.signed]

    def beside(self, path: Path, ending: str) -> Json | None:
        """Give the verified JSON of a kind that lies beside a file."""
        return next((e for p, e in sorted(self.signed.items()) if p.parent == path.parent and p.suffix == ending), None)


def gather(folder: Path, report: Report) -> Evidence:
    """Read and verify every sealed file below a folder; what is not to be believed is said."""
    found = Evidence()
    seen: set[str] = set()
    for path in sorted(folder.rglob("*")):
        is_result = path.name.startswith("ket-qua-") and path.suffix == ".json"
        if "ho-so-kiem-tra" in path.relative_to(folder).parts:  # copies must not stand in for a file that is gone
            continue
        if path.is_symlink() or not path.is_file() or not (is_result or path.suffix in (*NOTE_NAMES, ".toml")):
            continue
        data = path.read_bytes()
        digest = digest_of(data)
        if path.suffix in (".jdballot", ".jdpack") and digest in seen:
            continue
        seen.add(digest)
        found.files.setdefault(path.suffix, []).append((path, data))
        try:
            _read_into(found, path, data, digest, is_result)
        except NotBelieved as refusal:
            report.fault("refused", name=path.name, why=report.named(refusal))
    return found


def _read_into(found: Evidence, path: Path, data: bytes, digest: str, is_result: bool) -> None:
    if path.suffix == ".jdballot" and data.startswith(CLOSED_FIRST):
        found.closed.append(read_closed(data))
    elif path.suffix == ".jdballot":
        found.ballots.append((path, data, peek_ballot(data)))
    elif path.suffix in KINDS:
        found.signed[path] = {**read_signed(data, path.suffix), "digest": digest}
    elif is_result:
        try:
            result = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise NotBelieved("JSON") from error
        if not isinstance(result, dict) or not isinstance(result.get("entries", []), list):
            raise NotBelieved("result")
        found.results.append((path, result))


def check_sums(folder: Path, report: Report) -> None:
    """Compare the files of a folder with its list of SHA-256."""
    sums = folder / "SHA256SUMS.txt"
    if not sums.is_file():
        return
    count, bad = 0, report.bad
    named = set()
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        named.add(path)
        count += 1
        if ".." in name.split("/") or not path.is_file() or digest_of(path.read_bytes()) != digest:
            report.fault("sums_bad", name=name)
    for path in sorted(set(folder.rglob("*")) - named):
        if path.suffix in (*NOTE_NAMES, ".toml") or path.name.startswith("ket-qua-"):
            report.fault("sums_extra", name=path.relative_to(folder).as_posix())
    if bad == report.bad:
        report.say("sums_good", count=count)


def find_rules(evidence: Evidence, given: Path | None) -> tuple[Json, str]:
    """Give the definition and its digest: the file that was named, or the newest version of the contest's own."""
    if given is not None:
        data = given.read_bytes()
        return read_rules(data.decode("utf-8")), digest_of(data)
    contests = {each["contest"] for each in evidence.signed.values()}
    found = []
    for _, data in evidence.files.get(".toml", []):
        rules = read_rules(data.decode("utf-8"))
        if rules.get("id") in contests:
            found.append((int(rules["version"]), digest_of(data), rules))
    if not found:
        raise CannotCheck("definition")
    _, digest, rules = max(found, key=lambda each: each[:2])
    return rules, digest


def check_packages(evidence: Evidence, rules_digest: str, report: Report) -> None:
    """Check that packages belong together: one key, one contest, no version missing, rules that lead to these."""
    keys = {each["key"] for each in evidence.signed.values()}
    if len(keys) > 1:
        report.fault("two_keys", count=len(keys))
    decisions = [each for file in evidence.all_of(".jdquyet") for each in file["decisions"]]
    replaced = replaced_digests(decisions, rules_digest)
    packages = evidence.all_of(".jdpack")
    for each in packages:
        if each["definition_digest"] not in replaced | {rules_digest}:
            report.fault("other_rules", digest=each["digest"][:10])
        before = [e["digest"] for e in packages if (e["round"], e["version"]) == (each["round"], each["version"] - 1)]
        if each["version"] > 1 and each["previous"] not in before:
            report.fault("gap", digest=each["digest"][:10])
    report.say(
        "signatures",
        count=len(evidence.signed) + len(evidence.ballots),
        packages=len(packages),
        ballots=len(evidence.ballots),
    )


def recount_all(
    evidence: Evidence, rules: Json, rules_digest: str, decisions: list[Json], brought: list[Json], report: Report
) -> dict[str, Json]:
    """Recount every round that has a package, in the definition's order; ``rules`` have their points set in."""
    worked: dict[str, Json] = {}
    packages = evidence.all_of(".jdpack")
    for raw in rules.get("rounds", []):
        name = raw["id"]
        mine = [each for each in packages if each["round"] == name and each["contest"] == rules["id"]]
        if not mine:
            continue
        round_ = as_issued(rules, name, rules_digest, mine, decisions)
        ballots = []
        for path, data, head in evidence.ballots:
            if (head["contest"], head["round"]) == (rules["id"], name):
                try:
                    ballots.append(read_ballot(data, round_.rubric))
                except NotBelieved as refusal:
                    report.fault("refused", name=path.name, why=report.named(refusal))
        earlier = worked.get(round_.before) if round_.before is not None else None
        for each in check_closed([e for e in evidence.closed if e["round"] == name], ballots):
            report.fault("closed_other", seat=each["seat"], revision=each["revision"])
        worked[name] = recount_round(rules, name, rules_digest, mine, ballots, decisions, brought, earlier)
    return worked


# === 17. Comparing, and what is printed ===============================================================================


def differences(published: Any, recounted: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Name every field in which two results differ: place, published, recounted."""
    if isinstance(published, dict) and isinstance(recounted, dict):
        for key in sorted({*published, *recounted}):
            inside = f"{where}.{key}" if where else key
            yield from differences(published.get(key), recounted.get(key), inside)
    elif _coded(published) and _coded(recounted):
        mine, theirs = {e["code"]: e for e in recounted}, {e["code"]: e for e in published}
        for code in sorted({*mine, *theirs}):
            yield from differences(theirs.get(code), mine.get(code), f"{where} {code}")
        if [e["code"] for e in published] != [e["code"] for e in recounted] and set(mine) == set(theirs):
            yield where, "order", "order"
    elif published != recounted or type(published) is not type(recounted):
        yield where, _short(published), _short(recounted)


def _coded(value: Any) -> bool:
    rows = (
        isinstance(value, list)
        and value
        and all(isinstance(e, dict) and ("marks" in e or "values" in e) for e in value)
    )
    return bool(rows) and all(isinstance(each.get("code"), str) for each in value)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 90 else f"{text[:89]}…"


def tell_round(outcome: Json, rules: Json, typed: dict[tuple[str, int], str], report: Report) -> None:
    """Print what a round came to."""
    result, issued = outcome["result"], outcome["issued"]
    round_: Round = outcome["round"]
    report.out.write("\n")
    report.say("round", title=round_.raw.get("title", round_.id))
    for each in issued.chain:
        report.say("package", version=each["version"], code=in_fives(code_of(each["digest"])))
    for view in outcome["seats"]:
        _tell_seat(view, round_.id, typed, report)
    stands = {stand.code: stand for stand in outcome["stands"]}
    rows = sorted(result["entries"], key=lambda row: (row["place"] is None, row["place"] or 0, row["code"]))
    for row in rows:
        _tell_entry(row, stands, report)
    if result["shortlist"] is not None:
        report.say("shortlist", codes=", ".join(result["shortlist"]["inside"]) or "–")
        if result["shortlist"]["pending"]:
            report.say("pending", codes=", ".join(result["shortlist"]["pending"]))
    _tell_prizes(result["awards"], rules, report)
    if outcome["open"]:
        report.say("open", names="; ".join(sorted(map(report.named, set(outcome["open"])))))
    report.say("code", code=result["data_code"])


def _tell_seat(view: SeatView, round_id: str, typed: dict[tuple[str, int], str], report: Report) -> None:
    ballot = view.counted
    if ballot is None:
        report.say("seat_none", seat=view.seat)
        return
    facts = {key: ballot[key] for key in ("seat", "name", "revision")}
    tied = report.words("tied") if view.tied else ""
    report.say("seat", code=in_fives(ballot["code"]), tied=tied, **facts)
    on_paper = typed.get((round_id, view.seat), typed.get(("", view.seat)))
    if on_paper is not None and on_paper == ballot["code"]:
        report.say("typed_same", seat=view.seat)
    elif on_paper is not None:
        report.fault("typed_other", seat=view.seat, typed=in_fives(on_paper))


def _tell_entry(row: Json, stands: dict[str, Stand], report: Report) -> None:
    stand = stands.get(row["code"])
    if stand is None:
        report.say("no_score", code=row["code"])
        return
    rest = report.words("shared") if stand.shared else ""
    rest += report.words("decided", number=row["decision"]) if row["decision"] is not None else ""
    steps = [
        " ".join(filter(None, (report.named(each["step"]), each["ref"]))) for each in stand.trace if each["parted"]
    ]
    rest += report.words("by_tie", steps="; ".join(steps)) if steps else ""
    report.say(
        "entry",
        place=f"{stand.place:3d}",
        code=row["code"],
        exact=row["exact"],
        official=report.number(row["official"]),
        rest=rest,
    )


def _tell_prizes(awards: list[Json], rules: Json, report: Report) -> None:
    for row in awards:
        table = item_with(rules.get("prize_tables"), row["table"]) or {}
        prize = item_with(table.get("prizes"), row["prize"]) or {}
        states = {"given": row["code"], "vacant": report.words("vacant"), "open": report.words("waits")}
        by = report.words("decided", number=row["decision"]) if row["decision"] is not None else ""
        title = f"{table.get('title', row['table'])}, {prize.get('title', row['prize'])}"
        report.say("prize", title=title, who=states[row["state"]], by=by)


def check_result(path: Path, published: Json, evidence: Evidence, rules: Json, digest: str, told: Told) -> None:
    """Recount the round of a result file from what lies beside it, and compare field by field."""
    report = told.report
    beside = evidence.beside(path, ".jdquyet"), evidence.beside(path, ".jdsolieu")
    decisions: list[Json] = beside[0]["decisions"] if beside[0] is not None else []
    brought: list[Json] = beside[1]["sheets"] if beside[1] is not None else []
    ruled = with_rulings(rules, rulings_of(decisions))
    worked = recount_all(evidence, ruled, digest, decisions, brought, report)
    outcome = worked.get(str(published.get("round")))
    if outcome is None:
        report.stop("left_over", name=path.name)
        return
    for name in reversed(outcome["rounds"]):
        tell_round(worked[name], ruled, told.typed, report)
    found = list(differences(published, outcome["result"]))
    for where, theirs, mine in found:
        report.fault("differs", where=path.name, field=where, published=theirs, recounted=mine)
    if found:
        report.say("not_same", count=len(found))
    else:
        report.say("same")


def check_review_result(path: Path, published: Json, evidence: Evidence, rules: Json, digest: str, told: Told) -> None:
    """Recount the review of a result file from what lies beside it, and compare field by field.

    Versions of the rules that were decided after the result was printed count, too: they say under which it was locked.
    """
    report, review_id = told.report, str(published["review"])
    files = {ending: evidence.beside(path, ending) for ending in (".jdquyet", ".jdsolieu", ".jdbang")}
    if any(each is not None and each["contest"] != rules["id"] for each in files.values()):
        report.fault("other_contest", name=path.parent.name or path.name)
    decisions = list(files[".jdquyet"]["decisions"]) if files[".jdquyet"] is not None else []
    last = max((int(each["number"]) for each in decisions), default=0)
    fullest: list[Json] = max((each["decisions"] for each in evidence.all_of(".jdquyet")), key=len, default=[])
    decisions += [each for each in fullest if each["kind"] == "rules" and int(each["number"]) > last]
    brought: list[Json] = files[".jdsolieu"]["sheets"] if files[".jdsolieu"] is not None else []
    ruled = with_rulings(rules, rulings_of(decisions))
    worked = recount_all(evidence, ruled, digest, decisions, brought, report)
    believed = believed_of(published, worked)
    ground = Ground(ruled, digest, worked, figure_sheets(files[".jdbang"]), decisions, brought)
    result, count = recount_review(ground, review_id, believed)
    for name in count.rounds:
        tell_round(worked[name], ruled, told.typed, report)
    tell_review(result, count, believed, told)
    found = list(differences(published, result))
    for where, theirs, mine in found:
        report.fault("differs", where=path.name, field=where, published=theirs, recounted=mine)
    final = last_about(decisions, "final", [review_id])
    if final is not None and final["value"] not in ("opened", result["data_code"]):
        report.fault("other_lock", number=final["number"], locked=final["value"], counted=result["data_code"])
    report.say("not_same", count=len(found)) if found else report.say("same")


MOST_TOLD = 200
"""Of so many subjects the result is printed line by line; ``--how`` prints the working of any."""


def tell_review(result: Json, count: ReviewCount, believed: Believed, told: Told) -> None:
    """Print what a review came to, what it stands on, and what was believed."""
    report = told.report
    report.out.write("\n")
    report.say("review", title=count.review["title"], council=count.review["council"])
    for sheet in result["sheets"]:
        report.say("sheet", **{**sheet, "sha256": sheet["sha256"] or "–"})
    report.say("sheets_true")
    titles = {each["id"]: each["title"] for each in (*count.measures, *count.review.get("gates", []))}
    order = [] if count.review["order"] == UNDECIDED else [n.lstrip("-") for n in count.review["order"].get("by", [])]
    for row in result["subjects"][:MOST_TOLD]:
        values = "; ".join(f"{titles[name]} {as_on_paper(row['values'][name], report)}" for name in order)
        place = "  –" if row["place"] is None else f"{row['place']:3d}"
        rest = report.words("shared") if row["shared"] else ""
        rest += report.words("decided", number=row["decision"]) if row["decision"] is not None else ""
        why = [f"{each['reason']} ({titles[each['gate']]})" for each in row["failed"]] or map(
            report.named, row["reasons"]
        )
        facts = {"code": row["code"], "name": row["name"], "reasons": ", ".join(why)}
        report.say("subject", place=place, values=values or "–", rest=rest, **facts)
    reasons = Counter(reason for row in result["subjects"] for reason in row["reasons"])
    counts = "; ".join(f"{report.named(reason)} {times}" for reason, times in sorted(reasons.items()))
    report.say("subjects", count=len(result["subjects"]), reasons=counts)
    for code in sorted(told.how):
        _tell_working(code, count, report)
    names = {row["code"]: f"{row['code']} {row['name']}" for row in result["subjects"]}
    _tell_prizes([{**row, "code": names.get(row["code"])} for row in result["awards"]], count.rules, report)
    for key, amount in (
        ("believed_units", sum(map(len, believed.names.values()))),
        ("believed_authors", sum(map(len, believed.authors.values()))),
        ("believed_barred", len(result["barred"])),
    ):
        if amount:
            report.say(key, count=amount)
    if count.questions:
        split = [each.partition(": ") for each in sorted(set(count.questions))]
        report.say("open", names="; ".join(f"{report.named(name)} ({rest})" for name, _, rest in split))
    report.say("code", code=result["data_code"])


def as_on_paper(text: str | None, report: Report) -> str:
    """Write an exact value as papers do: a decimal where it ends, else the fraction and about what it is."""
    if text is None:
        return "–"
    value = Fraction(text)
    for decimals in range(7):
        if (value * 10**decimals).denominator == 1:
            return report.number(written(value, decimals))
    return f"{text} ≈ {report.number(written(rounded(value, 2), 2))}"


def _tell_working(code: str, count: ReviewCount, report: Report) -> None:
    """Print how every measure of a subject came about, and what every gate says of it."""
    if not any(each["code"] == code for each in count.subjects):
        return
    report.say("working", code=code)
    for measure in count.measures:
        cell = count.cells[measure["id"]][code]
        report.out.write(
            f"      {measure['id']} ({measure['title']}): {cell.how or report.named(f'lack {cell.lack}')}\n"
        )
    for gate in count.review.get("gates", []):
        verdict = count.verdicts.get(gate["id"], {}).get(code)
        if verdict is not None:
            found = "" if verdict.needed is None else f" ({verdict.value} {gate['test']} {verdict.needed})"
            report.out.write(f"      {gate['id']} ({gate['title']}): {report.words(verdict.state)}{found}\n")


@dataclass(frozen=True)
class Told:
    """Where sentences go, the digits typed off paper by (round or "", seat), and whose working is wanted."""

    report: Report
    typed: dict[tuple[str, int], str]
    how: frozenset[str] = frozenset()


def typed_codes(lines: Iterable[str]) -> dict[tuple[str, int], str]:
    """Read digits typed off paper: ``3 = 12345 …``, or with the round before the seat."""
    found: dict[tuple[str, int], str] = {}
    for line in lines:
        left, sign, right = line.partition("=")
        words, digits = left.split(), re.sub(r"\D", "", right)
        if not sign and not line.strip():
            continue
        if not words or not words[-1].isdigit() or len(words) > 2 or len(digits) != 30:
            raise CannotCheck(f"--code {line.strip()[:60]}")
        found[words[0] if len(words) == 2 else "", int(words[-1])] = digits
    return found


def check_folder(folder: Path, definition: Path | None, told: Told) -> None:
    """Check all that a folder holds."""
    report = told.report
    check_sums(folder, report)
    evidence = gather(folder, report)
    rules, digest = find_rules(evidence, definition)
    check_packages(evidence, digest, report)
    if not evidence.results:
        report.stop("no_result")
    for path, published in evidence.results:
        if "review" in published:
            check_review_result(path, published, evidence, rules, digest, told)
        else:
            check_result(path, published, evidence, rules, digest, told)


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None) -> int:
    """Check the folder that is named, or the one that this file lies in; gives 0, 1 or 2."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--definition", type=Path)
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.add_argument("--code", action="append", default=[], metavar="3=12345…")
    parser.add_argument("--codes", type=Path, metavar="FILE")
    parser.add_argument("--how", action="append", default=[], metavar="DV-01")
    given = parser.parse_args(arguments)
    report = Report(out or io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True), given.lang)
    report.say("title")
    try:
        lines = given.codes.read_text(encoding="utf-8-sig").splitlines() if given.codes is not None else []
        check_folder(
            given.folder, given.definition, Told(report, typed_codes([*lines, *given.code]), frozenset(given.how))
        )
    except UnknownRule as error:
        report.stop("unknown", what=error)
    except NotBelieved as error:
        report.fault("refused", name="", why=report.named(error))
    except (CannotCheck, OSError) as error:
        report.stop("python" if str(error) == "python" else "cannot", what=report.named(error))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        report.stop("form", what=f"{type(error).__name__} {error}"[:200])
    report.out.write("\n")
    for key in ("limits", "limit_paper", "limit_people", "limit_missing"):
        report.say(key)
    if report.bad:
        report.say("some_bad", count=report.bad)
    report.say("some_unknown" if report.unknown else "all_good") if report.unknown or not report.bad else None
    report.out.flush()
    return 1 if report.bad else 2 if report.unknown else 0


if __name__ == "__main__":
    raise SystemExit(main())
