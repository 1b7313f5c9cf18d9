"""
From items to files: each kind of thing that was read finds its place in the file of its patient.

Called by `publishing.receive`, one item per transaction. What cannot be filed raises `Faulty`;
nothing of that item is left then, and it is put aside with its reason.
"""
