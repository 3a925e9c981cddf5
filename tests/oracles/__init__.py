"""Second versions of the rules, slow and plain.

They count people, papers and pennies one by one, and never import `rulesim.rules`: `test_oracles.py` beside them
sees to that.
"""
