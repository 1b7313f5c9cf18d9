"""Whether mail can be handed to the server that takes it, and what comes back can be read."""

from portal.checking.finding import Finding, well, wrong
from portal.post.configuration import mail_server, returns_box
from portal.post.courier import Unreachable
from portal.post.returns.box import opened
from portal.post.smtp import SmtpCourier
from portal.settings import Settings, SettingsError

ABOUT = "mail"


async def findings(settings: Settings) -> list[Finding]:
    """Connect, encrypt and log in as `portal post` would; nothing is sent, nothing is read."""
    if settings.mail is None:
        return [well(ABOUT, "PORTAL_MAIL is absent: nobody is told anything by mail.")]
    try:
        async with SmtpCourier(mail_server(settings)).line():
            pass
    except SettingsError as error:
        return [wrong(ABOUT, str(error))]
    except Unreachable as fault:
        return [wrong(ABOUT, f"The server of PORTAL_MAIL cannot be used: {fault.code}.")]
    return [well(ABOUT, "The server of PORTAL_MAIL can be used."), await _returns(settings)]


async def _returns(settings: Settings) -> Finding:
    try:
        box = returns_box(settings)
        if box is None:
            return well(ABOUT, "PORTAL_MAIL has no [returns]: what comes back later is not read.")
        async with opened(box) as reports:
            left = await reports.left()
    except SettingsError as error:
        return wrong(ABOUT, str(error))
    except Unreachable as fault:
        return wrong(ABOUT, f"The mail box of [returns] cannot be used: {fault.code}.")
    return well(ABOUT, f"The mail box of [returns] can be read; {left} in it wait for a person.")
