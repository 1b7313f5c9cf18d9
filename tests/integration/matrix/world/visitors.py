"""Who visits: somebody of every kind, with a session made straight in the database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from litestar import Litestar

from consent.model import Actor, ActorKind, Function, Right
from portal.database import transaction
from portal.identity import sessions
from portal.identity.csrf import csrf_token
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import EVERYTHING, START, PatientHere, Stage

NOWHERE = Actor(ActorKind.PERSON, Function.PATIENT)


@dataclass(frozen=True)
class Visitor:
    """Somebody before the portal; without a token nobody is logged in."""

    name: str
    kind: VisitorKind = VisitorKind.NOBODY
    actor: Actor | None = None
    session: UUID | None = None
    token: str = ""
    csrf: str = ""
    subject: UUID | None = None

    @property
    def whose(self) -> UUID | None:
        """The person whose files they come for: their own, or of whom they act for."""
        return self.actor.whose if self.actor else None

    @property
    def practice(self) -> UUID | None:
        """Where an employee works."""
        return self.actor.practice if self.actor else None

    @property
    def cookie(self) -> dict[str, str]:
        """The header by which the portal knows them."""
        return {"cookie": f"portal_session={self.token}"} if self.token else {}

    def may(self, right: str) -> bool:
        """Tell whether they have this right, or none is asked."""
        return not right or bool(self.actor and self.actor.may(Right(right)))


async def patient(
    app: Litestar, name: str, who: PatientHere | None, at: datetime = START
) -> Visitor:
    """Let a patient log in; None is somebody enrolled nowhere."""
    person = who.person if who else None
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=person)
    return await _logged_in(app, name, who.reader if who else NOWHERE, new, at)


async def representative(app: Litestar, name: str, actor: Actor) -> Visitor:
    """Let somebody log in and turn to the person for whom they act."""
    new = NewSession(
        kind=VisitorKind.PATIENT, level=25, language="nl", person=actor.id, subject=actor.subject
    )
    visitor = await _logged_in(app, name, actor, new, START)
    return replace(visitor, subject=actor.subject)


async def employee(app: Litestar, name: str, actor: Actor, at: datetime = START) -> Visitor:
    """Let an employee log in."""
    new = NewSession(kind=VisitorKind.EMPLOYEE, level=0, language="nl", membership=actor.id)
    return await _logged_in(app, name, actor, new, at)


async def employees(app: Litestar, here: Stage, there: Stage) -> AsyncIterator[Visitor]:
    """Give an employee with each right alone, with none, with all, and with all of elsewhere."""
    for right in Right:
        yield await employee(app, right, await here.employee(Function.ASSISTANT, right))
    yield await employee(app, "no right", await here.employee(Function.ASSISTANT))
    yield await employee(app, "all rights", await here.employee(Function.GP, *EVERYTHING))
    yield await employee(app, "elsewhere", await there.employee(Function.GP, *EVERYTHING))


async def _logged_in(
    app: Litestar, name: str, actor: Actor, new: NewSession, at: datetime
) -> Visitor:
    async with transaction():
        session, token = await sessions.begin(new, at)
    return Visitor(name, new.kind, actor, session, token, csrf_token(app.state.vault, session))
