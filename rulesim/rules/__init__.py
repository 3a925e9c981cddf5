"""Pure rule logic: given what happened, it says what follows. No chance, no clock, no input or output."""
