"""What a report says, section by section, in plain values that both HTML and Markdown are written from."""
