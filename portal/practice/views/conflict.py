"""The page after a race: what happened, how it stands now, and where to look again."""

import msgspec

from consent.model import Reason
from consent.requests.model import AccessRequest
from portal.frame.blocks import Fact
from portal.frame.links import link
from portal.practice.forms.publishing import PublishForm
from portal.practice.pages.conflict import ConflictPage
from portal.texts import text
from publishing.inbox import InboxReport


def of_request(found: AccessRequest, reason: Reason, again: str, language: str) -> ConflictPage:
    """Say how a request stands now."""
    state = text(language, f"practice.requests.{found.status.value}")
    return _page("request", reason, state, again, language)


def of_result(
    found: InboxReport, reason: Reason, again: str, language: str, form: PublishForm
) -> ConflictPage:
    """Say how a result stands now, with the words that were written about it."""
    state = text(language, f"practice.results.state.{found.state.value}")
    written = tuple(
        Fact(text(language, f"practice.result.{name}"), getattr(form, name))
        for name in ("conclusion", "meaning", "what_to_do")
        if getattr(form, name)
    )
    page = _page("result", reason, state, again, language)
    return msgspec.structs.replace(page, written=written)


def of_letter(again: str, language: str) -> ConflictPage:
    """Say that a letter has been accorded."""
    state = text(language, "practice.letters.state.accorded")
    return _page("letter", Reason.ALREADY_DECIDED, state, again, language)


def of_employee(name: str, again: str, language: str) -> ConflictPage:
    """Say that somebody's rights have changed."""
    return _page("employee", Reason.ALREADY_DECIDED, name, again, language)


def _page(kind: str, reason: Reason, state: str, again: str, language: str) -> ConflictPage:
    told = "changed" if reason is Reason.LIST_CHANGED else kind
    return ConflictPage(
        title=text(language, f"practice.conflict.{told}_title"),
        text=text(language, f"practice.conflict.{told}_text"),
        state=text(language, "practice.conflict.now", state=state),
        again=again,
        again_label=text(language, "practice.conflict.again"),
        back=link(f"practice.{kind}s"),
        back_label=text(language, f"practice.conflict.to_{kind}s"),
    )
