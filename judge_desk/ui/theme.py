"""Colours, sizes and the one style sheet, all made from the same tokens.

A look is a set of tokens; palette and style sheet are generated from it, so that nothing keeps a colour of its own.
Sizes of text are points times the chosen scale and are set by QFont; the style sheet sets colours, lines and least
heights only. The contrast of every pair that is read or operated is recomputed by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette

LOOKS: Final = ("system", "light", "dark", "contrast")
SCALES: Final = {"small": 0.9, "normal": 1.0, "large": 1.15, "largest": 1.3}
"""What every size in points is multiplied by."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look, as ``#RRGGBB``; ``line_width`` is the width in px of borders that one can operate."""

    bg: str
    surface: str
    surface_2: str
    line: str
    line_strong: str
    text: str
    text_2: str
    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    stop: str
    stop_soft: str
    seal: str
    seal_soft: str
    line_width: int = 1


LIGHT: Final = Tokens(
    bg="#F3F5F8", surface="#FFFFFF", surface_2="#E9EDF2", line="#D3DAE3", line_strong="#74808F",
    text="#18212C", text_2="#465364", accent="#1B5A9E", accent_soft="#E3EDF8", on_accent="#FFFFFF",
    ok="#17633F", ok_soft="#E1F1E8", warn="#824600", warn_soft="#FBEFD9",
    stop="#9C1C1C", stop_soft="#FAE5E4", seal="#553487", seal_soft="#EEE8F7",
)  # fmt: skip
DARK: Final = Tokens(
    bg="#14181E", surface="#1C222A", surface_2="#272F3A", line="#38434F", line_strong="#8492A4",
    text="#EEF2F6", text_2="#B7C1CE", accent="#82B7F3", accent_soft="#1E3450", on_accent="#0D1520",
    ok="#80D2A5", ok_soft="#17372A", warn="#F3BF70", warn_soft="#3D2D14",
    stop="#F7A09A", stop_soft="#45221F", seal="#C6ADF1", seal_soft="#33274A",
)  # fmt: skip
CONTRAST: Final = Tokens(
    bg="#000000", surface="#000000", surface_2="#000000", line="#FFFFFF", line_strong="#FFFFFF",
    text="#FFFFFF", text_2="#FFFFFF", accent="#FFE04D", accent_soft="#000000", on_accent="#000000",
    ok="#8CF0B0", ok_soft="#000000", warn="#FFE04D", warn_soft="#000000",
    stop="#FF9A94", stop_soft="#000000", seal="#D9BFFF", seal_soft="#000000", line_width=2,
)  # fmt: skip


def tokens_of(look: str, dark_system: bool) -> Tokens:
    """Give the colours of a look; ``system`` follows the machine."""
    if look == "system":
        return DARK if dark_system else LIGHT
    return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[look]


def tokens_from(palette: QPalette) -> Tokens:
    """Take the colours of the machine's own contrast theme: only what it defines, no colour of ours."""

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(role).name().upper()

    role = QPalette.ColorRole
    back, text, field = named(role.Window), named(role.WindowText), named(role.Base)
    mark, on_mark, words = named(role.Highlight), named(role.HighlightedText), named(role.Text)
    return Tokens(
        bg=back, surface=field, surface_2=field, line=words, line_strong=words, text=words, text_2=text,
        accent=mark, accent_soft=field, on_accent=on_mark, ok=words, ok_soft=field, warn=words, warn_soft=field,
        stop=words, stop_soft=field, seal=words, seal_soft=field, line_width=2,
    )  # fmt: skip


def soft(tokens: Tokens, tone: str) -> str:
    """Give the quiet background that belongs to a tone (``ok``, ``warn``, ``stop``, ``seal``, ``text_2`` and so on)."""
    return tokens.surface_2 if tone in ("text", "text_2") else str(getattr(tokens, f"{tone}_soft"))


def palette_of(tokens: Tokens) -> QPalette:
    """Make the palette, for everything that the style sheet does not reach."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.bg, role.WindowText: tokens.text, role.Base: tokens.surface,
        role.AlternateBase: tokens.surface_2, role.Text: tokens.text, role.PlaceholderText: tokens.text_2,
        role.Button: tokens.surface, role.ButtonText: tokens.text, role.BrightText: tokens.stop,
        role.Highlight: tokens.accent, role.HighlightedText: tokens.on_accent, role.Link: tokens.accent,
        role.LinkVisited: tokens.seal, role.ToolTipBase: tokens.surface, role.ToolTipText: tokens.text,
        role.Light: tokens.surface, role.Midlight: tokens.surface_2, role.Mid: tokens.line,
        role.Dark: tokens.line_strong, role.Shadow: tokens.line_strong, role.Accent: tokens.accent,
    }  # fmt: skip
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.text_2))
    return palette
