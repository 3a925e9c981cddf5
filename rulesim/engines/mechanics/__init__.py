"""What is no rule and no engine's own: written once, for one run (whole numbers) and for many (arrays) alike."""
