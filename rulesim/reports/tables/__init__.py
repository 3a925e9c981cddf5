"""Results as tables for a terminal: one file for each thing that is shown."""
