"""The pages for people who are not logged in, and those that say what went wrong."""

import msgspec

from portal.frame.viewer import Contact


class StartPage(msgspec.Struct, frozen=True, kw_only=True):
    """The first page; both labels come from the configuration of the providers."""

    login_label: str
    staff_label: str = ""


class LoggedOutPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    After logging out. `idle` when a session ended because nothing happened.

    `again_href` leads back in, to the page that was open when the time was over. `provider_href`
    leads to where the provider ends its own session, empty where it has none.
    """

    idle: bool = False
    idle_minutes: int = 15
    provider_href: str = ""
    provider_name: str = ""
    again_href: str


class LoginProblemPage(msgspec.Struct, frozen=True, kw_only=True):
    """A login that did not succeed: what happened, what to do, and where to try again."""

    title: str
    text: str
    advice: tuple[str, ...] = ()
    retry_href: str = ""


class ErrorPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    An answer that is no page: what happened and what to do, never what was asked.

    `ask_href` leads to where access is asked, for somebody who has none yet; `again_href` is what
    can be asked for once more, when others went first.
    """

    title: str
    text: str
    advice: str = ""
    icon: str = "circle-alert"
    home_href: str = "/"
    ask_href: str = ""
    again_href: str = ""


class AddressPage(msgspec.Struct, frozen=True):
    """Confirming a mail address: `state` is asked, confirmed or gone; `token` is of the link."""

    state: str
    token: str = ""


class Block(msgspec.Struct, frozen=True):
    """A paragraph, or the items of a list; one of the two is empty."""

    text: str = ""
    items: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A part of a page of text."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class TextPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that explains; `practices` are those that can be called, where it says so."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    practices: tuple[Contact, ...] = ()
