"""Rules over arrays: what `rules` says of one run, file by file, for many runs at once.

Candidates are numbers in the order in which they stand; arrays have the shape (candidate, run). Whole numbers decide.
"""
