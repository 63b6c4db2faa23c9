"""Asks the person for files; the pages hold these as attributes, so that a test answers without a dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_files(parent: QWidget, title: str, kinds: str = "") -> tuple[Path, ...]:
    """Ask for files; ``kinds`` is a filter such as ``Sổ (*.xlsx *.csv)``. Empty when the person gives up."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), kinds)
    return tuple(map(Path, chosen))


def ask_file(parent: QWidget, title: str, kinds: str = "") -> Path | None:
    """Ask for one file; None when the person gives up."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget, title: str, suggested: Path, kinds: str = "") -> Path | None:
    """Ask under which name to save a file; None when the person gives up. A name without an ending gets the due one."""
    options = QFileDialog.Option.DontConfirmOverwrite  # whoever writes refuses to go over another file
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds, options=options)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suggested.suffix else path.with_name(path.name + suggested.suffix)
