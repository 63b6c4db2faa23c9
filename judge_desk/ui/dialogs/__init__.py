"""Questions that stop the work, and the map of keys."""
