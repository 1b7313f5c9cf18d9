"""What kind of browser on what kind of machine, and no more: enough to know one's own by."""

UNKNOWN = "other"
# The first that is found counts: a browser names those it wants to be taken for as well.
BROWSERS = (
    ("edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("opera", ("OPR/",)),
    ("samsung", ("SamsungBrowser/",)),
    ("firefox", ("Firefox/", "FxiOS/")),
    ("chrome", ("Chrome/", "CriOS/")),
    ("safari", ("Safari/",)),
)
MACHINES = (
    ("iphone", ("iPhone",)),
    ("ipad", ("iPad",)),
    ("android", ("Android",)),
    ("windows", ("Windows",)),
    ("mac", ("Macintosh", "Mac OS")),
    ("chromebook", ("CrOS",)),
    ("linux", ("Linux",)),
)


def device_of(user_agent: str) -> str:
    """Give the kinds as "browser/machine"; what is not known is "other". Versions are not kept."""
    return f"{_kind(user_agent, BROWSERS)}/{_kind(user_agent, MACHINES)}"


def _kind(user_agent: str, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    found = (kind for kind, signs in kinds if any(sign in user_agent for sign in signs))
    return next(found, UNKNOWN)
