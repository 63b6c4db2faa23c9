"""Drills: every promise of docs/trust.md that is worth a figure. ``python -m tests.trust`` runs them."""
