"""What a process that opens strangers' files takes away from itself; the lowest room, so every reader may use it."""
