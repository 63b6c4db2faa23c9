"""Places that were opened on this machine, newest first, as the start page lists them.

Only what a person needs to find them again is kept: the kind, the folder, the contest's title, the time. Whether a
folder is still there is asked when it is opened, not when the list is shown: a missing network drive must not hold up
the first picture.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from judge_desk.ui.preferences import Preferences

KEY: Final = "recent"
MOST: Final = 6
KINDS: Final = ("contest", "package")


@dataclass(frozen=True, slots=True)
class RecentPlace:
    """One place: ``contest`` or ``package``, its folder, a title, when it was opened (ISO local), rehearsal or not."""

    kind: str
    folder: str
    title: str
    opened: str
    rehearsal: bool = False

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self.folder)


class Recent(QObject):
    """The list, kept in the preferences."""

    changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        """Read the list; what does not look like one is taken as empty."""
        super().__init__()
        self._preferences = preferences
        self._places = _read(preferences.text(KEY))

    @property
    def places(self) -> tuple[RecentPlace, ...]:
        """The places, newest first."""
        return self._places

    def add(self, place: RecentPlace) -> None:
        """Put a place on top."""
        place = replace(place, folder=str(place.path.absolute()))
        self._keep((place, *(each for each in self._places if each.folder != place.folder))[:MOST])

    def drop(self, folder: Path) -> None:
        """Take a folder off the list; the folder itself is not touched."""
        self._keep(tuple(each for each in self._places if each.folder != str(folder.absolute())))

    def _keep(self, places: tuple[RecentPlace, ...]) -> None:
        self._places = places
        self._preferences.remember(KEY, json.dumps([asdict(each) for each in places], ensure_ascii=False))
        self.changed.emit()


def _read(text: str) -> tuple[RecentPlace, ...]:
    try:
        rows = json.loads(text) if text else []
        places = [RecentPlace(**row) for row in rows]
    except (ValueError, TypeError):
        return ()
    return tuple(each for each in places if each.kind in KINDS and each.opened[:4].isdigit())[:MOST]
