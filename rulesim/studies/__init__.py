"""Questions asked of ensembles, and their answers as plain values."""
