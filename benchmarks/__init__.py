"""How fast the engine is, beside models written by hand: measured by commands, never asserted in a test."""
