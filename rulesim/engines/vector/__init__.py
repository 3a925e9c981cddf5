"""The speed: all runs of a block at once, in arrays. What it means is written in the event engine.

Runs in the same situation are played together, as a cohort. Where they part it is split, and where cohorts meet they
are joined.
"""
