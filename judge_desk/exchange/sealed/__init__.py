"""Signed texts and packages: one legal byte form each, checked before believed."""
