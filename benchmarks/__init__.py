"""Speed, always as a ratio to a peer or a floor that is measured in the same run."""
