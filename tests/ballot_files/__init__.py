"""Files of papers: read, written, and refused."""
