"""A mail server that runs: it takes messages, or behaves as badly as it is told."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from aiosmtpd.smtp import SMTP, Envelope, Session

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OK = "250 OK"
HOST = "localhost"
FOREVER = 60


@dataclass
class Manners:
    """How the server behaves: what it answers, how slowly, and where it breaks the line."""

    encrypts: bool = True
    rcpt: Callable[[str], str] = lambda _address: OK
    end: Callable[[], str] = lambda: OK
    slow_seconds: float = 0.0
    dies: str = ""
    """At `mail`, `data` (before the message), `point` (message taken, no answer) or nowhere."""
    holds: str = ""
    """At `mail` or `point` it sets `MailServer.holding` and answers no more."""


@dataclass
class MailServer:
    """A running server: where it is, how it behaves, and what it took."""

    port: int
    certificate: Path
    manners: Manners = field(default_factory=Manners)
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    visits: int = 0
    holding: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def recipients(self) -> list[str]:
        """Give to whom messages were taken, in order."""
        return [one for recipients, _ in self.taken for one in recipients]

    async def handle_MAIL(  # noqa: N802 - the names are the library's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer to the sender."""
        self.visits += 1
        await asyncio.sleep(self.manners.slow_seconds)
        if self.manners.dies == "mail":
            return _broken(server)
        await self._hold("mail")
        envelope.mail_from = address
        self.senders.append(address)
        return OK

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Answer to a recipient."""
        said = self.manners.rcpt(address)
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer to a whole message."""
        said = self.manners.end()
        if said.startswith("2"):
            self.taken.append((list(envelope.rcpt_tos), bytes(envelope.original_content or b"")))
        if self.manners.dies == "point":
            return _broken(server)
        await self._hold("point")
        return said

    async def _hold(self, place: str) -> None:
        if self.manners.holds == place:
            self.holding.set()
            await asyncio.sleep(FOREVER)


class _Server(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """Begin to take a message, or break the line in the middle of it."""
        if self.event_handler.manners.dies == "data":
            await self.push("354 go on")
            await self._reader.readline()
            _broken(self)
            return
        await super().smtp_DATA(arg)


@asynccontextmanager
async def mail_server(folder: Path, manners: Manners | None = None) -> AsyncIterator[MailServer]:
    """Run a server on a free port of this machine."""
    shown, key = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    running = MailServer(0, shown, manners or Manners())

    def connection() -> SMTP:
        # Read for each connection, so that manners may change.
        tls = context if running.manners.encrypts else None
        return _Server(
            running, hostname=HOST, tls_context=tls, require_starttls=False, enable_SMTPUTF8=False
        )

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(connection, HOST, 0)
    running.port = listening.sockets[0].getsockname()[1]
    try:
        yield running
    finally:
        listening.close()
        await asyncio.sleep(0)


def _broken(server: Any) -> str:
    server.transport.abort()
    return "421 gone"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Give a certificate of this machine that signs itself, and its key."""
    shown, key = folder / "mail.pem", folder / "mail.key"
    if shown.exists():
        return shown, key
    private, name = ec.generate_private_key(ec.SECP256R1()), x509.NameAttribute
    subject = x509.Name([name(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, hashes.SHA256())
    )
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return shown, key
