"""A look over this machine before the day of marking: small checks of one shape, and their slip of paper."""
