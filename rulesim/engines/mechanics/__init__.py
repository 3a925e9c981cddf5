"""What is no rule and no luck, said once for both engines: times, records, what is carried on from stage to stage.

Functions take the whole numbers of one run, or arrays of them with one entry a run.
"""
