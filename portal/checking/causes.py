"""Why a database cannot be used, in words: never with its address, which may hold a password."""

import asyncpg

# What the driver calls it, and what somebody has to mend.
CAUSES: dict[type[Exception], str] = {
    asyncpg.InvalidPasswordError: "its role or its password is wrong",
    asyncpg.InvalidAuthorizationSpecificationError: "the server does not let its role in",
    asyncpg.InvalidCatalogNameError: "the server has no database of that name",
    asyncpg.InsufficientPrivilegeError: "its role may not connect to it",
    asyncpg.TooManyConnectionsError: "the server has no connection left",
    asyncpg.CannotConnectNowError: "the server is starting or stopping",
    ConnectionRefusedError: "nothing listens at that address",
    FileNotFoundError: "nothing listens at that address",
    TimeoutError: "nothing answers at that address",
}
FAULTS = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)


def cause(error: Exception) -> str:
    """Say why a database cannot be used, without its address."""
    known = (told for kind, told in CAUSES.items() if isinstance(error, kind))
    return next(known, type(error).__name__)
