"""The few words that Qt itself shows: menus of text fields, the folder dialog where the system has none of its own.

Qt ships no Vietnamese. What stands here is said in the language of the window; anything else stays as Qt has it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from judge_desk.ui.words import Words

KEYS: Final = {
    "&Undo": "undo", "&Redo": "redo", "Cu&t": "cut", "&Copy": "copy", "&Paste": "paste", "Delete": "delete",
    "Select All": "select_all", "&Step up": "step_up", "Step &down": "step_down", "Step up": "step_up",
    "Look in:": "look_in", "Directory:": "folder", "File &name:": "file_name", "Files of type:": "kind",
    "&Choose": "choose", "&Open": "open", "&Save": "save", "Cancel": "cancel", "&Cancel": "cancel", "Back": "back",
    "Forward": "forward", "Parent Directory": "up", "Create New Folder": "new_folder", "&New Folder": "new_folder",
    "New Folder": "new_folder", "&Rename": "rename", "&Delete": "delete", "Show &hidden files": "hidden",
    "List View": "list", "Detail View": "details", "Computer": "computer", "My Computer": "computer", "Name": "name",
    "Size": "size", "Type": "sort", "Kind": "sort", "Date Modified": "changed", "Directories": "folders",
    "All Files (*)": "all",
    "Sidebar": "places", "Remove": "remove", "Close": "close", "File Folder": "folder_kind", "Folder": "folder_kind",
}  # fmt: skip
PRINTING: Final = {
    "Print": "title", "Printer": "printer", "&Name:": "name", "P&roperties": "properties", "Location:": "place",
    "Preview": "preview", "Type:": "sort", "Output &file:": "file", "Copies": "copies", "Options": "options",
    "Color Mode": "colour_mode", "Color": "colour", "Grayscale": "grey", "Double Sided Printing": "sides",
    "Off": "one_side", "Long side binding": "long_side", "Short side binding": "short_side", "Print range": "range",
    "Print all": "all", "Pages from": "from", "to": "to", "Pages": "pages", "Current Page": "current",
    "Selection": "selection", "Page &Set:": "set", "All Pages": "set_all", "Odd Pages": "set_odd",
    "Even Pages": "set_even", "Output Settings": "settings", "Copies:": "copies_field", "Collate": "collate",
    "Reverse": "reverse", "&Print": "print", "&Options >>": "more", "&Options <<": "less",
    "Print to File (PDF)": "to_file", "Local Raw Printer": "raw", "Printer Properties": "properties_title",
    "Page": "page", "Job Options": "job", "Advanced": "advanced", "Paper": "paper", "Page size:": "size",
    "Width:": "width", "Height:": "height", "Paper source:": "source", "Orientation": "orientation",
    "Portrait": "portrait", "Landscape": "landscape", "Reverse landscape": "landscape_back",
    "Reverse portrait": "portrait_back", "Margins": "margins", "OK": "ok",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
    "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.": "pages_hint",
}  # fmt: skip
"""Words of the dialog in which a printer is chosen, where the system has none of its own."""


DIALOGS: Final = frozenset(
    {
        "QPrintDialog", "QPrintWidget", "QPrintSettingsOutput", "QPrintPropertiesDialog", "QPrintPropertiesWidget",
        "QPageSetupWidget", "QPlatformTheme",
    }
)  # fmt: skip
"""Where Qt says those words."""


class QtWords(QTranslator):
    """Answers Qt's own texts from the catalogue."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Speak with these words."""
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        """Say that there is something to answer with."""
        return False

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Say a text of Qt; one that is not known stays as it is."""
        printing = PRINTING.get(source_text) if context in DIALOGS else None
        key = f"printing.{printing}" if printing is not None else KEYS.get(source_text)
        return self._words.say(f"ui.qt.{key}") if key is not None else source_text
