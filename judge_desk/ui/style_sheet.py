"""The one style sheet of the program, generated from the tokens of a look and the chosen size of text.

It never styles every widget at once and sets no size of text; heights are least heights that grow with the text.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import Final

from judge_desk.ui.theme import Tokens, soft

_FRAMES: Final = Template("""
QMainWindow, QDialog, QWidget[ground="bg"] { background: $bg; }
QWidget[ground="surface"] { background: $surface; }
QFrame[frame="header"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[frame="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[frame="card"] { background: $surface; border: ${thin}px solid $line; border-radius: 8px; }
QFrame[frame="rule-item"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[frame="line"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QLabel { background: transparent; color: $text; }
QLabel[tone="text_2"] { color: $text_2; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="stop"] { color: $stop; }
QLabel[tone="seal"] { color: $seal; }
QLabel[keycap="true"] { background: $surface; border: 1px solid $line_strong; border-radius: 4px; padding: 1px 6px; }
QScrollArea { background: transparent; border: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px; }
""")
_BUTTONS: Final = Template("""
QPushButton { background: $surface; color: $text; border: ${edge}px solid $line_strong; border-radius: 6px;
  padding: 0 14px; min-height: ${button}px; }
QPushButton:hover { background: $accent_soft; }
QPushButton:pressed { background: $surface_2; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${slim}px; min-height: ${button_focus}px; }
QPushButton:disabled { color: $text_2; background: $surface_2; border-color: $line; border-style: $off; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: ${edge}px solid $accent; }
QPushButton[kind="primary"]:hover { border-color: $text; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $surface_2; color: $text_2; border-color: $line;
  border-style: $off; }
QPushButton[kind="text"] { background: transparent; color: $accent; border: 2px solid transparent; padding: 0 8px; }
QPushButton[kind="text"]:hover { background: $accent_soft; }
QPushButton[kind="text"]:focus { border: 2px solid $accent; padding: 0 8px; }
QPushButton[kind="text"]:disabled { color: $text_2; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="tab"] { background: transparent; color: $text_2; border: 2px solid transparent;
  border-bottom: 3px solid transparent; border-radius: 0; padding: 0 8px; min-height: ${tab_focus}px; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; border-bottom: 3px solid $accent; }
QPushButton[kind="tab"]:focus { border: 2px solid $accent; border-bottom: 3px solid $accent; }
QPushButton[kind="choice"]:checked { background: $accent_soft; border: 2px solid $accent; padding: 0 ${slim}px;
  min-height: ${button_focus}px; }
QPushButton[kind="choice"]:checked:focus { border-color: $text; }
QPushButton[kind="chip"] { background: $surface; padding: 0 10px; min-height: ${chip}px; }
QPushButton[kind="chip"]:hover { background: $accent_soft; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 0 ${chip_slim}px; min-height: ${chip_focus}px; }
QPushButton[kind="card"], QPushButton[kind="row"] { background: $surface; border: ${thin}px solid $line;
  border-radius: 8px; padding: 0; text-align: left; }
QPushButton[kind="card"]:hover { border-color: $line_strong; }
QPushButton[kind="card"]:focus { border: 2px solid $accent; }
QPushButton[kind="card"]:checked { background: $accent_soft; border: 2px solid $accent; }
QPushButton[kind="row"] { border: 2px solid transparent; border-radius: 7px; }
QPushButton[kind="row"]:hover { background: $accent_soft; }
QPushButton[kind="row"]:focus { border: 2px solid $accent; }
QFrame[frame="rail"] { background: $surface; border: 0; border-right: 1px solid $line; }
QPushButton[kind="rail"] { background: $surface; border: 2px solid transparent; border-radius: 6px; padding: 0;
  text-align: left; min-height: ${rail}px; }
QPushButton[kind="rail"]:hover { background: $surface_2; }
QPushButton[kind="rail"]:checked { background: $accent_soft; border-left: 3px solid $accent; }
QPushButton[kind="rail"]:focus { border: 2px solid $accent; }
""")
_FIELDS: Final = Template("""
QLineEdit { background: $surface; color: $text; border: ${edge}px solid $line_strong; border-radius: 6px;
  padding: 0 9px; min-height: ${field}px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $text_2; }
QLineEdit:focus { border: 2px solid $accent; padding: 0 ${field_slim}px;
  min-height: ${field_focus}px; }
QLineEdit[boxes="true"], QLineEdit[boxes="true"]:focus { border: 0; padding: 0; min-height: 0; }
QLineEdit:read-only { background: $surface_2; }
QLineEdit:disabled { color: $text_2; background: $surface_2; border-color: $line; }
QProgressBar { background: $surface_2; border: ${thin_contrast}px solid $line; border-radius: 4px;
  min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px 0; }
QMenu::item { padding: 8px 24px 8px 12px; min-height: ${menu}px; border: 2px solid transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; border: 2px solid $accent; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 8px; }
""")
_LISTS: Final = Template("""
QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $text; }
QListView[framed="true"], QTableView[framed="true"] { border: ${thin}px solid $line; border-radius: 8px; }
QListView[framed="true"]:focus, QTableView[framed="true"]:focus { border: 2px solid $accent; }
QScrollArea[framed="true"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[framed="true"]:focus { border: 2px solid $accent; }
QTreeView { border: 2px solid $surface; border-radius: 7px; }
QTreeView:focus { border: 2px solid $accent; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $text; border: 0; border-bottom: 1px solid $line_strong;
  padding: 0 10px; min-height: ${head}px; }
QHeaderView::section:vertical { border-bottom: 1px solid $line; }
QTableView[airy="true"] QHeaderView::section { padding: 0 16px; }
QTableCornerButton::section { background: $surface; border: 0; }
QScrollBar:vertical { background: $surface_2; width: 14px; margin: 0; border: 0; }
QScrollBar:horizontal { background: $surface_2; height: 14px; margin: 0; border: 0; }
QScrollBar::handle:vertical { background: $line_strong; min-height: 32px; border-radius: 4px; margin: 3px; }
QScrollBar::handle:horizontal { background: $line_strong; min-width: 32px; border-radius: 4px; margin: 3px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")
_MARKING: Final = Template("""
QLineEdit[mark] { padding: 0 ${mark_side}px; min-height: ${mark}px; }
QLineEdit[mark="empty"] { border-style: dashed; }
QLineEdit[mark]:read-only { background: $surface; border-color: $line; }
QLineEdit[mark="refused"] { border: 2px solid $stop; padding: 0 7px; min-height: ${mark_focus}px; }
QLineEdit[mark]:focus { border: 2px solid $accent; padding: 0 7px; min-height: ${mark_focus}px; }
QLineEdit[mark="refused"]:focus { border-color: $stop; }
QFrame[frame="criterion"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[frame="group"] { background: $surface_2; border: 0; border-bottom: 1px solid $line; }
QPushButton[kind="band"] { padding: 0; text-align: left; min-height: ${band}px; }
QPushButton[kind="band"]:checked { background: $accent_soft; border: 2px solid $accent; }
QPlainTextEdit { background: $surface; color: $text; border: ${edge}px solid $line_strong; border-radius: 6px;
  padding: ${text_side}px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 3px; }
QPlainTextEdit:read-only { background: $surface_2; }
QPlainTextEdit[plain="true"] { background: $surface; border: 2px solid transparent; padding: 3px; }
QPlainTextEdit[plain="true"]:focus { border: 2px solid $accent; }
QFrame[frame="private"] { background: $warn_soft; border: ${thin_contrast}px solid $warn; border-radius: 6px; }
QFrame[frame="private"] QPlainTextEdit { background: $warn_soft; }
""")
_TONE: Final = Template("""
QFrame[frame="sign"][tone="$tone"] { background: $soft; border: ${thin_contrast}px solid $colour; border-radius: 4px; }
QFrame[frame="banner"][tone="$tone"] { background: $soft; border: 0; border-bottom: 1px solid $colour; }
QFrame[frame="card"][tone="$tone"] { border: 2px solid $colour; }
QFrame[frame="bar"][tone="$tone"] { background: $colour; border: 0; }
QProgressBar[tone="$tone"]::chunk { background: $colour; }
""")
TONES: Final = ("text_2", "accent", "ok", "warn", "stop", "seal")


def style_sheet(tokens: Tokens, px: Callable[[int], int]) -> str:
    """Write the style sheet; ``px`` scales a measure with the size of text."""
    edge = tokens.line_width
    contrast = edge > 1
    values: dict[str, str | int] = {name: getattr(tokens, name) for name in Tokens.__slots__}
    values |= {
        "edge": edge, "thin": edge, "thin_contrast": 1 if contrast else 0, "slim": 14 - (2 - edge),
        "button": px(36) - 2 * edge, "button_focus": px(36) - 4, "tab_focus": px(36) - 4,
        "chip": px(32) - 2 * edge, "chip_focus": px(32) - 4, "chip_slim": 10 - (2 - edge),
        "field": px(34) - 2 * edge, "field_focus": px(34) - 4, "field_slim": 9 - (2 - edge),
        "off": "dashed" if contrast else "solid",  # where all lines have one colour, what cannot act has another line
        "menu": px(20), "head": px(34),
        "mark": px(36) - 2 * edge, "mark_focus": px(36) - 4, "mark_side": 9 - edge, "band": px(32) - 2 * edge,
        "text_side": 5 - edge, "rail": px(34) - 2,
    }  # fmt: skip
    parts = [each.substitute(values) for each in (_FRAMES, _BUTTONS, _FIELDS, _LISTS, _MARKING)]
    for tone in TONES:
        own = {"tone": tone, "soft": soft(tokens, tone), "colour": getattr(tokens, tone)}
        parts.append(_TONE.substitute(values | own))
    return "".join(parts)
