"""Many ballots of one kind counted at once: the rules of `rules.ballot`, `rules.ties` and `rules.counting` over arrays.

Candidates are numbers in the order in which they stand. What is handed in and given back has the profile (a run, a real
election) as its first axis; in between arrays have the shape (candidate, profile), and so they have in the engine that
plays many runs. Whole numbers decide.
"""
