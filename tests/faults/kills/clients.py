"""Four clients that look and act without pause until they are told to stop, and note what they got.

A client notes an answer only when the whole of it has come. What broke off it forgets: whether
that was done, nobody knows, and the rules of `faults.sound` say what must hold either way.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

import httpx

from faults.kills.stock import Session, Stock
from faults.kills.witness import Witness
from integration.practice.conftest import Form
from portal.frame.links import link
from support import messages

OK, SEE_OTHER, ACCEPTED = 200, 303, 202
WITHDRAW = re.compile(r"/mijn/inzage/([0-9a-f-]{36})/intrekken")
# What is answered while PostgreSQL is away.
AWAY = 503
PATIENCE = 0.02


class BrokenOffError(Exception):
    """An answer did not come, or not as a whole, or it says that PostgreSQL is away."""


@dataclass
class Client:
    """One client; the stock is what it works with, and the witness what it tells."""

    address: str
    http: httpx.AsyncClient
    stock: Stock
    chance: Random
    witness: Witness
    stopped: bool = False

    async def works(self, work: Callable[["Client"], Awaitable[None]]) -> None:
        """Do this work over and over until stopped."""
        while not self.stopped:
            try:
                await work(self)
            except BrokenOffError:
                await asyncio.sleep(PATIENCE)

    async def get(self, session: Session, route: str, **values: object) -> str:
        """Look at a page; gives it when all of it came."""
        answer = await self._sent("GET", link(route, **values), headers=session.headers)
        self._expect(answer, OK)
        return answer.text

    async def post(self, session: Session, form: Any, route: str, **values: object) -> None:
        """Send a form; returns when the act was done."""
        data = session.form | form
        answer = await self._sent("POST", link(route, **values), headers=session.headers, data=data)
        self._expect(answer, SEE_OTHER)

    async def deliver(self, body: bytes) -> None:
        """Send a message; returns when all of it was taken in."""
        headers = {"authorization": f"Bearer {self.stock.credential}"}
        headers["content-type"] = "application/json"
        answer = await self._sent("POST", link("intake.fhir"), headers=headers, content=body)
        self._expect(answer, ACCEPTED)
        if answer.json()["quarantined"]:
            self.witness.refused[answer.status_code] += 1

    def saw(self, what: str, thing: UUID) -> None:
        """Note what was answered as a whole."""
        self.witness.seen[what, thing] += 1

    async def _sent(self, method: str, url: str, **more: Any) -> httpx.Response:
        try:
            answer = await self.http.request(method, self.address + url, **more)
        except httpx.TransportError as error:
            raise BrokenOffError from error
        self.http.cookies.clear()
        return answer

    def _expect(self, answer: httpx.Response, status: int) -> None:
        if answer.status_code == status:
            return
        if answer.status_code != AWAY:
            self.witness.refused[answer.status_code] += 1
        raise BrokenOffError


async def reads(client: Client) -> None:
    """Look at one page of one's own file; now and then ask, take back, or log out."""
    stock, session = client.stock, client.stock.sessions["reader"]
    file, person, shown = stock.reader.id, stock.reader.person, stock.shown
    pages: list[tuple[str, str, UUID, dict[str, UUID]]] = [
        ("patient.dossier", "dossier.view", file, {}),
        ("patient.results", "results.list", file, {}),
        ("patient.letters", "letters.list", file, {}),
        ("patient.log", "log.view", person, {}),
        ("patient.result", "result.view", shown["report"], {"id": shown["report"]}),
        ("patient.letter", "letter.view", shown["letter"], {"id": shown["letter"]}),
        ("patient.letter_file", "letter.download", shown["letter"], {"id": shown["letter"]}),
        ("patient.episode", "episode.view", shown["episode"], {"id": shown["episode"]}),
    ]
    route, what, thing, values = client.chance.choice(pages)
    await client.get(session, route, **values)
    client.saw(what, thing)
    if client.chance.random() < 0.2:
        await _asks(client)
    if stock.spare and client.chance.random() < 0.05:
        leaving = stock.spare.pop()
        await client.post(leaving, {}, "identity.logout")
        client.saw("session.logout", leaving.id)


async def _asks(client: Client) -> None:
    asker, session = client.stock.asker, client.stock.sessions["asker"]
    found = WITHDRAW.search(await client.get(session, "patient.access"))
    if found is None:
        await client.post(session, {"praktijk": str(asker.id)}, "patient.access")
        client.witness.asked[asker.person] += 1
    else:
        request = UUID(found[1])
        await client.post(session, {}, "patient.withdraw", id=request)
        client.saw("request.withdraw", request)


async def decides(client: Client) -> None:
    """Look at a request that waits and release, refuse or leave it open."""
    session = client.stock.sessions["gp"]
    if not client.stock.requests:
        await client.get(session, "practice.requests")
        return
    request = client.stock.requests.pop()
    page = await client.get(session, "practice.request", id=request)
    client.saw("request.review", request)
    form = Form(page)
    # One episode is hidden, so that an act that is half done shows.
    hidden = next(pair for pair in form.pairs if pair[0] == "episode")
    if client.chance.random() < 0.6:
        form = form.without(*hidden)
        await client.post(session, form.data, "practice.request_release", id=request)
        client.saw("request.approve", request)
        client.saw("visibility.set", request)
    elif client.chance.random() < 0.5:
        await client.post(session, form.data, "practice.request_leave_open", id=request)
        client.saw("request.leave_open", request)
    else:
        refusal = Form(await client.get(session, "practice.request_refuse", id=request))
        client.saw("request.review", request)
        data = refusal.with_("reason", "talk_first").with_("step", "refuse").data
        await client.post(session, data, "practice.request_refuse", id=request)
        client.saw("request.refuse", request)


async def publishes(client: Client) -> None:
    """Look at a result or letter that waits and do one of the acts on it."""
    session = client.stock.sessions["gp"]
    if client.stock.letters and client.chance.random() < 0.4:
        letter = client.stock.letters.pop()
        form = Form(await client.get(session, "practice.letter", id=letter))
        client.saw("letter.review", letter)
        await client.post(session, form.data, "practice.letter", id=letter)
        client.saw("letter.accord", letter)
    elif client.stock.reports:
        await _publishes_result(client, session, client.stock.reports.pop())
    else:
        await client.get(session, "practice.results")


async def _publishes_result(client: Client, session: Session, report: UUID) -> None:
    form = Form(await client.get(session, "practice.result", id=report))
    client.saw("result.review", report)
    act = client.chance.choice(["publish", "publish", "publish_and_invite", "invite", "save"])
    form = form.with_("conclusion", "Goed.").with_("within", "week").with_("act", act)
    await client.post(session, form.data, "practice.result_publish", id=report)
    event = "result.publish" if act.startswith("publish") else f"result.{act}"
    client.saw(event, report)


async def sends(client: Client) -> None:
    """Deliver a result, at first for somebody whom nobody knows yet."""
    key = f"r{next(client.stock.keys)}"
    person = messages.patient(next(client.stock.known))
    await client.deliver(messages.body(messages.bundle(person, messages.result(key))))
    client.witness.sent.append(f"urn:lab|{key}")


WORK = (reads, decides, publishes, sends)
