"""Checks of decisions against the state of the contest, one for each kind, by what they are about."""
