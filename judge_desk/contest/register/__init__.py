"""Entries, people, who may compete, who marks what, and what a package says of it."""
