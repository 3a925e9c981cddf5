"""Faults planted one at a time into a copy of the package: for each, a named test must fail."""
