"""The meaning: SimPy processes, one run at a time, every event in a trace that cites its clause."""
