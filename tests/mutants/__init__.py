"""Small changes to the rules, drawn from all there are: for nearly all of them, some test must fail."""
