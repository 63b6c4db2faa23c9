"""What the bundle for macOS tells the system: its file types and its name in both languages."""

from __future__ import annotations

from typing import Any, Final

from installer.file_types import TYPES

BUNDLE_FACTS: Final[dict[str, Any]] = {
    "CFBundleDisplayName": "Judge Desk",
    "CFBundleLocalizations": ["vi", "en"],
    "NSHighResolutionCapable": True,
    "LSMinimumSystemVersion": "13.0",
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": each.english,
            "CFBundleTypeRole": "Editor",
            "CFBundleTypeExtensions": [each.ending],
            "LSHandlerRank": "Owner",
        }
        for each in TYPES
    ],
}
"""Parts of Info.plist beside those that PyInstaller writes."""
