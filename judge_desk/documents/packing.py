"""Zipped files whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

ZipTime = tuple[int, int, int, int, int, int]
_PACKED: tuple[str, ...] = (".png", ".jpg", ".jpeg")
"""Endings of parts that are packed already."""


def repacked(data: bytes, time: ZipTime) -> bytes:
    """Pack a ZIP container again with one fixed time for every part.

    Raises:
        zipfile.BadZipFile: it is none.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, time)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            packed.writestr(info, source.read(name), zipfile.ZIP_DEFLATED, 0 if name.endswith(_PACKED) else 6)
    return target.getvalue()
