"""What somebody does in a browser with an account of the portal."""

import base64
import re
from datetime import datetime

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from lxml import html

from support.stage import START

NAME, PASSWORD, SHORT = "n.nieuw@example.nl", "vijftien tekens lang", "acht tekens"
NEW = "/praktijk/medewerkers/nieuw"
KEY = re.compile(r"([A-Z2-7]{4}( [A-Z2-7]{4}){7})")


def code(key: str, at: datetime = START) -> str:
    """Give what an app shows at a moment."""
    secret = base64.b32decode(key.replace(" ", ""))
    clock = TOTP(secret, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303
    return clock.generate(int(at.timestamp())).decode()


class Visiting:
    """One browser."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def send(self, page: str, **values: str) -> httpx.Response:
        """Send the form of a page, with these fields filled in."""
        return await self.fill(await self.client.get(page), **values)

    async def fill(self, page: httpx.Response, **values: str) -> httpx.Response:
        """Send the form in <main> of a page that is open."""
        (form, *_) = html.fromstring(page.text).xpath("//main//form[@method='post']")
        fields = {**dict(form.form_values()), **values}
        return await self.client.post(form.get("action"), data=fields)

    async def invite(self, name: str = NAME, right: str = "employees.change") -> httpx.Response:
        """Let the manager who is logged in invite somebody."""
        who = {"name": "N. Nieuw", "function": "gp", "right": right}
        return await self.send(NEW, account=name, **who)

    def away(self) -> None:
        """Be another browser, which knows nothing."""
        self.client.cookies.clear()

    async def open(self, link: str, password: str = PASSWORD, *, app: bool = False) -> str:
        """Open an account behind a link, and give the key of the app (empty without one)."""
        page = await self.client.get(link)
        found = KEY.search(page.text)
        assert found, page.text
        filled = {"password": password, "again": password}
        done = await self.fill(page, **filled, **({"code": code(found[1])} if app else {}))
        assert done.status_code == 200, done.text
        self.codes = re.findall(r"<code>([A-Z2-7-]+)</code>", done.text)
        return found[1] if app else ""

    async def log_in(self, password: str = PASSWORD, name: str = NAME) -> httpx.Response:
        """Send mail address and password."""
        return await self.send("/medewerkers/account", name=name, password=password)
