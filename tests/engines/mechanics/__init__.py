"""Tests of the engines, and the tiny contests they are made of."""
