"""Loads the product whole, its templates and texts too, so that what is forked has all of it."""

import gc

from litestar import Litestar

from faults import twins
from portal.commands import demo, serve
from portal.frame.render import environment

__all__ = ["demo", "serve", "twins"]

for name in environment().list_templates(extensions=["html"]):
    environment().get_template(name)
# The first one that is put together loads what all of them need.
Litestar([])
# What is there stays; whoever is forked need not look through it, nor copy it.
gc.collect()
gc.freeze()
