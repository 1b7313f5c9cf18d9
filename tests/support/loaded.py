"""Loads the product whole, its templates and texts too, so that what is forked has all of it."""

import gc
from importlib import import_module

from litestar import Litestar

from faults import twins
from portal.commands import demo, serve
from portal.frame.render import environment
from portal.migrate import expected
from portal.texts import LANGUAGES, catalogue

__all__ = ["demo", "serve", "twins"]

for name in environment().list_templates(extensions=["html"]):
    environment().get_template(name)
for language in LANGUAGES:
    catalogue(language)
# What a server chooses only once it runs.
for name in ("anyio._backends._asyncio", "uvicorn.lifespan.on", "uvicorn.protocols.http.auto"):
    import_module(name)
# Whoever serves asks first whether the database is up to date: its migrations are modules.
expected()
# The first one that is put together loads what all of them need.
Litestar([])
# What is there stays; whoever is forked need not look through it, nor copy it.
gc.collect()
gc.freeze()
