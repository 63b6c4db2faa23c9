"""Files that travel: bytes to contest values and back, versioned, checked before believed."""
