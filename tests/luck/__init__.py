"""Luck: addresses, inverse laws, and what people do with their draws, against closed forms.

Seeds are fixed, so every test of a distribution passes or fails for good; each states how unlikely a failure was
when its seed was chosen.
"""
