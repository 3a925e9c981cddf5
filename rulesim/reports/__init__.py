"""From results to text: HTML and Markdown reports, JSON and tables. Nothing is worked out here."""
