"""The same acts in a terminal; runs where PySide6 is not installed."""
