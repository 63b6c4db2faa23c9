"""Exact numbers, names, findings, decisions: what every station speaks of."""
