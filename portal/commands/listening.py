"""Runs one or two applications on sockets of our own until somebody asks to stop."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import msgspec
import uvicorn

from portal.commands import Failure

# Requests that are being answered get this long when the portal stops.
LEAVING_SECONDS = 5


class Listener(msgspec.Struct, frozen=True):
    """An application (of any ASGI kind) and the socket that it answers on."""

    place: socket.socket
    app: Any


class Server(uvicorn.Server):
    """A server that leaves signals alone: two of them share one process."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """Capture nothing."""
        return nullcontext()


@contextlib.contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """
    Give a listening socket; port 0 takes a free one.

    Raises:
        Failure: the port is taken, or the address is not ours.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((host, port))
        except OSError as error:
            raise Failure(f"Cannot listen on {host} port {port}: {error.strerror}.") from None
        yield place


async def run_all(listeners: Sequence[Listener], ready: Callable[[], None] = lambda: None) -> None:
    """
    Answer on all sockets until SIGINT or SIGTERM, and call ``ready`` once all of them do.

    Raises:
        Failure: an application did not start.

    """
    servers = [Server(_configuration(listener.app)) for listener in listeners]
    _stop_on_signals(servers)
    async with asyncio.TaskGroup() as tasks:
        for server, listener in zip(servers, listeners, strict=True):
            tasks.create_task(server.serve(sockets=[listener.place]))
        await _all_started(servers)
        ready()


def _configuration(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="auto",
        timeout_graceful_shutdown=LEAVING_SECONDS,
    )


def _stop_on_signals(servers: Sequence[Server]) -> None:
    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


async def _all_started(servers: Sequence[Server]) -> None:
    while not all(server.started for server in servers):
        if any(server.should_exit for server in servers):
            for server in servers:
                server.should_exit = True
            raise Failure("The portal did not start; the lines above say why.")
        await asyncio.sleep(0.02)
