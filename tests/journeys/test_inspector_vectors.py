"""The checking program against vectors that are nobody's here: RFC 8032, and the figures of real contests' rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.journeys.inspector import program

TOOL = program()
RFC_8032 = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
        "c027beceea1ec40a",
    ),
)
SMALL_ORDER = (
    "00" * 32,
    "01" + "00" * 31,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ec" + "ff" * 30 + "7f",
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
)
MODES = ("half_up", "half_even", "down", "up")


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_signatures_of_the_rfc_hold_and_changed_ones_do_not(key: str, message: str, signature: str) -> None:
    parts = [bytes.fromhex(each) for each in (key, message, signature)]
    assert TOOL.signature_holds(*parts)
    assert not TOOL.signature_holds(parts[0], parts[1] + b"x", parts[2])
    scalar = int.from_bytes(parts[2][32:], "little") + TOOL.ORDER
    assert not TOOL.signature_holds(parts[0], parts[1], parts[2][:32] + scalar.to_bytes(32, "little")), "malleable"


def test_signatures_of_the_usual_library_hold() -> None:
    for number in range(8):
        key, text = Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)), f"phiếu {number}".encode()
        assert TOOL.signature_holds(key.public_key().public_bytes_raw(), text, key.sign(text))


@pytest.mark.parametrize("key", SMALL_ORDER)
def test_keys_under_which_one_signature_fits_all_never_signed(key: str) -> None:
    forged = bytes([1]) + bytes(63)
    for sign in (0, 0x80):
        data = bytearray.fromhex(key)
        data[31] |= sign
        assert not TOOL.signature_holds(bytes(data), b"any", forged)


def test_the_code_of_the_empty_file_is_the_one_in_the_documents() -> None:
    assert TOOL.in_fives(TOOL.code_of(TOOL.digest_of(b""))) == "80352 76184 17674 88457 81981 02193"


@pytest.mark.parametrize(
    ("value", "decimals", "results"),
    [
        ("78.25", 1, ("78.3", "78.2", "78.2", "78.3")),
        ("2.675", 2, ("2.68", "2.68", "2.67", "2.68")),
        ("239/3", 2, ("79.67", "79.67", "79.66", "79.67")),
        ("-0.5", 0, ("-1", "0", "-1", "0")),
        ("1.5", 0, ("2", "2", "1", "2")),
    ],
)
def test_rounding_is_exact_in_every_mode(value: str, decimals: int, results: tuple[str, ...]) -> None:
    found = [TOOL.written(TOOL.rounded(Fraction(value), decimals, mode), decimals) for mode in MODES]
    assert found == list(results)


def test_figures_become_points_as_in_the_rules_of_real_contests() -> None:
    votes = {"name": "share_of_best", "points": 20, "measure": "binh-chon", "decimals": 1}
    assert TOOL.by_formula(votes, Fraction(37), [Fraction(90), Fraction(37)]) == Fraction("8.2")
    rows = [{"over": 0, "points": Fraction("0.25")}, {"over": 60, "included": True, "points": Fraction("0.5")}]
    assert [TOOL.off_for({"rows": rows}, seconds) for seconds in (0, 45, 60, 70)] == [
        Fraction(0),
        Fraction("0.25"),
        Fraction("0.5"),
        Fraction("0.5"),
    ]
    assert TOOL.off_for({"per_minute": "0,5"}, 130) == 1


def rules(**score: Any) -> Any:
    raw = {"id": "v", "title": "V", "blind": True, "ties": [], "disagreement": "none", "panel": {"spread": "all"}}
    base = {"method": "mean", "decimals": 2, "rounding": "half_up", "rank_on": "rounded", "minimum_ballots": 1}
    rubric = {"maximum": 100, "sample": True, "criteria": [{"id": "1", "title": "T", "maximum": 100}]}
    return {"id": "c", "rounds": [{**raw, "rubric": rubric, "score": {**base, **score}}]}


@pytest.mark.parametrize(
    "change",
    [
        {"method": "geometric_mean"},
        {"rounding": "half_down"},
        {"rank_on": "exactly"},
        {"bonus_for_speed": 1},
    ],
)
def test_a_rule_that_is_not_known_stops_the_check_and_is_named(change: dict[str, Any]) -> None:
    TOOL.read_round(rules(), "v")
    with pytest.raises(TOOL.UnknownRule, match=next(iter(change))):
        TOOL.read_round(rules(**change), "v")


def test_an_outlier_is_dropped_once_from_the_first_mean() -> None:
    tiers = [
        {"bound": 0, "included": True, "action": "mean"},
        {"bound": 15, "included": False, "action": "drop_outliers"},
    ]
    raw = rules()
    raw["rounds"][0]["disagreement"] = {"measure": "distance", "tiers": tiers, "sample": True}
    round_ = TOOL.read_round(raw, "v")
    totals = {seat: Fraction(total) for seat, total in enumerate((60, 85, 88, 90, 87), 1)}
    score = TOOL.Score("001-3", totals, {seat: {"1": total} for seat, total in totals.items()}, [])
    TOOL.score_entries([score], round_, [])
    assert (score.left_out, score.official) == ({1: "outlier"}, Fraction("87.5"))
