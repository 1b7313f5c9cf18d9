"""
From bytes to items, without a database, a clock or a network.

`read` takes a message as it came in and gives one item per resource: what was read of it, or
the place and the reason of its fault. `publishing.receive` decides what becomes of the items.
"""
