"""The clinician's inbox: what came in, worst first, and the four acts on it."""

from publishing.inbox.deciding import ACTIONS, decide
from publishing.inbox.listing import PAGE, counts, report_here, worklist
from publishing.inbox.model import InboxReport, InForce, Waiting

__all__ = [
    "ACTIONS",
    "PAGE",
    "InForce",
    "InboxReport",
    "Waiting",
    "counts",
    "decide",
    "report_here",
    "worklist",
]
