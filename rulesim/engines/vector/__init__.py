"""The speed: all runs of a block at once, in arrays. What it means is written in the event engine.

Runs with the same history so far are played together, as a cohort. Where they part, the cohort is split.
"""
