"""The rules of a contest at the secretary's desk: written, compared, changed, taken from an earlier contest."""
