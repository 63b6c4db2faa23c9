"""The whole corpus of hostile files, and the door that each comes in by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from judge_desk.exchange.submissions.insides import Insides
from tests.trust.hostile import Hostile
from tests.trust.hostile_databases import DATABASES, TEXTS
from tests.trust.hostile_documents import DOCUMENTS, EMPTY
from tests.trust.hostile_doors import Outcome, database_door, entry_door, package_door, sheet_door, text_door
from tests.trust.hostile_media import MEDIA, NAMED
from tests.trust.hostile_packages import PACKAGES
from tests.trust.hostile_sheets import SHEETS

CORPUS: Final[tuple[Hostile, ...]] = (*DOCUMENTS, EMPTY, *MEDIA, *NAMED, *SHEETS, *TEXTS, *DATABASES, *PACKAGES)
DOORS: Final[dict[str, Callable[[Path, Outcome, Insides, Path], None]]] = {
    "entry": entry_door,
    "sheet": sheet_door,
    "text": text_door,
    "package": package_door,
    "database": database_door,
}
