"""Many ballots of one kind counted at once, each from its own papers: the rules of `rules.counting` over arrays.

The first axis of every array is the profile (a run, a real election); candidates are numbers in the order in which
they stand. Whole numbers decide.
"""
