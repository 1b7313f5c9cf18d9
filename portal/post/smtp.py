"""Sending over SMTP: encrypted and to the right server, or not at all.

The end of a message is a line with one point. What breaks before it cannot have arrived, what
breaks after it may have; so the point is sent by itself, after its being sent has been written.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiosmtplib
import msgspec
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPTimeoutError,
)

from portal.post.courier import Answer, Envelope, Outcome, Unreachable

STEP_SECONDS = 20.0
START_INPUT, COMPLETED, PERMANENT = 354, 250, 500
_POINT = re.compile(rb"^\.", re.MULTILINE)


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """
    The server that takes our mail, and as whom we come.

    `authorities` is a file of certificates to trust, None for those of the system. `is_plain_ok`
    in development alone: there a server without encryption will do.
    """

    host: str
    port: int
    sender: str
    our_host: str
    user: str | None = None
    password: str | None = None
    authorities: str | None = None
    is_plain_ok: bool = False
    step_seconds: float = STEP_SECONDS


class SmtpLine:
    """A connection over which messages go one by one."""

    def __init__(self, client: SMTP, sender: str) -> None:
        self._client = client
        self._sender = sender

    async def hand_over(self, envelope: Envelope, last: Callable[[], Awaitable[bool]]) -> Answer:
        """Send a message; see `Line`."""
        refusal = await self._offer(envelope)
        if refusal:
            return refusal
        if not await last():
            self._client.close()
            return Answer(Outcome.UNSENT)
        if not self._client.is_connected:
            return Answer(Outcome.UNSENT, "broken_off")
        try:
            said = await self._client.execute_command(b".")
        except (SMTPException, OSError):
            self._client.close()
            return Answer(Outcome.UNSURE, "no_answer")
        return Answer(Outcome.ACCEPTED) if said.code == COMPLETED else _refused(said.code)

    async def _offer(self, envelope: Envelope) -> Answer | None:
        client = self._client
        try:
            await client.mail(envelope.back_to or self._sender)
            await client.rcpt(envelope.recipient)
            said = await client.execute_command(b"DATA")
            if said.code == START_INPUT and client.protocol:
                client.protocol.write(_POINT.sub(b"..", envelope.content))
                return None
            await client.rset()
            return _refused(said.code)
        except SMTPRecipientRefused as error:
            await self._again()
            return _refused(error.code)
        except SMTPResponseException as error:
            raise Unreachable(f"sender_{error.code}") from None
        except (SMTPException, OSError) as error:
            client.close()
            raise Unreachable(_code(error)) from None

    async def _again(self) -> None:
        try:
            await self._client.rset()
        except (SMTPException, OSError):
            self._client.close()


class SmtpCourier:
    """Sends to one server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @asynccontextmanager
    async def line(self) -> AsyncIterator[SmtpLine]:
        """Connect, encrypt, log in; see `Courier`."""
        client = _client(self._server)
        try:
            async with asyncio.timeout(self._server.step_seconds * 3):
                await client.connect()
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise Unreachable(_code(error)) from None
        try:
            yield SmtpLine(client, self._server.sender)
        finally:
            await _leave(client)


def _client(server: Server) -> SMTP:
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        local_hostname=server.our_host,
        timeout=server.step_seconds,
        # None encrypts where the server offers it; True goes no further without.
        start_tls=None if server.is_plain_ok else True,
        tls_context=_trust(server),
    )


def _trust(server: Server) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=server.authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


async def _leave(client: SMTP) -> None:
    try:
        if client.is_connected:
            await client.quit(timeout=2)
    except (SMTPException, OSError):
        pass
    finally:
        client.close()


def _refused(code: int) -> Answer:
    outcome = Outcome.REFUSED if code >= PERMANENT else Outcome.LATER
    return Answer(outcome, f"{outcome.value}_{code}")


def _code(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    match error:
        case SMTPAuthenticationError():
            return "login_refused"
        case SMTPTimeoutError() | TimeoutError():
            return "too_slow"
        case ssl.SSLError() | ssl.CertificateError():
            return "not_trusted"
        case _ if isinstance(cause, ssl.SSLError):
            return "not_trusted"
        case SMTPException() if "STARTTLS" in str(error):
            return "not_encrypted"
        case SMTPResponseException():
            return f"server_{error.code}"
        case _:
            return "unreachable"
