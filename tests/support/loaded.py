"""Loads the product whole, its templates and texts too, so that what is forked has all of it."""

from faults import twins
from portal.commands import demo, serve
from portal.frame.render import environment

__all__ = ["demo", "serve", "twins"]

for name in environment().list_templates(extensions=["html"]):
    environment().get_template(name)
