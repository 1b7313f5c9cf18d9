"""The figures an installation is watched by: how much, how fast, how often refused; never whom.

No label holds a person, an id or an address: only names of routes, codes and kinds.
"""
