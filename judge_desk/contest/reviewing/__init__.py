"""Reviews at work: imported figures, measures with their working, gates, order, and the awards that follow."""
