"""A mail box over IMAP that runs: it holds reports, or behaves as badly as it is told."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from integration.post.sink import HOST, certificate
from portal.post.returns.box import Box

USER, PASSWORD = "retour", "geheim"
ADDRESS = "retour+{token}@portaal.example"


@dataclass
class Held:
    """One mail in the box."""

    content: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class LetterBox:
    """A running server: where it is, what it holds, and how it behaves."""

    certificate: Path
    port: int = 0
    held: dict[int, Held] = field(default_factory=dict)
    capabilities: str = "IMAP4rev1 UIDPLUS"
    silent_at: str = ""
    """The beginning of the command that gets no answer, because the line breaks."""

    def put(self, content: bytes) -> None:
        """Lay a mail into the box."""
        self.held[max(self.held, default=0) + 1] = Held(content)

    @property
    def contents(self) -> list[bytes]:
        """Give what lies in the box."""
        return [one.content for one in self.held.values()]

    @property
    def flags(self) -> list[set[str]]:
        """Give how each mail in the box is marked."""
        return [one.flags for one in self.held.values()]

    def box(self, **changes: str | float) -> Box:
        """Give the settings of this box."""
        given = {
            "address": ADDRESS,
            "host": HOST,
            "port": self.port,
            "user": USER,
            "password": PASSWORD,
            "authorities": str(self.certificate),
            "step_seconds": 2.0,
        }
        return Box(**(given | changes))  # type: ignore[arg-type]

    def answer(self, command: str, rest: str) -> tuple[list[bytes], str]:
        """Give the untagged lines and the end of an answer (RFC 9051)."""
        match command:
            case "CAPABILITY":
                return [f"* CAPABILITY {self.capabilities}".encode()], "OK done"
            case "LOGIN":
                known = rest.replace('"', "") == f"{USER} {PASSWORD}"
                return [], "OK come in" if known else "NO unknown"
            case "SELECT":
                known = rest.strip('"') == "INBOX"
                return [f"* {len(self.held)} EXISTS".encode()], "OK open" if known else "NO no such"
            case "UID":
                name, _, more = rest.partition(" ")
                return self._by_number(name, more), "OK done"
            case "EXPUNGE":
                return self._expunged(set(self.held)), "OK done"
            case "LOGOUT":
                return [b"* BYE"], "OK bye"
        return [], "BAD unknown"

    def _by_number(self, name: str, rest: str) -> list[bytes]:
        if name == "SEARCH":
            return [b" ".join([b"* SEARCH", *(b"%d" % one for one in self._found(rest.split()))])]
        number, _, more = rest.partition(" ")
        if name == "EXPUNGE":
            return self._expunged({int(number)})
        held = self.held.get(int(number))
        if held is None:
            return []
        if name == "STORE":
            held.flags |= set(re.findall(r"\\\w+", more))
            return []
        size = re.search(r"<0\.(\d+)>", more)
        content = held.content[: int(size[1]) if size else None]
        place = list(self.held).index(int(number)) + 1
        head = b"* %d FETCH (UID %s BODY[]<0> {%d}\r\n"
        return [head % (place, number.encode(), len(content)) + content + b")"]

    def _found(self, wanted: list[str]) -> list[int]:
        tests: dict[str, Callable[[set[str]], bool]] = {
            "UNFLAGGED": lambda flags: "\\Flagged" not in flags,
            "FLAGGED": lambda flags: "\\Flagged" in flags,
            "UNDELETED": lambda flags: "\\Deleted" not in flags,
        }
        return [
            number
            for number, held in self.held.items()
            if all(tests[one](held.flags) for one in wanted)
        ]

    def _expunged(self, numbers: set[int]) -> list[bytes]:
        gone = [one for one in numbers if "\\Deleted" in self.held.get(one, Held(b"")).flags]
        for one in gone:
            del self.held[one]
        return [b"* 1 EXPUNGE" for _ in gone]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk with one visitor."""
        with suppress(OSError, asyncio.IncompleteReadError):
            writer.write(b"* OK here\r\n")
            while line := (await reader.readline()).decode().strip():
                tag, command, rest = (f"{line} ").split(" ", 2)
                if self.silent_at and f"{command} {rest}".upper().startswith(self.silent_at):
                    break
                told, end = self.answer(command.upper(), rest.strip())
                writer.write(b"".join(one + b"\r\n" for one in told) + f"{tag} {end}\r\n".encode())
                await writer.drain()
        writer.close()


@asynccontextmanager
async def letter_box(folder: Path) -> AsyncIterator[LetterBox]:
    """Run a box on a free port of this machine, encrypted from the first byte."""
    shown, key = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    running = LetterBox(shown)
    server = await asyncio.start_server(running.serve, HOST, 0, ssl=context)
    running.port = server.sockets[0].getsockname()[1]
    try:
        yield running
    finally:
        server.close()
        await asyncio.sleep(0)
