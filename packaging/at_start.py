"""Runs first in the packed program: what we start ourselves must not meet our libraries, and the window goes through X.

The loader has read ``LD_LIBRARY_PATH`` by now; left as it is, a word processor or file manager that is opened from the
window would load the libraries of this folder instead of its own and could die of it.
"""

from __future__ import annotations

import os
import sys

if sys.platform.startswith("linux"):
    ours = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if ours is not None:
        os.environ["LD_LIBRARY_PATH"] = ours
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")  # Wayland's plugin is not shipped; X programs run there, too
