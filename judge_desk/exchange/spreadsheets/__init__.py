"""Sheets of office programs in and out: register, panel, marks."""
