"""Django called as a server calls it, in one process with one connection that stays open."""

from io import BytesIO
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from psycopg.conninfo import conninfo_to_dict

from bench.ground import Ground
from bench.pages.contestant import OK, NotAPage, headers
from portal.identity.limits import limits_of
from portal.identity.visitor import VisitorKind

HERE = Path(__file__).parent
SITE = "bench.pages.django_site"


class DjangoSite:
    """The site; light middleware, no sessions or users of its own."""

    def __init__(self, ground: Ground) -> None:
        _configure(ground.database_url)
        django.setup()
        from bench.pages.django_site import views  # noqa: PLC0415 - only after the set-up

        views.VAULT.append(ground.vault())
        views.LIMIT.append(limits_of(ground.settings())[VisitorKind.PATIENT])
        self._answer = get_wsgi_application()

    def page(self, path: str, token: str) -> bytes:
        """Give the page as its browser gets it."""
        seen: list[str] = []
        answer = self._answer(_environment(path, token), lambda status, _: seen.append(status))
        body = b"".join(answer)
        answer.close()
        if not seen[0].startswith(str(OK)):
            raise NotAPage(seen[0])
        return body

    def many(self, path: str, token: str, count: int) -> None:
        """Make the page so many times, one after another."""
        for _ in range(count):
            self.page(path, token)

    def statements(self, path: str, token: str) -> list[str]:
        """Make the page once and give what it asked of the database."""
        from django.db import connection  # noqa: PLC0415 - only after the set-up

        asked: list[str] = []

        def listen(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(listen):
            self.page(path, token)
        return asked

    def connections(self) -> list[int]:
        """Give the process in PostgreSQL that answers it."""
        from django.db import connection  # noqa: PLC0415 - only after the set-up

        return [connection.connection.info.backend_pid]


def _configure(database_url: str) -> None:
    known = conninfo_to_dict(database_url)
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - nothing is signed with it
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=f"{SITE}.urls",
        INSTALLED_APPS=[SITE],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            f"{SITE}.views.protected",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": known["dbname"],
                "USER": known["user"],
                "PASSWORD": known.get("password", ""),
                "HOST": known.get("host", ""),
                "PORT": str(known.get("port", "")),
                "CONN_MAX_AGE": None,
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {"builtins": [f"{SITE}.tags"]},
            }
        ],
        USE_I18N=False,
        USE_TZ=True,
        TIME_ZONE="Europe/Amsterdam",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGGING_CONFIG=None,
    )


def _environment(path: str, token: str) -> dict[str, Any]:
    sent = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers(token).items()
    }
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **sent,
    }
