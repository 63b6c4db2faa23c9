"""What is true of a contest: values and rules, standard library only.

No file, clock, randomness, SQL, Qt or language lives here. The stations stand in the order of the data: ``values``,
``rulebook``, ``register``, ``merge``, ``counting``; each imports only those before it.
"""
