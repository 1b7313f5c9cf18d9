"""Episodes: shown unless the practice hid one; closed ones with an attention value."""

from consent.model import ClosedEpisodes, Grant, Section
from publishing.visibility.model import VERY_RESTRICTED, EpisodeFacts, Gate, Rules, closed


def _rests(grant: Grant, facts: EpisodeFacts) -> bool:
    shown = grant.agreements.closed_episodes
    if not facts.is_closed or facts.attention or shown is ClosedEpisodes.ALL:
        return False
    return shown is ClosedEpisodes.ATTENTION or not facts.has_notes


EPISODE: Rules[EpisodeFacts] = {
    Gate.FACILITY: lambda grant, _: Section.JOURNAL not in grant.sections,
    Gate.CONFIDENTIAL: lambda _, facts: facts.confidentiality == VERY_RESTRICTED,
    Gate.EPISODE: lambda _, facts: not facts.visible,
    Gate.LEFT_OUT: lambda grant, facts: facts.id in grant.left_out,
    Gate.CLOSED: _rests,
}


def episode_gates(grant: Grant, facts: EpisodeFacts) -> frozenset[Gate]:
    """Give the gates that hide an episode; none: it is shown. Source: NHG online inzage."""
    return closed(EPISODE, grant, facts)
