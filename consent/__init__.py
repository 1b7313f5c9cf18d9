"""
May they look, and who looked.

This package owns people, practices, episodes, requests, releases, the age rule and the
access log. It knows no HTTP, no page, no mail, no clock and no setting: the moment and the
actor are arguments. `publishing` builds on it, `portal` on both; it imports neither.

A look goes: `access.open_files` loads the facts, `policy` decides, `accesslog` writes the
line, and the caller receives a `Grant`: without one no reading function gives a row.
"""
