"""What is true of a contest: values and rules, standard library only.

No file, clock, randomness, SQL, Qt or language lives here. The modules stand in the order of the data:
numbers, identity, problems, rubric, rules, definition, checks, entries, eligibility, panel, assignment,
ballots, decisions, merging, disagreement, aggregation, ranking, outcome.
"""
