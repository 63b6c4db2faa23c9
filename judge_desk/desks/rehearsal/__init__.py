"""The invented people, files, marks and answers of a rehearsal."""
