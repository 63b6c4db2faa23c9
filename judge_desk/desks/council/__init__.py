"""What people do about a review: read how it came about, see what it asks, answer, fill in the council's checklist."""
