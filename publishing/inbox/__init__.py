"""The clinician's inbox: what came in, worst first, and the four acts on it."""

from publishing.inbox.deciding import ACTIONS, decide
from publishing.inbox.listing import PAGE, counts, following, report_here, worklist
from publishing.inbox.model import Attention, Doing, InboxReport, InForce, Pile, Waiting

__all__ = [
    "ACTIONS",
    "PAGE",
    "Attention",
    "Doing",
    "InForce",
    "InboxReport",
    "Pile",
    "Waiting",
    "counts",
    "decide",
    "following",
    "report_here",
    "worklist",
]
