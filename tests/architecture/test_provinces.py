"""The program knows no province: what one plan says stands in a definition, never in code or in a comment."""

from __future__ import annotations

import re
import tomllib
import unicodedata

from judge_desk.paths import resource
from tests.architecture.sources import PROGRAM, name_of


def _plain(text: str) -> str:
    """Fold case and accents, and make one blank of what parts the words of a name in a title, an id or a constant."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[\s_\-]+", " ", "".join(each for each in parts if not unicodedata.combining(each)))


def _provinces() -> dict[str, str]:
    """Give the provinces of the shipped definitions, as a plain text to look for, by name."""
    places = {
        tomllib.loads(path.read_text(encoding="utf-8"))["head"]["place"]
        for path in sorted((resource("contests")).glob("*.toml"))
    }
    return {place: _plain(place) for place in places if re.search(r"\w", place)}


def test_no_province_of_a_shipped_contest_is_named_in_the_program() -> None:
    provinces = _provinces()
    assert len(provinces) >= 3
    found = []
    for path in sorted(PROGRAM.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        plain = _plain(text)
        found += [
            f"{name_of(path)}: {name}" for name, wanted in provinces.items() if re.search(rf"\b{wanted}\b", plain)
        ]
        found += [f"{name_of(path)}: {each}" for each in ("Huế", "HUẾ") if each in text]
    assert not found


def test_the_search_sees_a_name_however_it_is_written() -> None:
    plain = [_plain(each) for each in ("HẬU GIANG", "hau-giang-2024", "HAU_GIANG", "Ha\u0323\u0302u  Giang")]
    assert all("hau giang" in each for each in plain)
