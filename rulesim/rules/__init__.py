"""Pure rule logic: told what happened, it says what follows. No chance, no clock, no input or output.

Functions over votes take whole numbers or arrays of them with one entry a run; they decide with
integers alone.
"""
