"""From files to contests: read, look up facts, resolve, check, settle."""
