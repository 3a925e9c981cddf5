"""Luck: addressed draws, and what people do with them.

Nothing here knows a rule or a reading, so run *k* is the same people doing the same things under each.
"""
