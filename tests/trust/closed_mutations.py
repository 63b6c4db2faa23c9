"""Closed ballots, changed in every way that somebody might think of, and opened with the right key.

Three kinds of change. *Bare*: bytes of the file are changed and the signature is left as it was. *Own key*: the text
is changed, or put together from the texts of several ballots, and signed again by the judge's own key. *Other key*: it
is signed by another key, which the head may name. Each either opens to the very ballot that its head names, or is
refused by name; nothing else ever happens.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed import closed_file
from judge_desk.exchange.sealed.ballot_file import peek, seal
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.notes import open_note, sign
from judge_desk.exchange.sealed.opening_key import public_hex as opening_hex
from tests.exchange.ballot_samples import COLUMNS, KEY, OTHER_KEY, ballot
from tests.trust.drill import Count, Drill, Tally

OPENING: Final = X25519PrivateKey.from_private_bytes(b"\x21" * 32)
OTHER_OPENING: Final = X25519PrivateKey.from_private_bytes(b"\x22" * 32)
HEAD: Final = 10
"""Lines before the ciphertext."""
_LETTERS: Final = "09afAZ+/= -:.\u00e9\u200b\n"


def _pool() -> tuple[tuple[bytes, bytes], ...]:
    """Give ballots of several seats and revisions of one judge's key, each with its closed file."""
    base = ballot(60)
    again = replace(base, revision=base.revision + 1, previous="ab" * 32, nonce="12" * 16)
    plain = tuple(seal(each, COLUMNS, KEY) for each in (base, replace(base, seat=Seat(7)), again))
    closed = tuple((each, closed_file.close(each, opening_hex(OPENING), KEY)) for each in plain)
    return (*closed, (plain[0], closed_file.close(plain[0], opening_hex(OTHER_OPENING), KEY)))


def _bare(dice: random.Random, data: bytes) -> bytes:
    """Flip a bit, cut, double or swap a stretch of the file's bytes."""
    changed = bytearray(data)
    place, how = dice.randrange(len(changed)), dice.randrange(4)
    if how == 0:
        changed[place] ^= 1 << dice.randrange(8)
    elif how == 1:
        del changed[place : place + dice.randrange(1, 80)]
    elif how == 2:
        changed[place:place] = changed[place : place + dice.randrange(1, 80)]
    else:
        other = dice.randrange(len(changed))
        changed[place], changed[other] = changed[other], changed[place]
    return bytes(changed)


def _texts(dice: random.Random, texts: list[list[str]]) -> str:
    """Change one letter, or one line, or put head and ciphertext of several closed ballots together."""
    lines, how = list(dice.choice(texts)), dice.randrange(5)
    if how == 0:
        number = dice.randrange(len(lines))
        place = dice.randrange(len(lines[number]) + 1)
        lines[number] = lines[number][:place] + dice.choice(_LETTERS) + lines[number][place + dice.randrange(2) :]
    elif how == 1:
        number = dice.randrange(1, HEAD)
        lines[number] = dice.choice(texts)[number]
    elif how == 2:
        lines[HEAD:] = dice.choice(texts)[HEAD:]
    elif how == 3:
        number = dice.randrange(HEAD, len(lines))
        lines[number] = dice.choice(texts)[min(number, len(lines) - 1)]
    else:
        first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines) + "\n"


def _changed(dice: random.Random, pool: tuple[tuple[bytes, bytes], ...], texts: list[list[str]]) -> bytes:
    kind = dice.randrange(4)
    if kind == 0:
        return _bare(dice, dice.choice(pool)[1])
    text = _texts(dice, texts)
    if kind == 1:
        return sign(text, closed_file.KEY_NAME, KEY, closed_file.LIMIT)
    if kind == 2:
        return sign(text, closed_file.KEY_NAME, OTHER_KEY, closed_file.LIMIT)
    named = text.replace(public_hex(KEY), public_hex(OTHER_KEY), 1)
    return sign(named, closed_file.KEY_NAME, OTHER_KEY, closed_file.LIMIT)


def _what_happens(data: bytes, known: dict[str, bytes]) -> str:
    """Open a file with the right key; gives what is wrong, empty where the promise holds."""
    try:
        _, inner = closed_file.open_closed(data, "x", OPENING, lambda _: COLUMNS)
    except Refusal:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever a reader ends in but a refusal is what is looked for
        return f"ended in {type(error).__name__}"
    head, found = closed_file.peek_closed(data), peek(inner)
    same = (head.seat, head.revision, head.device) == (found.seat, found.revision, found.device)
    return "" if same and known.get(head.inner) == inner else "opened to another ballot than its head names"


def run(tries: int, seed: int, place: Path) -> Tally:
    """Change closed ballots and open them."""
    dice, pool, count = random.Random(seed), _pool(), Count()
    texts = [open_note(closed, limit=closed_file.LIMIT).text.split("\n")[:-1] for _, closed in pool]
    known: dict[str, bytes] = {digest_of(plain): plain for plain, _ in pool}
    seen: set[bytes] = {closed for _, closed in pool}
    opened = _counting(lambda data: _what_happens(data, known), count)
    for number in range(tries):
        try:
            data = _changed(dice, pool, texts)
        except Refusal:
            continue
        if data not in seen:
            seen.add(data)
            opened(data, f"seed {seed}, change {number}")
    return count.tally(distinct=len(seen) - len(pool))


def _counting(look: Callable[[bytes], str], count: Count) -> Callable[[bytes, str], None]:
    def one(data: bytes, name: str) -> None:
        wrong = look(data)
        if wrong:
            count.broken(f"{name}: {wrong}")
        else:
            count.good()

    return one


DRILLS: Final = (
    Drill(
        "closed-ballots",
        "A changed closed ballot opens to the very ballot that its head names, or is refused by name.",
        "changed files",
        1_500,
        1_000_000,
        run,
    ),
)
