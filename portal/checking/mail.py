"""Whether mail can be handed to the server that takes it; nothing is sent."""

from portal.checking.finding import Finding, well, wrong
from portal.post.configuration import mail_server
from portal.post.courier import Unreachable
from portal.post.smtp import SmtpCourier
from portal.settings import Settings, SettingsError

ABOUT = "mail"


async def findings(settings: Settings) -> list[Finding]:
    """Connect, encrypt and log in as `portal post` would."""
    if settings.mail is None:
        return [well(ABOUT, "PORTAL_MAIL is absent: nobody is told anything by mail.")]
    try:
        async with SmtpCourier(mail_server(settings)).line():
            pass
    except SettingsError as error:
        return [wrong(ABOUT, str(error))]
    except Unreachable as fault:
        return [wrong(ABOUT, f"The server of PORTAL_MAIL cannot be used: {fault.code}.")]
    return [well(ABOUT, "The server of PORTAL_MAIL can be used.")]
