"""Pages: one for each thing a person can do, named like the acts of the desks."""
