"""Zipped files whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

ZipTime = tuple[int, int, int, int, int, int]
_PACKED: tuple[str, ...] = (".png", ".jpg", ".jpeg")
"""Endings of parts that are packed already."""


def repacked(
    data: bytes, time: ZipTime, name_filled: str = "", fill: Callable[[bytes], Iterable[bytes]] | None = None
) -> bytes:
    """Pack a ZIP container again with one fixed time for every part.

    Args:
        data: the container.
        time: see above.
        name_filled: a part that gets another content, packed piece by piece so that it never stands in memory whole.
        fill: gives that content of the former one; None for none.

    Raises:
        zipfile.BadZipFile: it is none.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, time)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            if fill is not None and name == name_filled:
                info.compress_type = zipfile.ZIP_DEFLATED
                with packed.open(info, "w") as part:
                    part.writelines(fill(source.read(name)))
            else:
                packed.writestr(info, source.read(name), zipfile.ZIP_DEFLATED, 0 if name.endswith(_PACKED) else 6)
    return target.getvalue()
