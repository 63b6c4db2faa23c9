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
        key = KEYS.get(source_text)
        return self._words.say(f"ui.qt.{key}") if key is not None else source_text
