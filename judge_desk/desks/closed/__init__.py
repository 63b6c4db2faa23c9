"""Closed ballots: the opening key of a round, what came in closed, and the opening itself."""
