"""Charts: each a function from the values of a page to a `Chart`, drawn as SVG that takes its colours from the page."""
