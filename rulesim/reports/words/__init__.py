"""The one room where facts become words: events, rounds of a count, differences of a replay."""
