"""The speed: all runs of a block at once, in arrays. What it means is written in the event engine.

Runs in the same situation are played together, as a cohort; it is split where they diverge, and cohorts that meet are
joined.
"""
