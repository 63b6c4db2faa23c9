"""Ballots, what can be wrong with them, and the panel as a pure function of their set."""
