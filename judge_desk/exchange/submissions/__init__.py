"""Strangers' files: what they are, and to which entry they belong."""
