"""What papers and result files are filled with, out of a round that was worked out."""
