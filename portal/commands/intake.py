"""Tells per file what became of it. Exit code 1: part of it was put aside, with its reason.

Where a file does not say whose it is, because the BSN is masked, --patient states it; that is
written in the access log.
"""

from portal.intake.command import arguments, run

__all__ = ["arguments", "run"]
