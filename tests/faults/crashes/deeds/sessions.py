"""Coming and going."""

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, post
from faults.crashes.world import World
from portal.frame.links import link


async def _depart(world: World) -> Sent:
    return {"method": "GET", "url": link("identity.login")}


async def _return(world: World) -> Sent:
    world.browser.client.cookies.clear()
    back = await world.browser.choose(await world.browser.depart())
    browser = world.browser.client.cookies["portal_login"]
    return {"method": "GET", "url": back, "headers": {"cookie": f"portal_login={browser}"}}


async def _leave(world: World) -> Sent:
    session = await world.as_patient(await world.newcomer())
    return post(session, {}, "identity.logout")


SESSIONS = (
    Deed("log in, on the way out", _depart, SEE_OTHER),
    # First the login under way is taken, whatever comes of it; then the session begins.
    # The provider takes its code once.
    Deed("log in, coming back", _return, SEE_OTHER, changes=2, uses_up=True),
    Deed("log out", _leave, SEE_OTHER),
)
