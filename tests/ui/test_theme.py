"""The colours can be read: the table of contrasts is computed again from the tokens."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.ui.shell import Shell
from judge_desk.ui.style_sheet import TONES, style_sheet
from judge_desk.ui.theme import CONTRAST, DARK, LIGHT, Tokens, palette_of, soft, tokens_from, tokens_of

LOOKS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
# WCAG 2: text 4.5, marks and totals 7, borders and icons that one operates 3.
STATED = {
    ("text", "surface"): (16.2, 14.2),
    ("text", "accent_soft"): (13.7, 11.2),
    ("text", "surface_2"): (13.8, 12.0),
    ("text_2", "surface"): (7.8, 8.8),
    ("text_2", "bg"): (7.2, 9.8),
    ("text_2", "surface_2"): (6.7, 7.4),
    ("accent", "surface"): (7.0, 7.6),
    ("accent", "accent_soft"): (5.9, 6.0),
    ("line_strong", "surface"): (4.0, 5.1),
    ("line_strong", "bg"): (3.7, 5.6),
    ("ok", "surface"): (7.3, 8.9),
    ("ok", "ok_soft"): (6.2, 7.2),
    ("warn", "surface"): (7.4, 9.5),
    ("warn", "warn_soft"): (6.5, 7.9),
    ("stop", "surface"): (8.1, 8.0),
    ("stop", "stop_soft"): (6.7, 7.0),
    ("seal", "surface"): (9.4, 8.1),
    ("seal", "seal_soft"): (7.9, 7.0),
    ("on_accent", "accent"): (7.0, 8.7),
}


def luminance(colour: str) -> float:
    """Compute relative luminance (WCAG 2, sRGB)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("pair", STATED, ids="-".join)
def test_every_pair_has_the_contrast_that_was_promised(pair: tuple[str, str]) -> None:
    for tokens, wanted in zip((LIGHT, DARK), STATED[pair], strict=True):
        assert abs(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) - wanted) < 0.06


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
def test_text_marks_and_operable_borders_reach_their_least_contrast(tokens: Tokens) -> None:
    for ground in ("surface", "accent_soft", "surface_2"):
        assert contrast(tokens.text, getattr(tokens, ground)) >= 7
    for ground in ("surface", "bg", "surface_2"):
        assert contrast(tokens.text_2, getattr(tokens, ground)) >= 4.5
        assert contrast(tokens.line_strong, getattr(tokens, ground)) >= 3
    for tone in TONES:
        assert contrast(getattr(tokens, tone), soft(tokens, tone)) >= 4.5
        assert contrast(getattr(tokens, tone), tokens.surface) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_in_high_contrast_the_lowest_pair_is_that_of_refusals() -> None:
    ratios = {tone: contrast(getattr(CONTRAST, tone), CONTRAST.surface) for tone in (*TONES, "text")}
    assert min(ratios, key=ratios.__getitem__) == "stop"
    assert round(ratios["stop"], 1) == 10.3
    assert round(ratios["accent"]) == 16


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
def test_the_style_sheet_holds_no_colour_that_is_no_token_and_no_size_of_text(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, lambda measure: measure)
    own = {getattr(tokens, name) for name in Tokens.__slots__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= own
    assert "font" not in sheet
    assert "$" not in sheet
    assert not re.search(r"(^|})\s*\*", sheet)


def test_heights_grow_with_the_text_and_never_limit_it() -> None:
    small = style_sheet(LIGHT, lambda measure: measure)
    large = style_sheet(LIGHT, lambda measure: round(measure * 1.3))
    assert small != large
    assert not re.search(r"(?<!-)\b(max-)?height: (?!8px|1px|0|16px|14px)", small)


def test_palette_and_style_sheet_come_from_the_same_tokens() -> None:
    palette = palette_of(DARK)
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(DARK.text_2)


def test_the_look_of_the_machine_is_followed() -> None:
    assert tokens_of("system", dark_system=True) is DARK
    assert tokens_of("system", dark_system=False) is LIGHT
    assert tokens_of("contrast", dark_system=False) is CONTRAST


def test_a_contrast_theme_of_the_machine_keeps_its_own_colours() -> None:
    palette = QPalette()
    for role in QPalette.ColorRole:
        if role is not QPalette.ColorRole.NColorRoles:
            palette.setColor(role, QColor("#FFFF00"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    taken = tokens_from(palette)
    colours = {getattr(taken, name) for name in Tokens.__slots__ if name != "line_width"}
    assert colours == {"#FFFF00", "#202020"}


def test_what_is_the_same_is_not_put_on_every_widget_again(shell: Shell, qtbot: QtBot) -> None:
    styled: list[QEvent.Type] = []

    class Watched(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
            styled.append(event.type())

    widget = Watched()
    qtbot.addWidget(widget)
    widget.show()
    styled.clear()
    shell.look.choose("light", "normal")
    assert styled == []
    shell.look.choose("dark")
    assert QEvent.Type.StyleChange in styled
