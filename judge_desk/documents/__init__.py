"""Paper: contest values to blocks, blocks to bytes; writes no file."""
