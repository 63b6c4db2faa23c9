"""Item models: they hold values and answer roles; they know no widget and no file."""
