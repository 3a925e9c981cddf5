"""Frozen, typed values: what a rule book, a scenario, a contest and a run are made of."""
