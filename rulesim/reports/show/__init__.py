"""Rule books and scenarios in words: what `rulesim show` prints."""
